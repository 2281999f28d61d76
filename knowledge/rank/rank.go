package rank

import (
	"cmp"
	"math"
	"slices"

	"github.com/firstlinehq/firstline/knowledge/lexicon"
	"github.com/firstlinehq/firstline/knowledge/posting"
	"github.com/firstlinehq/firstline/knowledge/token"
)

// The constants of BM25 (Robertson and Walker 1994) and of its fields (BM25F,
// Robertson, Zaragoza and Taylor 2004): how soon a repeated term stops to add,
// how much length counts, what a term in title or heading is worth in the body.
// In a whole article repetition tells what it is about from what it mentions, so
// it adds for longer there than in a passage.
const (
	articleK    = 3.0
	passageK    = 1.2
	lengthPart  = 0.65
	titleWeight = 3.0
	headWeight  = 2.0
)

// How the parts add up.
const (
	passagePart  = 0.3
	coverPart    = 0.7
	titlePart    = 1.0
	foreignWorth = 0.85 // of an article in another language than the question's
)

// Shelves is the size of what was searched in one language.
type Shelves struct {
	Articles, Passages           int
	ArticleLength, PassageLength int64 // summed, in terms
}

// Index is what a search read of one language: sizes and postings by term, each
// ascending by article number.
type Index struct {
	Shelves  Shelves
	Postings map[string][]posting.Article
}

// Candidate is an article with the reasons for its place.
type Candidate struct {
	// Number is the article's number in the index.
	Number int32
	// Score orders candidates; comparable between languages.
	Score float64
	// Article and Passage are BM25 of the whole and of the best passage as parts
	// of what an ideal text would reach.
	Article, Passage float64
	// Cover is the part of the question, by weight, that occurs at all; Best the
	// part that occurs in the best passage.
	Cover, Best float64
	// Firm is Article with a stricter view of length, and Key how well the weightiest
	// word of the question fits: a long article mentions everything, and what it
	// mentions it need not answer.
	Firm, Key float64
	// Title is how far the title says what was asked and nothing else.
	Title float64
	// Close is how near to each other neighbours of the question stand.
	Close float64
	// Dense is the similarity in meaning of the closest passage, by vectors.
	Dense float64
	// Foreign says that the article is in another language than the question.
	Foreign bool
	// Passages by score, best first, at most maxPassages.
	Passages []Scored

	asked titled
}

// Scored is a passage's ordinal and its score as in Candidate.Passage.
type Scored struct {
	Ordinal int32
	Score   float64
	cover   float64
}

const maxPassages = 3

// Lexical ranks by the postings alone, best first, at most limit candidates.
// Whole articles choose who is looked at; passages are unpacked for those only.
func Lexical(r lexicon.Reading, ix Index, limit int) ([]Candidate, error) {
	m := newMatch(r, ix)
	out := m.articles(3 * limit)
	for i := range out {
		if err := m.passages(&out[i]); err != nil {
			return nil, err
		}
		m.closely(&out[i])
		out[i].Foreign = r.Foreign
		out[i].Score = out[i].base()
	}
	slices.SortFunc(out, Compare)
	return out[:min(limit, len(out))], nil
}

// Compare orders candidates, best first; equal ones by number, so that the same
// index gives the same order.
func Compare(a, b Candidate) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Number, b.Number))
}

func (c *Candidate) base() float64 {
	s := (1-passagePart)*c.Article + passagePart*c.Passage
	s *= 1 + coverPart*c.Cover
	if c.Foreign {
		s *= foreignWorth
	}
	return s
}

// idf is BM25's weight of rarity, never negative (as in Lucene).
func (ix Index) idf(df int) float64 {
	n := float64(ix.Shelves.Articles)
	return math.Log(1 + (n-float64(df)+0.5)/(float64(df)+0.5))
}

// rarity is the idf of a wish: of the commonest of its likeliest options, since
// they mean the same; of a word that no article has, the highest.
func (ix Index) rarity(w lexicon.Wish) float64 {
	df := 0
	for _, o := range w.Options {
		if o.Weight < w.Options[0].Weight*0.8 {
			continue
		}
		for _, t := range o.Terms {
			df = max(df, len(ix.Postings[t]))
		}
	}
	if df == 0 && w.Kind == token.Pair {
		return unseenPair * ix.idf(0)
	}
	return ix.idf(df)
}

// unseenPair is what a pair of characters counts that no article has, against an
// unseen word: most such pairs are no words, but the end of one and the beginning
// of the next.
const unseenPair = 0.4

// Worth is how much a wish counts in an index: its weight times its rarity. Where
// texts are short, as in lists of questions, small words tell more: "how" and
// "when" are what two questions about one thing differ in.
func (ix Index) Worth(w lexicon.Wish) float64 {
	weight := w.Weight
	switch {
	case w.Kind == token.Weak:
		weight *= 1 + ix.shortness()
	case w.Kind == token.Code && !ix.has(w):
		weight = min(weight, unseenCode)
	}
	return weight * ix.rarity(w)
}

// unseenCode is the weight of a code that no article has: mostly an order's number,
// which says nothing about what is asked.
const unseenCode = 2

func (ix Index) has(w lexicon.Wish) bool {
	return slices.ContainsFunc(w.Options, func(o lexicon.Option) bool {
		return slices.ContainsFunc(o.Terms, func(t string) bool { return len(ix.Postings[t]) > 0 })
	})
}

// Passages of longText terms or more are texts, those of shortText or fewer lines.
const (
	shortText = 40
	longText  = 120
)

// shortness is 1 where passages are lines and 0 where they are texts.
func (ix Index) shortness() float64 {
	avg := float64(ix.Shelves.PassageLength) / float64(max(1, ix.Shelves.Passages))
	return max(0, min(1, (longText-avg)/(longText-shortText)))
}

// saturate is BM25's term frequency part, between 0 and 1; b is how much length counts.
func saturate(k, b, tf, length float64) float64 {
	return tf / (tf + k*(1-b+b*length))
}
