package facts

import (
	"slices"
	"sort"
	"strings"

	"github.com/firstlinehq/firstline/handoff/internal/facts/find"
	"github.com/firstlinehq/firstline/handoff/internal/facts/goods"
	"github.com/firstlinehq/firstline/handoff/internal/facts/matter"
	"github.com/firstlinehq/firstline/handoff/internal/facts/number"
	"github.com/firstlinehq/firstline/handoff/internal/facts/person"
	"github.com/firstlinehq/firstline/handoff/internal/facts/place"
	"github.com/firstlinehq/firstline/handoff/internal/facts/when"
	"github.com/firstlinehq/firstline/internal/clip"
)

// How much is read, in bytes: of a message, for each number in it is held against
// all that stands before it, and of all messages together, the latest first. What
// is longer is a letter, and an agent reads it as one.
const maxMessage, maxRead = 2000, 12000

// bounded leaves out what is more than may be read.
func bounded(messages []find.Message) []find.Message {
	out := make([]find.Message, len(messages))
	left := maxRead
	for i := len(messages) - 1; i >= 0 && left > 0; i-- {
		out[i] = find.Message{Text: clip.Bytes(messages[i].Text, maxMessage), Asked: clip.Bytes(messages[i].Asked, maxMessage)}
		left -= len(out[i].Text)
	}
	return out
}

// Find gives the facts of the messages in order, each value once a message. Of very
// much text it reads a part.
func Find(messages []find.Message) []find.Fact {
	messages = bounded(messages)
	var told []find.Fact
	read := make([]plain, len(messages))
	for i := range messages {
		read[i] = plainOf(messages[i].Text)
		m := find.Message{Text: read[i].text, Asked: plainOf(messages[i].Asked).text}
		found := inMessage(m, told)
		for j := range found {
			found[j].Message = i
		}
		told = supersede(told, found, m)
	}
	told = dropRepeats(told)
	withEnds(told, read)
	for i := range told {
		read[told[i].Message].tell(&told[i])
	}
	return told
}

// inMessage finds what a message tells; a number that is written as one of those
// known is of its kind.
func inMessage(m find.Message, known []find.Fact) []find.Fact {
	var found []find.Fact
	for _, look := range []func(find.Message) []find.Fact{
		number.Emails, number.Cards, place.In, when.Full, number.Amounts, number.Identifiers, number.Keyed, number.Phones, number.Shaped, when.In, number.Bare, person.In, goods.In,
	} {
		for _, f := range look(m) {
			if f.Value != "" && !find.Overlaps(found, f) {
				found = append(found, f)
			}
		}
	}
	for i := range found {
		wholeOf(m.Text, found, &found[i])
	}
	found = alike(m.Text, found, known)
	found = append(found, inWords(m, found)...)
	beforeCards(m.Text, found)
	found = append(found, matter.Rest(m, found)...)
	found = slices.DeleteFunc(found, func(f find.Fact) bool { return f.Kind == find.Void })
	sort.SliceStable(found, func(a, b int) bool { return found[a].Start < found[b].Start })
	markTakenBack(found, m.Text)
	markCorrected(found, m.Text)
	return found
}

// dropRepeats keeps the first telling of a value, where it was given, and of a
// product or a detail the telling that says most: "the Oslo lamp" and not "the lamp".
func dropRepeats(told []find.Fact) []find.Fact {
	type key struct {
		kind       find.Kind
		value      string
		superseded bool
	}
	seen := map[key]bool{}
	out := make([]find.Fact, 0, len(told))
	for i, f := range told {
		k := key{f.Kind, find.Fold(f.Value), f.Superseded}
		if f.Kind == find.Amount && find.DigitsIn(f.Value) > 0 { // "£35", "35 quid"
			k.value = figureOf(f.Value)
		}
		if f.Kind == find.Wish {
			if sought := matter.Sought(f.Value); sought != "" {
				k.value = sought
			}
		}
		if seen[k] || (f.Kind == find.Product || f.Kind == find.Detail) && saidBetter(told, i) || endOf(told, i) {
			continue
		}
		seen[k] = true
		out = append(out, f)
	}
	return out
}

// beforeCards ends words that were cut within the number of a payment card in front of
// it: half of one is not known for one, and shown.
func beforeCards(text string, found []find.Fact) {
	for _, card := range found {
		if card.Kind != find.Void {
			continue
		}
		for i := range found {
			if f := &found[i]; f.Kind.InWords() && f.Start < card.Start && card.Start < f.End && f.End < card.End {
				f.End = card.Start
				find.Trim(text, f)
			}
		}
	}
}

// shortEnd is how long the end of a number is that people tell for the whole.
const shortEnd = 5

// inWords finds what is told in words, each clause once. Such a clause may hold other
// facts, as a deadline holds a day.
func inWords(m find.Message, values []find.Fact) []find.Fact {
	var out []find.Fact
	for _, look := range []func(find.Message) []find.Fact{matter.Tried, matter.Wish, matter.Detail} {
		for _, f := range look(m) {
			if f.Value != "" && !find.Overlaps(out, f) && !labels(m.Text, values, f) {
				out = append(out, f)
			}
		}
	}
	for _, f := range matter.Quantity(m) {
		if f.Value != "" && !find.Overlaps(values, f) && !labels(m.Text, values, f) {
			out = append(out, f)
		}
	}
	return out
}

// labels reports whether words say nothing but a value that is known, with the word
// for it: "plate GH-553-TR". The value takes that word then.
func labels(text string, values []find.Fact, f find.Fact) bool {
	for i := range values {
		v := &values[i]
		inside := f.Start <= v.Start && v.End <= f.End
		if inside && numbered[v.Kind] && len(f.Value)-len(v.Value) <= maxKeyWord {
			v.Label = strings.TrimRight(text[f.Start:v.Start], " :：#是为")
			return true
		}
	}
	return false
}

// maxKeyWord is the length, in bytes, of the word for a value with what joins them.
const maxKeyWord = 16

// endOf reports whether a number is only the end of another that was told too:
// "ending 5502, the whole one is 330-175502".
func endOf(told []find.Fact, i int) bool {
	mine := find.Fold(told[i].Value)
	if !numbered[told[i].Kind] || len(mine) > shortEnd || find.DigitsIn(mine) != len(mine) {
		return false
	}
	for j, o := range told {
		if j != i && (!o.Superseded || told[i].Superseded) && o.Kind == told[i].Kind && len(find.Fold(o.Value)) > len(mine) && strings.HasSuffix(find.Fold(o.Value), mine) {
			return true
		}
	}
	return false
}

// figureOf is an amount without its currency.
func figureOf(s string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '.' || r == ',' {
			return r
		}
		return -1
	}, s), ".,")
}

// saidBetter reports whether another fact names the same product with more words, or
// tells the same and more.
func saidBetter(told []find.Fact, i int) bool {
	mine := find.Fold(strings.TrimSuffix(told[i].Value, "s"))
	for j, o := range told {
		if other := find.Fold(o.Value); j != i && o.Kind == told[i].Kind && len(other) > len(mine)+1 && strings.Contains(other, mine) {
			return true
		}
	}
	return false
}
