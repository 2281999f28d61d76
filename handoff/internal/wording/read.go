package wording

import (
	"regexp"
	"strings"

	"github.com/firstlinehq/firstline/handoff/internal/classifier"
	"github.com/firstlinehq/firstline/handoff/internal/request"
)

// Label is something that a message may say.
type Label int

// The labels.
const (
	Person  Label = iota // asks for a person
	Refusal              // says that no person is needed
	Reach                // asks how or when support can be reached
	Bare                 // names the service and nothing else
	Anger                // attacks us
	Abuse                // insults or threatens
	Legal                // lawyers, courts, regulators
	Safety               // harm to somebody
	Demand               // ultimatum
	Problem              // something is wrong
	Again                // says that it was said before
	Accept               // yes
	Decline              // no
	labels
)

// Found is how sure a label is, 0…1, why, and where: byte offsets in the text.
type Found struct {
	Sure  float64
	Rule  string
	Start int
	End   int
}

// Reading is what one message says.
type Reading [labels]Found

// Read reads one message with the shipped weights.
func Read(text string) Reading { return ReadWith(model, text) }

// ReadWith reads one message with other weights: patterns first, which are sure and say why, then
// the classifier, for wordings that no list foresees.
func ReadWith(m *classifier.Model, text string) Reading {
	r := read(m, text)
	r.weigh()
	return r.Reading
}

// SignsWith gives the signs that a request is weighed by.
func SignsWith(m *classifier.Model, text string) request.Signs {
	r := read(m, text)
	return r.signs
}

// read notes all that patterns and classifier see.
func read(m *classifier.Model, text string) *reader {
	r := &reader{}
	clauses := fold(text)
	if len(clauses) > 1 {
		whole := wholeOf(clauses)
		r.mild = first(pleasant, &whole) != nil
	}
	for i := range clauses {
		r.readClause(&clauses[i], i)
	}
	if r.Reading[Refusal].Sure > 0 {
		r.readTurn(clauses)
	}
	if r.Reading[Accept].Sure > 0 && (goesOn(clauses) || closes(clauses)) {
		r.Reading[Accept] = Found{}
	}
	r.learn(m, clauses)
	r.gather()
	return r
}

// gather puts the signs of a request together.
func (r *reader) gather() {
	s := &r.signs
	s.Pattern, s.Refused = r.Reading[Person].Sure > 0, r.Reading[Refusal].Sure > 0
	s.Reach, s.Bare = r.Reading[Reach].Sure > 0, r.Reading[Bare].Sure > 0
	s.Hard, s.Things, s.Negated, s.Anchor = r.hard, r.things, r.negated, r.anchored
	s.Clause, s.Refusal, s.Problem, s.Chinese = r.learned[Person].Sure, r.learned[Refusal].Sure, r.learned[Problem].Sure, han.MatchString(r.text)
}

// reader is a reading on its way.
type reader struct {
	Reading
	signs   request.Signs
	learned Reading // what the classifier says by itself
	text    string  // folded, whole
	hard    bool    // a word of a request was used in another sense
	negated bool    // there is a negation at all
	things  bool    // a question about goods or ways
	// anchored says that there is a word without which hardly anybody asks for a person.
	anchored bool
	bare     string // the last clause that named the service and nothing else
	turned   bool   // a refusal was taken back
	unhurt   bool   // nobody was hurt
	insured  bool   // it is about what a policy pays for
	mild     bool   // a strong word praised something, or the writer himself
}

func (r *reader) readClause(c *sentence, i int) {
	if first(hardNegatives, c) != nil {
		r.hard = true
	} else {
		r.readRequest(c)
	}
	if i == 0 {
		r.readAnswer(c)
	} else if i <= 2 && c.Mark != '?' && r.Reading[Decline].Sure == 0 {
		r.note(Accept, c, first(accepts, c))
	}
	if c.Mark != '?' || first(legalQuestions, c) == nil {
		r.note(Legal, c, first(legals, c))
	}
	r.unhurt = r.unhurt || first(unhurt, c) != nil
	r.insured = r.insured || first(insured, c) != nil
	if first(safetyQuestions, c) == nil {
		r.note(Safety, c, first(safeties, c))
	}
	switch {
	case first(pleasant, c) != nil:
		r.mild = true
	case r.mild && mildAlone[c.Text]:
	default:
		r.note(Abuse, c, first(abuses, c))
		r.note(Anger, c, first(angers, c))
	}
	r.note(Demand, c, first(demands, c))
	r.note(Problem, c, first(problems, c))
	r.note(Again, c, first(metas, c))
}

// readAnswer reads the first clause as an answer to an offer. "No problem" is a yes.
func (r *reader) readAnswer(c *sentence) {
	p := first(accepts, c)
	r.note(Accept, c, p)
	if p == nil || p.id != "xx.noproblem" {
		r.note(Decline, c, first(declines, c))
	}
}

// "Ok" is a yes by itself. Before a question it says that something was
// understood: "ok, how long is the warranty?".
var (
	heard     = regexp.MustCompile(`^(?:(?:ok|okay|k|kk|fine|right|alright|all right|great|cool|perfect|good|sure|thanks|thank you|oh|well|um|hmm|and|so|then|but|i see|got it|understood)(?: |$)|好的?|行吧?|嗯+|哦|可以|好吧|知道了|明白了?|谢谢|那)+`)
	plainYes  = regexp.MustCompile(`\b(?:yes|yeah|yep|yup|yea|please do|go ahead|do it|do that|do so|connect|transfer|absolutely|definitely|of course|go for it|why not|by all means|id like|i would)\b|要的|转吧|转过去|请转|麻烦|帮我|同意|需要|叫吧|找吧|来吧|是的`)
	wantsKnow = regexp.MustCompile(`^(?:how|what|when|where|which|who|why|can|could|do|does|is|are|will|would|may|should)\b|(?:吗|(?:^|[^着])呢)$|怎么|如何|多久|多少|什么|哪|几|是否|能不能|可不可以|是不是|有没有`)
	ofPerson  = regexp.MustCompile(`\b(?:person|human|someone|somebody|anyone|agent|they|them|he|she|him|her|colleague|team|staff|representative|call|ring|phone|wait|queue|what now|what next|what happens|(?:that|this|it) work)\b|人|客服|同事|专员|等|排|他|她|转|联系|电话`)
)

