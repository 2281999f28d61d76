package rank

import (
	"cmp"
	"slices"
	"sync"

	"github.com/firstlinehq/firstline/knowledge/lexicon"
	"github.com/firstlinehq/firstline/knowledge/posting"
)

// match compares one reading with one index.
type match struct {
	ix                     Index
	wishes                 []wish
	avgArticle, avgPassage float64
	// ideal is the score of a text that has everything in abundance.
	ideal float64
	// unmet is the worth of the weightiest wish that no article meets.
	unmet float64
}

// wish is a wish with its postings.
type wish struct {
	worth   float64
	options []option
}

type option struct {
	terms []term
}

type term struct {
	postings []posting.Article
	worth    float64 // the term's share of the wish, rarity and guessing included
	share    float64
}

func newMatch(r lexicon.Reading, ix Index) *match {
	s := ix.Shelves
	m := &match{
		ix:         ix,
		avgArticle: max(1, float64(s.ArticleLength)/float64(max(1, s.Articles))),
		avgPassage: max(1, float64(s.PassageLength)/float64(max(1, s.Passages))),
	}
	for _, w := range r.Wishes {
		of := wish{worth: ix.Worth(w)}
		m.ideal += of.worth
		for _, o := range w.Options {
			opt := option{}
			share := o.Weight / float64(len(o.Terms))
			for _, t := range o.Terms {
				if list := ix.Postings[t]; len(list) > 0 {
					opt.terms = append(opt.terms, term{postings: list, worth: of.worth * share, share: share})
				}
			}
			if len(opt.terms) > 0 {
				of.options = append(of.options, opt)
			}
		}
		if len(of.options) > 0 {
			m.wishes = append(m.wishes, of)
		} else {
			m.unmet = max(m.unmet, of.worth)
		}
	}
	return m
}

// sums holds numbers by article in arrays, with the list of those that are not
// zero: articles are numbered densely, and an array costs a tenth of a map.
type sums struct {
	score, cover []float64
	touched      []int32
}

// spareSums keeps cleared ones: in a large library they are megabytes, which would be
// made and collected for each search.
var spareSums sync.Pool

func newSums(n int32) *sums {
	if s, ok := spareSums.Get().(*sums); ok && len(s.score) >= int(n) {
		return s
	}
	return &sums{score: make([]float64, n), cover: make([]float64, n)}
}

// spare clears them for the next search.
func (s *sums) spare() {
	s.clear()
	spareSums.Put(s)
}

func (s *sums) add(number int32, score, cover float64) {
	if s.cover[number] == 0 {
		s.touched = append(s.touched, number)
	}
	s.score[number] += score
	s.cover[number] += cover
}

func (s *sums) clear() {
	for _, n := range s.touched {
		s.score[n], s.cover[n] = 0, 0
	}
	s.touched = s.touched[:0]
}

// articles gives the best articles as wholes, at most limit.
func (m *match) articles(limit int) []Candidate {
	size := m.size()
	if size == 0 || m.ideal == 0 {
		return nil
	}
	all, one, other := newSums(size), newSums(size), newSums(size)
	defer all.spare()
	defer one.spare()
	defer other.spare()
	for _, w := range m.wishes {
		m.option(w.options[0], one)
		for _, o := range w.options[1:] {
			m.option(o, other)
			for _, n := range other.touched {
				if other.score[n] > one.score[n] {
					one.add(n, other.score[n]-one.score[n], max(0, other.cover[n]-one.cover[n]))
				}
			}
			other.clear()
		}
		for _, n := range one.touched {
			all.add(n, one.score[n], one.cover[n]*w.worth)
		}
		one.clear()
	}
	out := make([]Candidate, 0, len(all.touched))
	for _, n := range all.touched {
		c := Candidate{Number: n, Article: all.score[n] / m.ideal, Cover: min(1, all.cover[n]/m.ideal)}
		c.Score = c.Article * (1 + coverPart*c.Cover)
		out = append(out, c)
	}
	return best(out, limit)
}

func (m *match) size() int32 {
	size := int32(0)
	for _, w := range m.wishes {
		for _, o := range w.options {
			for _, t := range o.terms {
				size = max(size, t.postings[len(t.postings)-1].Number+1)
			}
		}
	}
	return size
}

// option scores one option for every article that has any of its terms.
func (m *match) option(o option, into *sums) {
	for _, t := range o.terms {
		for i := range t.postings {
			a := &t.postings[i]
			into.add(a.Number, t.worth*saturate(articleK, lengthPart, fieldWeight(a), float64(a.Length)/m.avgArticle), t.share)
		}
	}
}

