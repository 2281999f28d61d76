package form

import (
	"time"

	"github.com/firstlinehq/firstline/handoff"
)

// Known is something that the visitor said before he was asked for it.
type Known struct {
	Kind Kind
	// Text is the words as they were said, with their place.
	Text       string
	Seq        int64
	Start, End int
}

// ofFact are the kinds that a transcript is searched for.
var ofFact = map[handoff.FactKind]Kind{
	handoff.FactEmail: Email, handoff.FactPhone: Phone, handoff.FactOrder: Order,
	handoff.FactProduct: Product, handoff.FactAmount: Amount, handoff.FactDate: Date,
}

// KnownOf finds what a transcript gives, without what was taken back.
func KnownOf(lines []handoff.Line) []Known {
	var out []Known
	for _, fact := range handoff.FactsOf(lines) {
		if kind, ok := ofFact[fact.Kind]; ok && !fact.Superseded {
			out = append(out, Known{Kind: kind, Text: fact.Value, Seq: fact.Seq, Start: fact.Start, End: fact.End})
		}
	}
	return out
}

// Propose gives the value that what is known suggests for a field: the last one
// of its kind that fills it. It is a proposal: it counts once it is confirmed.
func (f *Field) Propose(known []Known, now time.Time) (Value, bool) {
	for i := len(known) - 1; i >= 0; i-- {
		k := known[i]
		if k.Kind != f.Kind {
			continue
		}
		a := f.proposed(k, now)
		if a.Fault == None {
			a.Value.Seq, a.Value.Start, a.Value.End = k.Seq, k.Start, k.End
			return a.Value, true
		}
	}
	return Value{}, false
}

func (f *Field) proposed(k Known, now time.Time) Answer {
	if f.Kind == Product && len(f.Options) > 0 {
		option, ok := f.option(k.Text)
		return fromWord(option, k.Text, ok)
	}
	return f.fill(k.Text, k.Start, k.End, now)
}