// goesOn reports whether what may be a yes only leads to a question of another
// kind.
func goesOn(clauses []sentence) bool {
	head := heard.FindString(clauses[0].Text)
	if head == "" {
		return false
	}
	asks := false
	for i := range clauses {
		text := clauses[i].Text
		if i == 0 {
			text = strings.TrimSpace(text[len(head):])
		}
		if plainYes.MatchString(text) || ofPerson.MatchString(text) {
			return false
		}
		asks = asks || text != "" && (clauses[i].Mark == '?' || wantsKnow.MatchString(text))
	}
	return asks
}

// settled says that what was wrong is no longer so, or that the anger was.
var settled = regexp.MustCompile(`\b(?:that|this|it|which) (?:really |actually |already |now )*(?:helps|helped|worked|works now|solved|answers|answered|did it|did the trick)\b|\b(?:sorry|apologies|apologise|apologize) (?:for (?:shouting|yelling|ranting|being|my|the|swearing)|about (?:before|earlier|my|the)|i (?:was|got|shouted|snapped|lost))|解决了|帮到我|有帮助|语气|态度不好|刚才(?:太|有点|是我)|别介意|别往心里去`)

// closes reports whether what may be a yes only says that it is settled: "ok,
// thanks, that helps" wants nobody any more.
func closes(clauses []sentence) bool {
	ends := false
	for i := range clauses {
		text := clauses[i].Text
		if plainYes.MatchString(text) || ofPerson.MatchString(text) {
			return false
		}
		ends = ends || settled.MatchString(text)
	}
	return ends
}

var negation = regexp.MustCompile(`\b(?:no|not|nope|nah|dont|never|without|need ?nt|rather|prefer|fine|stop|cancel|longer|why|instead)\b|[不别无没免勿甭]|取消|就行|就可以|社恐|自助|自己`)

func (r *reader) readRequest(c *sentence) {
	r.negated = r.negated || negation.MatchString(c.Text)
	r.things = r.things || aboutThings.MatchString(c.Text)
	if p := first(bares, c); p != nil && c.Mark != '!' {
		if r.note(Bare, c, p); r.bare == c.Text {
			r.note(Person, c, &insists)
		}
		r.bare = c.Text
		return
	}
	if p := first(refusals, c); p != nil && first(protests, c) == nil {
		r.note(Refusal, c, p)
		return
	}
	person, reach := first(requests, c), first(reaches, c)
	if reach != nil && (person == nil || asks.MatchString(c.Text) && !strings.HasSuffix(person.id, "how") && person.id != "en.howhuman") {
		r.note(Reach, c, reach)
		return
	}
	r.note(Person, c, person)
}

// readTurn looks whether a refusal is taken back in what follows.
func (r *reader) readTurn(clauses []sentence) {
	whole := wholeOf(clauses)
	for i := range turns { // the prefilter knows clauses only
		if turns[i].re.MatchString(whole.Text) {
			r.Reading[Refusal] = Found{}
			r.note(Person, &whole, &turns[i])
			r.turned = true
			return
		}
	}
}

// aboutThings starts questions about goods and ways; a person stands in them by
// accident, unless a pattern says otherwise.
var aboutThings = regexp.MustCompile(`^(?:and |so |but |hi |hello |ok |also )*(?:is (?:it|this|that|the)|who|what|which|when|where|does|do (?:you|humans|people|your)|are (?:the|your|these)|did|how (?:many|much|long|old))\b|(?:吗|呢|多少|哪里|什么)$`)

// asks marks a question for the way and not for the thing.
var asks = regexp.MustCompile(`\b(?:how|where|when|what|which|who|hours|number|time|weekends?|sundays?|holidays?)\b|怎么|如何|怎样|哪|几点|什么时|多少|周末|晚上|节假日|国庆|时间|热线|联系方式|邮箱|微信|上班|在线吗`)

// insists is for who says "Agent. Agent.": that names the service to ask for it.
var insists = pattern{id: "xx.insist", sure: .93}

func (r *reader) note(l Label, c *sentence, p *pattern) {
	if p == nil || r.Reading[l].Sure >= p.sure {
		return
	}
	r.Reading[l] = Found{Sure: p.sure, Rule: p.id, Start: c.Start, End: c.End}
}

func first(ps []pattern, c *sentence) *pattern {
	for i := range ps {
		if c.may.has(ps[i].n) && ps[i].re.MatchString(c.Text) {
			return &ps[i]
		}
	}
	return nil
}

// IsBare reports whether a text names the service and nothing else.
func IsBare(text string) bool { return anyClause(text, bares) }

// SaysAgain reports whether a text says that the same was said before.
func SaysAgain(text string) bool { return anyClause(text, metas) }

func anyClause(text string, ps []pattern) bool {
	clauses := fold(text)
	for i := range clauses {
		if first(ps, &clauses[i]) != nil {
			return true
		}
	}
	return false
}
