package facts

import (
	"slices"
	"sort"
	"strings"
)

// Kind is what a fact is.
type Kind string

// The kinds. They are stored and shown: do not rename.
const (
	Name     Kind = "name"
	Email    Kind = "email"
	Phone    Kind = "phone"
	Order    Kind = "order_number"
	Tracking Kind = "tracking_number"
	Ticket   Kind = "reference" // invoice, ticket, case
	SKU      Kind = "sku"       // article, model or serial number
	Product  Kind = "product"
	Amount   Kind = "amount"
	Date     Kind = "date"
	Address  Kind = "address"
	Code     Kind = "code" // error code, voucher code
)

// Fact is one thing said.
type Fact struct {
	Kind  Kind
	Value string
	// Message is the index of the message it came from; Start and End are byte
	// offsets in its text.
	Message    int
	Start, End int
	// Superseded says that a later fact or the same message took it back.
	Superseded bool
}

// Message is one message of the visitor.
type Message struct {
	Text string
	// Asked is what was said before it by the other side, "" if nothing: a bare
	// "48213" means what was asked for.
	Asked string
}

// Find gives the facts of the messages in order, each value once a message.
func Find(messages []Message) []Fact {
	var all []Fact
	for i := range messages {
		found := inMessage(messages[i])
		for j := range found {
			found[j].Message = i
		}
		all = supersede(all, found, messages[i])
	}
	return dropRepeats(all)
}

func inMessage(m Message) []Fact {
	var found []Fact
	for _, look := range []func(Message) []Fact{
		emails, addresses, fullDates, amounts, identifiers, keyed, phones, shaped, dates, bareNumbers, names, products,
	} {
		for _, f := range look(m) {
			if f.Value != "" && !overlaps(found, f) {
				found = append(found, f)
			}
		}
	}
	found = slices.DeleteFunc(found, func(f Fact) bool { return f.Kind == void })
	sort.SliceStable(found, func(a, b int) bool { return found[a].Start < found[b].Start })
	markTakenBack(found, m.Text)
	markCorrected(found, m.Text)
	return found
}

func overlaps(found []Fact, f Fact) bool {
	for _, o := range found {
		if f.Start < o.End && o.Start < f.End {
			return true
		}
	}
	return false
}

// dropRepeats keeps the first telling of a value, where it was given, and of a
// product the telling that says most: "the Oslo lamp" and not "the lamp".
func dropRepeats(all []Fact) []Fact {
	type key struct {
		kind       Kind
		value      string
		superseded bool
	}
	seen := map[key]bool{}
	out := make([]Fact, 0, len(all))
	for i, f := range all {
		k := key{f.Kind, Fold(f.Value), f.Superseded}
		if f.Kind == Amount && digitsIn(f.Value) > 0 { // "£35", "35 quid"
			k.value = figureOf(f.Value)
		}
		if seen[k] || f.Kind == Product && saidBetter(all, i) || endOf(all, i) {
			continue
		}
		seen[k] = true
		out = append(out, f)
	}
	return out
}

// shortEnd is how long the end of a number is that people tell for the whole.
const shortEnd = 5

// endOf reports whether a number is only the end of another that was told too:
// "ending 5502, the whole one is 330-175502".
func endOf(all []Fact, i int) bool {
	mine := Fold(all[i].Value)
	if !numbered[all[i].Kind] || len(mine) > shortEnd || digitsIn(mine) != len(mine) {
		return false
	}
	for j, o := range all {
		if j != i && !o.Superseded && o.Kind == all[i].Kind && len(Fold(o.Value)) > len(mine) && strings.HasSuffix(Fold(o.Value), mine) {
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

// saidBetter reports whether another fact names the same product with more words.
func saidBetter(all []Fact, i int) bool {
	mine := Fold(strings.TrimSuffix(all[i].Value, "s"))
	for j, o := range all {
		if other := Fold(o.Value); j != i && o.Kind == Product && len(other) > len(mine)+1 && strings.Contains(other, mine) {
			return true
		}
	}
	return false
}

// Fold is the form in which two values are the same: letters and digits only.
func Fold(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		if r == ' ' || r == '-' || r == '#' || r == '.' || r == ',' || r == '，' {
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
