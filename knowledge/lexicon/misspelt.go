package lexicon

import (
	"strings"
	"sync"

	"github.com/firstlinehq/firstline/knowledge/token"
)

// misspeltWeight is what the translation of a corrected word counts against that
// of a typed one.
const misspeltWeight = 0.8

// shortestMisspelt is the shortest word that is taken for a misspelt one: of
// shorter words, most within one edit of each other are both right.
const shortestMisspelt = 5

// vocabulary is the glossary's English words, to be found by their misspellings.
type vocabulary struct {
	stems map[string]bool
	rests map[int32][]string // words by what is left without a letter
}

var theVocabulary = sync.OnceValue(func() *vocabulary {
	v := &vocabulary{stems: map[string]bool{}, rests: map[int32][]string{}}
	seen := map[string]bool{}
	for line := range strings.Lines(glossaryText) {
		english, _, ok := strings.Cut(line, "|")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for _, t := range token.Terms(english) {
			v.stems[t.Text] = true
			if t.Kind != token.Word || seen[t.Surface] {
				continue
			}
			seen[t.Surface] = true
			for _, r := range Rests(t.Surface) {
				v.rests[r] = append(v.rests[r], t.Surface)
			}
		}
	}
	return v
})

// corrected gives terms with misspelt words replaced by the glossary's word that
// is one edit away, and which were replaced. Other articles' words are corrected
// by the index; a word that must be translated first is not in it.
func (v *vocabulary) corrected(terms []token.Term) (out []token.Term, replaced []bool) {
	out, replaced = make([]token.Term, len(terms)), make([]bool, len(terms))
	for i, t := range terms {
		out[i] = t
		if t.Kind != token.Word || len(t.Surface) < shortestMisspelt || v.stems[t.Text] || strings.ContainsAny(t.Surface, "0123456789") {
			continue
		}
		if meant := v.nearest(t.Surface); meant != "" {
			out[i].Text, replaced[i] = token.Stem(meant), true
		}
	}
	return out, replaced
}

// nearest is the first word, in the order of the letters, one edit away.
func (v *vocabulary) nearest(typed string) string {
	best := ""
	for _, r := range Rests(typed) {
		for _, w := range v.rests[r] {
			if (best == "" || w < best) && Distance(typed, w, 1) <= 1 {
				best = w
			}
		}
	}
	return best
}
