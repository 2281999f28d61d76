package rank

import (
	"cmp"
	"math"
	"slices"

	"github.com/firstlinehq/firstline/knowledge/lexicon"
	"github.com/firstlinehq/firstline/knowledge/posting"
)

// The constants of BM25 (Robertson and Walker 1994) and of its fields (BM25F,
// Robertson, Zaragoza and Taylor 2004): how soon a repeated term stops to add,
// how much length counts, what a term in title or heading is worth in the body.
const (
	k1          = 1.4
	lengthPart  = 0.65
	titleWeight = 3.0
	headWeight  = 2.0
)

// How the parts add up. An article that speaks of the subject throughout and a
// passage that says it all are equally good signs.
const (
	passagePart  = 0.5
	coverPart    = 0.4
	foreignWorth = 0.85 // of an article in another language than the question's
)

// Shelves is the size of what was searched in one language.
type Shelves struct {
	Articles, Passages           int
	ArticleLength, PassageLength int64 // summed, in terms
}

// Index is what a search read of one language: sizes and postings by term.
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
	// of what an ideal article would reach.
	Article, Passage float64
	// Cover is the part of the question, by weight, that occurs at all; Best the
	// part that occurs in the best passage.
	Cover, Best float64
	// Close is how near to each other neighbours of the question stand.
	Close float64
	// Foreign says that the article is in another language than the question.
	Foreign bool
	// Passages by score, best first, at most maxPassages.
	Passages []Scored
}

// Scored is a passage's ordinal and its score as in Candidate.Passage.
type Scored struct {
	Ordinal int32
	Score   float64
	cover   float64
}

const maxPassages = 3

// Lexical ranks by the postings alone, best first, at most limit candidates.
func Lexical(r lexicon.Reading, ix Index, limit int) []Candidate {
	m := newMatch(ix)
	for _, w := range r.Wishes {
		m.wish(w)
	}
	out := m.candidates(r.Foreign)
	slices.SortFunc(out, byScore)
	return out[:min(limit, len(out))]
}

func byScore(a, b Candidate) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Number, b.Number))
}

type match struct {
	ix                 Index
	avgArticle, avgPas float64
	found              map[int32]*tally
	ideal, weight      float64
}

// tally is what one article has collected.
type tally struct {
	article, cover float64
	passages       []Scored
}

func newMatch(ix Index) *match {
	s := ix.Shelves
	return &match{
		ix: ix, found: map[int32]*tally{},
		avgArticle: float64(s.ArticleLength) / float64(max(1, s.Articles)),
		avgPas:     float64(s.PassageLength) / float64(max(1, s.Passages)),
	}
}

// idf is BM25's weight of rarity, never negative (as in Lucene).
func (m *match) idf(df int) float64 {
	n := float64(m.ix.Shelves.Articles)
	return math.Log(1 + (n-float64(df)+0.5)/(float64(df)+0.5))
}

// wish adds what each article has of a wish: of its options, the best one.
func (m *match) wish(w lexicon.Wish) {
	rarity := m.rarity(w)
	m.ideal += w.Weight * rarity * (k1 + 1)
	m.weight += w.Weight * rarity
	if len(w.Options) == 1 && len(w.Options[0].Terms) == 1 {
		m.add(m.gather(w.Options[0], w.Weight), w.Weight*rarity)
		return
	}
	best := map[int32]*tally{}
	for _, o := range w.Options {
		for number, t := range m.gather(o, w.Weight) {
			have := best[number]
			if have == nil {
				best[number] = t
				continue
			}
			have.keepBest(t)
		}
	}
	m.add(best, w.Weight*rarity)
}

// rarity is the idf of a wish: of the commonest of its full-weight options,
// since they mean the same; of a word that no article has, the highest.
func (m *match) rarity(w lexicon.Wish) float64 {
	df := 0
	for _, o := range w.Options {
		for _, t := range o.Terms {
			if n := len(m.ix.Postings[t]); o.Weight >= w.Options[0].Weight*0.8 {
				df = max(df, n)
			}
		}
	}
	return m.idf(df)
}

