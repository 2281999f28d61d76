package eval

import (
	"cmp"
	"slices"
	"strings"

	"github.com/firstlinehq/firstline/handoff"
)

// KindFigures is how well one kind of fact is found in one language.
type KindFigures struct {
	Kind, Lang string
	// Labelled and Found count the labelled facts and those of them that are shown.
	Labelled, Found int
	// Shown and Right count the facts that are shown and those of them that are labelled.
	Shown, Right int
}

func (k *KindFigures) count(found bool) {
	k.Labelled++
	if found {
		k.Found++
	}
}

func (k *KindFigures) judge(right bool) {
	k.Shown++
	if right {
		k.Right++
	}
}

type kindLang struct{ kind, lang string }

type tally map[kindLang]*KindFigures

func (t tally) of(kind, lang string) *KindFigures {
	at := kindLang{kind, lang}
	if t[at] == nil {
		t[at] = &KindFigures{Kind: kind, Lang: lang}
	}
	return t[at]
}

func (t tally) figures() []KindFigures {
	out := make([]KindFigures, 0, len(t))
	for _, k := range t {
		out = append(out, *k)
	}
	slices.SortFunc(out, func(a, b KindFigures) int {
		return cmp.Or(strings.Compare(a.Kind, b.Kind), strings.Compare(a.Lang, b.Lang))
	})
	return out
}

// findable are the kinds of fact by which an agent finds the matter: who gave one
// need not be asked for the order number.
var findable = map[string]bool{"order_number": true, "tracking_number": true, "reference": true, "account": true}

// addQuestion counts a proposed reply that asks for what the visitor has said, by the
// facts that the brief shows and by the labels. Texts of replies that ask end in "_ask".
func (m *briefMeter) addQuestion(item *briefItem, shown []handoff.Fact) {
	known := slices.ContainsFunc(shown, func(f handoff.Fact) bool { return !f.Superseded && findable[string(f.Kind)] })
	for _, f := range item.Facts {
		known = known || !f.Superseded && findable[f.Kind]
	}
	if known {
		m.asksKnown++
		m.note(item.ID, "the reply asks for what was given")
	}
}
