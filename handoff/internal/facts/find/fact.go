package find

import "strings"

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
	Account  Kind = "account"   // customer, member, policy, card: whose it is
	SKU      Kind = "sku"       // article, model or serial number
	Product  Kind = "product"
	Amount   Kind = "amount"
	Date     Kind = "date"
	Address  Kind = "address"
	Code     Kind = "code" // error code, voucher code
	Quantity Kind = "quantity"
	// Tried, Wish and Detail are told in the visitor's own words: what he has done
	// about it himself, what he wants to have done, and what else an agent must
	// know: a deadline, a size, a seat, who is ill.
	Tried  Kind = "tried"
	Wish   Kind = "wish"
	Detail Kind = "detail"
)

// InWords reports whether the kind is quoted in the visitor's words, a clause or a
// sentence, instead of given as a value.
func (k Kind) InWords() bool { return k == Tried || k == Wish || k == Detail }

// Fact is one thing said.
type Fact struct {
	Kind  Kind
	Value string
	// Label is the visitor's own word for what the value is, "plate" or "batch", where
	// the kind says less; mostly "".
	Label string
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

// Void claims a place in a message for something that is no fact, so that no
// part of it is taken for one: half a card number is no telephone.
const Void Kind = ""

// Overlaps reports whether f lies in the words of a fact that was found.
func Overlaps(found []Fact, f Fact) bool {
	for _, o := range found {
		if f.Start < o.End && o.Start < f.End {
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
