package feature

// The dense features. First come two counts a category (plain, negated), then
// the named ones below.
const (
	densePlain   = 0
	denseNegated = int(categoryCount)
	denseNamed   = 2 * int(categoryCount)
)

const (
	one = denseNamed + iota // always 1
	goodSum
	badSum
	goodNegated
	badNegated
	net        // good less bad, by their sum, in [-1, 1]
	netDensity // good less bad, by the root of the length
	goodMax
	badMax
	firstNet
	lastNet
	afterContrast
	mixed
	silent // the lexicons found no feeling
	good1
	good2
	good3
	bad1
	bad2
	bad3
	hanNet
	hanGood
	hanBad
	hanSilent
	hanShare
	hanOne
	exclaims
	exclaimsMany
	questions
	questionsMany
	lastQuestion
	lastExclaim
	capsWords
	capsShare
	stretched
	ellipses
	quotes
	signsGood
	signsBad
	length
	short1
	short2
	numbers
	mentions
	links
	youBad
	youInsult
	youGood
	capsBad
	exclaimBad
	exclaimGood
	questionBad
	thanksBad
	thanksLast
	politeBad
	sarcasmBad
	waitBad
	waitMark
	problemBad
	botBad
	policyBad
	personBad
	neglectYou
	softBad
	boostBad
	boostGood
	badClauses
	askFirst
	politeProblem
	sarcasmGood
	quotesGood
	goodWait
	demandMark
	neglectMark
	otherBad
	swearThing
	// DenseCount is the number of dense features.
	DenseCount = iota + denseNamed
)