// fieldWeight is how often a term stands in an article, by what each place is worth.
func fieldWeight(a *posting.Article) float64 {
	return titleWeight*float64(a.Title) + float64(a.Body) + headWeight*float64(a.Head)
}

// passages scores the passages of a candidate. A word of the title stands above
// each of them, so all have something of it.
func (m *match) passages(c *Candidate) error {
	scores, above := tally{}, Scored{}
	for _, w := range m.wishes {
		found, title, err := m.wish(w, c.Number)
		if err != nil {
			return err
		}
		above.Score += title.Score
		above.cover += title.cover
		for _, p := range found {
			scores.add(p.Ordinal, max(0, p.Score-title.Score), max(0, p.cover-title.cover))
		}
	}
	slices.SortFunc(scores, func(a, b Scored) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Ordinal, b.Ordinal))
	})
	best := above
	for i, p := range scores[:min(maxPassages, len(scores))] {
		p = Scored{Ordinal: p.Ordinal, Score: (p.Score + above.Score) / m.ideal, cover: p.cover + above.cover}
		if c.Passages = append(c.Passages, p); i == 0 {
			best = Scored{Score: p.Score * m.ideal, cover: p.cover}
		}
	}
	c.Passage, c.Best = best.Score/m.ideal, min(1, best.cover/m.ideal)
	return nil
}

// wish scores a wish for an article's passages and for its title: the best option
// of each.
func (m *match) wish(w wish, number int32) (found tally, title Scored, err error) {
	var unpacked []posting.Passage
	for _, o := range w.options {
		had, top := tally{}, Scored{}
		for _, t := range o.terms {
			a, ok := find(t.postings, number)
			if !ok {
				continue
			}
			if unpacked, err = a.Passages(unpacked[:0]); err != nil {
				return nil, title, err
			}
			inTitle := titleWeight / 2 * float64(min(1, a.Title))
			for _, p := range unpacked {
				tf := float64(p.Body) + headWeight*float64(p.Head) + inTitle
				had.add(p.Ordinal, t.worth*saturate(passageK, lengthPart, tf, float64(p.Length)/m.avgPassage), t.share*w.worth)
			}
			if a.Title > 0 {
				top.Score += t.worth * saturate(passageK, lengthPart, inTitle, 1)
				top.cover += t.share * w.worth
			}
		}
		found.keepBest(had)
		if top.Score > title.Score {
			title = top
		}
	}
	return found, title, nil
}

// tally is what the passages of one article have collected. Articles have few
// passages, so a list is searched faster than a map.
type tally []Scored

func (t *tally) add(ordinal int32, score, cover float64) {
	for i := range *t {
		if p := &(*t)[i]; p.Ordinal == ordinal {
			p.Score += score
			p.cover += cover
			return
		}
	}
	*t = append(*t, Scored{Ordinal: ordinal, Score: score, cover: cover})
}

// keepBest takes over the passages that o has and t has not, or scored lower.
func (t *tally) keepBest(o tally) {
	for _, p := range o {
		i := slices.IndexFunc(*t, func(q Scored) bool { return q.Ordinal == p.Ordinal })
		if i < 0 {
			*t = append(*t, p)
		} else if p.Score > (*t)[i].Score {
			(*t)[i] = p
		}
	}
}

// best gives the n best candidates in order. A cut by score before the sort
// keeps the sort small when a common word finds every article.
func best(c []Candidate, n int) []Candidate {
	if len(c) > 4*n {
		scores := make([]float64, len(c))
		for i := range c {
			scores[i] = c[i].Score
		}
		cut := nth(scores, n)
		c = slices.DeleteFunc(c, func(x Candidate) bool { return x.Score < cut })
	}
	slices.SortFunc(c, Compare)
	return c[:min(n, len(c))]
}

// nth gives the n-th largest value by quickselect. It reorders values.
func nth(values []float64, n int) float64 {
	lo, hi := 0, len(values)-1
	for lo < hi {
		pivot := values[(lo+hi)/2]
		i, j := lo, hi
		for i <= j {
			for values[i] > pivot {
				i++
			}
			for values[j] < pivot {
				j--
			}
			if i <= j {
				values[i], values[j] = values[j], values[i]
				i++
				j--
			}
		}
		switch {
		case n-1 <= j:
			hi = j
		case n-1 >= i:
			lo = i
		default:
			return values[n-1]
		}
	}
	return values[lo]
}
