package rank

import (
	"math"
	"slices"

	"github.com/firstlinehq/firstline/knowledge/lexicon"
	"github.com/firstlinehq/firstline/knowledge/posting"
	"github.com/firstlinehq/firstline/knowledge/token"
)

// closePart is what closeness may add to a score, as a part of it. It is a sign
// among equals: "reset the password" against "password … reset of the router".
const closePart = 0.1

// reach is how far from its place in the question's order a neighbour may stand
// and still count.
const reach = 8

// Phrase is a question's neighbouring words, prepared for [Phrase.Close].
type Phrase struct {
	words []phraseWord
	whole float64
}

type phraseWord struct {
	ids   []int32
	pos   int
	worth float64
}

// NewPhrase prepares a reading for an index.
func NewPhrase(r lexicon.Reading, ix Index) Phrase {
	var p Phrase
	for _, w := range r.Wishes {
		if w.Kind == token.Char || w.Kind == token.Weak || w.Kind == token.Code {
			continue
		}
		word := phraseWord{pos: w.Pos, worth: ix.rarity(w)}
		for _, o := range w.Options {
			word.ids = append(word.ids, posting.ID(o.Terms[0]))
		}
		p.words = append(p.words, word)
	}
	for i := 1; i < len(p.words); i++ {
		p.whole += p.pair(i)
	}
	return p
}

func (p Phrase) pair(i int) float64 { return (p.words[i-1].worth + p.words[i].worth) / 2 }

// Close says which part of the question's neighbours, by rarity, are neighbours
// in a passage too: 1 when all stand in the same order and distance.
func (p Phrase) Close(words []posting.Word) float64 {
	if p.whole == 0 {
		return 0
	}
	places := map[int32][]int32{}
	for _, w := range words {
		places[w.Term] = append(places[w.Term], w.Pos)
	}
	sum := 0.0
	before := gatherPlaces(p.words[0].ids, places)
	for i := 1; i < len(p.words); i++ {
		here := gatherPlaces(p.words[i].ids, places)
		off := nearest(before, here, int32(p.words[i].pos-p.words[i-1].pos))
		if off < reach {
			sum += p.pair(i) / float64(1+off)
		}
		before = here
	}
	return sum / p.whole
}

func gatherPlaces(ids []int32, places map[int32][]int32) []int32 {
	if len(ids) == 1 {
		return places[ids[0]]
	}
	var out []int32
	for _, id := range ids {
		out = append(out, places[id]...)
	}
	slices.Sort(out)
	return out
}

// nearest is how far the distance from some a to some b is from want, at best.
// Both ascend, so one walk finds it.
func nearest(a, b []int32, want int32) int32 {
	best := int32(math.MaxInt32)
	j := 0
	for _, x := range a {
		for j > 0 && b[j-1] >= x+want {
			j--
		}
		for j < len(b) && b[j] < x+want {
			best = min(best, x+want-b[j])
			j++
		}
		if j < len(b) {
			best = min(best, b[j]-x-want)
		}
	}
	return best
}

// Settle adds closeness to a candidate's score.
func (c *Candidate) Settle(closeness float64) {
	c.Close = closeness
	c.Score = c.base() * (1 + closePart*closeness)
}