// gather scores one option for each article that has any of its terms.
func (m *match) gather(o lexicon.Option, weight float64) map[int32]*tally {
	out := map[int32]*tally{}
	share := o.Weight / float64(len(o.Terms))
	for _, term := range o.Terms {
		entries := m.ix.Postings[term]
		idf := m.idf(len(entries))
		for i := range entries {
			a := &entries[i]
			t := out[a.Number]
			if t == nil {
				t = &tally{}
				out[a.Number] = t
			}
			m.score(t, a, idf*weight*share)
			t.cover += share
		}
	}
	return out
}

func (m *match) score(t *tally, a *posting.Article, worth float64) {
	tf := titleWeight * float64(a.Title)
	for _, p := range a.Passages {
		f := float64(p.Body) + headWeight*float64(p.Head)
		tf += f
		s := worth * saturate(f+titleWeight/2*float64(min(1, a.Title)), float64(p.Length)/m.avgPas)
		t.passage(p.Ordinal, s, worth)
	}
	t.article += worth * saturate(tf, float64(a.Length)/m.avgArticle)
}

// saturate is BM25's term frequency part, between 0 and k1+1.
func saturate(tf, length float64) float64 {
	return tf * (k1 + 1) / (tf + k1*(1-lengthPart+lengthPart*length))
}

func (t *tally) passage(ordinal int32, score, cover float64) {
	for i := range t.passages {
		if t.passages[i].Ordinal == ordinal {
			t.passages[i].Score += score
			t.passages[i].cover += cover
			return
		}
	}
	t.passages = append(t.passages, Scored{Ordinal: ordinal, Score: score, cover: cover})
}

// keepBest keeps the better of two options, for the article and for each passage.
func (t *tally) keepBest(o *tally) {
	t.article = max(t.article, o.article)
	t.cover = max(t.cover, o.cover)
	for _, p := range o.passages {
		i := slices.IndexFunc(t.passages, func(q Scored) bool { return q.Ordinal == p.Ordinal })
		if i < 0 {
			t.passages = append(t.passages, p)
		} else if p.Score > t.passages[i].Score {
			t.passages[i] = p
		}
	}
}

func (m *match) add(found map[int32]*tally, weight float64) {
	for number, t := range found {
		have := m.found[number]
		if have == nil {
			t.cover *= weight
			m.found[number] = t
			continue
		}
		have.article += t.article
		have.cover += t.cover * weight
		for _, p := range t.passages {
			have.passage(p.Ordinal, p.Score, p.cover)
		}
	}
}

func (m *match) candidates(foreign bool) []Candidate {
	if m.ideal == 0 {
		return nil
	}
	out := make([]Candidate, 0, len(m.found))
	for number, t := range m.found {
		slices.SortFunc(t.passages, func(a, b Scored) int {
			return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Ordinal, b.Ordinal))
		})
		c := Candidate{Number: number, Foreign: foreign, Article: t.article / m.ideal, Cover: t.cover / m.weight}
		for _, p := range t.passages[:min(maxPassages, len(t.passages))] {
			p.Score /= m.ideal
			c.Passages = append(c.Passages, p)
		}
		if len(c.Passages) > 0 {
			c.Passage, c.Best = c.Passages[0].Score, c.Passages[0].cover/m.weight
		}
		c.Score = c.base()
		out = append(out, c)
	}
	return out
}

func (c *Candidate) base() float64 {
	s := (1-passagePart)*c.Article + passagePart*c.Passage
	s *= 1 + coverPart*c.Cover
	if c.Foreign {
		s *= foreignWorth
	}
	return s
}

// Compare orders candidates, best first; equal ones by number, so that the same
// index gives the same order.
func Compare(a, b Candidate) int { return byScore(a, b) }

// Worth is how much a wish counts in an index: its weight times its rarity.
func (ix Index) Worth(w lexicon.Wish) float64 { return w.Weight * newMatch(ix).rarity(w) }
