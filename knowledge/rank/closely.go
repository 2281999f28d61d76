package rank

import (
	"cmp"
	"slices"

	"github.com/firstlinehq/firstline/knowledge/posting"
	"github.com/firstlinehq/firstline/knowledge/token"
)

// strictLength is lengthPart for Candidate.Firm.
const strictLength = 0.95

// titled is what a question has in common with a title: the part of the question,
// by weight, and the number of terms.
type titled struct {
	cover float64
	terms int
}

// closely looks at what ranking whole articles does not need.
func (m *match) closely(c *Candidate) {
	firm, heaviest := 0.0, 0.0
	for _, w := range m.wishes {
		fit, strict, title := 0.0, 0.0, 0.0
		for _, o := range w.options {
			f, s, t := m.optionOf(o, c)
			fit, strict, title = max(fit, f), max(strict, s), max(title, t)
		}
		firm += w.worth * strict
		c.asked.cover += w.worth * title / m.ideal
		if w.worth > heaviest {
			heaviest, c.Key = w.worth, fit
		}
	}
	if m.unmet > heaviest {
		c.Key = 0 // the weightiest word is in no article
	}
	c.Firm = firm / m.ideal
}

// optionOf says how well an option fits an article, with both views of length, and
// what part of it stands in the title.
func (m *match) optionOf(o option, c *Candidate) (fit, strict, title float64) {
	for _, t := range o.terms {
		a, ok := find(t.postings, c.Number)
		if !ok {
			continue
		}
		tf, length := fieldWeight(a), float64(a.Length)/m.avgArticle
		fit += t.share * saturate(articleK, lengthPart, tf, length)
		strict += t.share * saturate(articleK, strictLength, tf, length)
		if a.Title > 0 {
			title += t.share
			c.asked.terms++
		}
	}
	return fit, strict, title
}

func find(list []posting.Article, number int32) (*posting.Article, bool) {
	at, ok := slices.BinarySearchFunc(list, number, func(a posting.Article, n int32) int { return cmp.Compare(a.Number, n) })
	if !ok {
		return nil, false
	}
	return &list[at], true
}

// Entitle adds what the candidate's title tells to its score: a title that says what
// was asked, and little else, names the article about it.
func (c *Candidate) Entitle(title string) {
	terms := len(token.Terms(title))
	if terms == 0 {
		return
	}
	c.Title = min(1, c.asked.cover, float64(c.asked.terms)/float64(terms))
	c.Score *= 1 + titlePart*c.Title
}
