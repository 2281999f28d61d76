package extract

import (
	"maps"
	"math"
	"slices"

	"github.com/firstlinehq/firstline/bot/query"
	"github.com/firstlinehq/firstline/bot/sure"
	"github.com/firstlinehq/firstline/knowledge/token"
)

// gramLength is the length, in characters, of the pieces by which a word is known in
// another form: "refundable" beside "refund".
const gramLength = 4

// grams gives the pieces of a text that carry its sense where the words differ:
// Chinese characters, and runs of letters of other words.
func grams(text string) map[string]bool {
	out := make(map[string]bool, len(text)/3)
	for _, t := range token.Terms(text) {
		switch t.Kind {
		case token.Weak, token.Pair:
		case token.Char:
			out[t.Text] = true
		case token.Word, token.Code:
			chars := []rune(" " + t.Surface)
			for i := 0; i == 0 || i+gramLength <= len(chars); i++ {
				out[string(chars[i:min(i+gramLength, len(chars))])] = true
			}
		}
	}
	return out
}

// piece is a part of a question. In articles of another language it may be put in
// several ways, each of several runs of letters or characters; in its own it is one
// run.
type piece [][]string

// in is how far sets of runs hold the piece in the way that they hold best, 0…1; in
// less than half a word it does not stand.
func (p piece) in(sets ...map[string]bool) float64 {
	var best float64
	for _, way := range p {
		held := 0.0
		for _, run := range way {
			held += flag(slices.ContainsFunc(sets, func(s map[string]bool) bool { return s[run] }))
		}
		best = max(best, held/float64(len(way)))
	}
	if best < 0.5 {
		return 0
	}
	return best
}

// pieces takes a question apart, in a fixed order, so that sums are the same each
// time: into its own runs, or into its words by their translations.
func (s *search) pieces(q query.Question) []piece {
	var out []piece
	if !q.Foreign {
		for _, run := range slices.Sorted(maps.Keys(grams(query.Content(q.Text)))) {
			out = append(out, piece{{run}})
		}
		return out
	}
	for k, word := range q.Words {
		var p piece
		for _, o := range word.Options {
			if runs := slices.Sorted(maps.Keys(grams(o))); len(runs) > 0 {
				p = append(p, runs)
			}
		}
		if len(p) > 0 && !s.question.Items[k].Generic() {
			out = append(out, p)
		}
	}
	return out
}

// spelling weighs the pieces of a question by their rarity in the passages that
// were found.
type spelling struct {
	pieces []piece
	parts  []float64
	absent float64 // the part that stands in no passage
}

func (s *search) spelling(q query.Question) spelling {
	sp := spelling{pieces: s.pieces(q)}
	n, total := float64(len(s.passages)), 0.0
	for _, piece := range sp.pieces {
		df := 0.0
		for p := range s.passages {
			df += piece.in(s.passages[p].grams)
		}
		part := math.Log(1 + (n+1)/(df+0.5))
		sp.parts, total = append(sp.parts, part), total+part
		sp.absent += part * flag(df == 0)
	}
	for i := range sp.parts {
		sp.parts[i] /= total
	}
	sp.absent = ratio(sp.absent, total)
	return sp
}

// in is the part of the question that sets of pieces hold.
func (sp spelling) in(sets ...map[string]bool) float64 {
	var sum float64
	for i, p := range sp.pieces {
		sum += sp.parts[i] * p.in(sets...)
	}
	return sum
}

// spelt counts what the answer holds of the question letter by letter.
func (w weighing) spelt(g *sure.Signs, q query.Question) {
	sp := w.spelling(q)
	g.SpeltAbsent = sp.absent
	quoted := make(map[string]bool)
	for _, gr := range w.groups {
		heads := grams(w.found[gr.Passage].Title + "\n" + w.found[gr.Passage].Section)
		maps.Copy(quoted, heads)
		for _, i := range gr.units {
			own := w.units[i].grams
			if h := w.head(i); h >= 0 {
				own = maps.Clone(own)
				maps.Copy(own, w.units[h].grams)
			}
			maps.Copy(quoted, own)
			g.SpeltUnit = max(g.SpeltUnit, sp.in(own))
			g.SpeltTold = max(g.SpeltTold, sp.in(own, heads))
		}
	}
	g.Spelt = sp.in(quoted)
	first, best, next := w.found[w.groups[0].Passage].Title, 0.0, 0.0
	for p, at := range w.passages {
		if held := sp.in(at.grams); w.found[p].Title == first {
			best = max(best, held)
		} else {
			next = max(next, held)
		}
	}
	g.SpeltLead = (1 + best - next) / 2
}

// farAbove is the distance, in standard deviations, from which a unit stands out
// as far as counts; highScore the score that is as good as any.
const (
	farAbove  = 8
	highScore = 1.5
)

// outstanding is how far the best unit stands above the others that were found,
// and how well it does by itself.
func (s *search) outstanding() (above, score float64) {
	var best, sum, squares float64
	for _, u := range s.units {
		best, sum, squares = max(best, u.score), sum+u.score, squares+u.score*u.score
	}
	n := float64(len(s.units))
	mean := sum / n
	if dev := math.Sqrt(max(0, squares/n-mean*mean)); dev > 0 {
		above = min(1, (best-mean)/dev/farAbove)
	}
	return above, min(1, best/highScore)
}
