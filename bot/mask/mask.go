// Package mask hides personal data from a model and puts it back into the
// reply: e-mail addresses, phone numbers, payment cards, national ids, bank
// accounts.
//
// Invariants: what [Mask.Hide] returns holds no datum that it recognises; the
// same datum gets the same name throughout a mask's life, so that a model can
// speak of it; [Mask.Show] restores only names that this mask has given. Order
// and article numbers are not personal and stay. The package is pure and imports
// nothing of ours.
package mask

import (
	"fmt"
	"regexp"
	"strings"
)

// Kind is a kind of personal datum.
type Kind string

// The kinds, in the order in which they are looked for.
const (
	Email Kind = "email"
	IBAN  Kind = "iban"
	Card  Kind = "card"
	ID    Kind = "id"
	Phone Kind = "phone"
)

var finders = []struct {
	kind    Kind
	pattern *regexp.Regexp
	valid   func(string) bool
}{
	{Email, regexp.MustCompile(`(?i)[a-z0-9._%+-]+\s?(?:@|＠|\(at\)|\[at\])\s?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,24}`), nil},
	{IBAN, regexp.MustCompile(`\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b`), ibanValid},
	{Card, regexp.MustCompile(`(?:^|\D)(\d(?:[ -]?\d){12,18})(?:\D|$)`), luhn},
	{ID, regexp.MustCompile(`(?:^|[^\dA-Za-z])([1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx])(?:[^\dA-Za-z]|$)`), chineseID},
	{ID, regexp.MustCompile(`\b(\d{3}-\d{2}-\d{4})\b`), nil},
	{Phone, regexp.MustCompile(`(?:^|[^\d\w-])(1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?:[^\d\w]|$)`), nil},
	{Phone, regexp.MustCompile(`(?:^|[^\d\w-])(\+\d{1,3}[ .-]?(?:\(?\d{1,4}\)?[ .-]?){2,5}\d{1,4})(?:[^\d\w]|$)`), phoneValid},
	{Phone, regexp.MustCompile(`(?:^|[^\d\w-])(\(?0\d{1,4}\)?[ .-]?\d{2,4}[ .-]?\d{2,4}(?:[ .-]?\d{2,4})?)(?:[^\d\w]|$)`), phoneValid},
	{Phone, regexp.MustCompile(`(?:^|[^\d\w-])(\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4})(?:[^\d\w]|$)`), nil},
}

// Mask remembers what it hid. Use one for all texts of a prompt; by one
// goroutine.
type Mask struct {
	names  map[string]string // by datum
	data   map[string]string // by name
	counts map[Kind]int
}

// New makes an empty mask.
func New() *Mask {
	return &Mask{names: map[string]string{}, data: map[string]string{}, counts: map[Kind]int{}}
}

// Hide replaces personal data with names such as {email-1}.
func (m *Mask) Hide(text string) string {
	for _, f := range finders {
		if f.kind == Card { // first those that other figures follow, which would hide that they are one
			text = replaceAt(text, CardsIn(text), func(card string) string { return m.name(Card, card) })
		}
		for from := 0; ; {
			at := f.pattern.FindStringSubmatchIndex(text[from:])
			if at == nil {
				break
			}
			start, end := from+at[len(at)-2], from+at[len(at)-1]
			datum := text[start:end]
			if f.valid != nil && !f.valid(datum) {
				from = end
				continue
			}
			name := m.name(f.kind, datum)
			text = text[:start] + name + text[end:]
			from = start + len(name)
		}
	}
	return text
}

func (m *Mask) name(kind Kind, datum string) string {
	if name, ok := m.names[datum]; ok {
		return name
	}
	m.counts[kind]++
	name := fmt.Sprintf("{%s-%d}", kind, m.counts[kind])
	m.names[datum], m.data[name] = name, datum
	return name
}

var given = regexp.MustCompile(`\{(?:email|iban|card|id|phone)-\d+\}`)

// Show puts back what was hidden. Cards and ids stay hidden: nobody needs to
// read his own aloud.
func (m *Mask) Show(text string) string {
	return given.ReplaceAllStringFunc(text, func(name string) string {
		datum, ok := m.data[name]
		switch {
		case !ok:
			return ""
		case strings.HasPrefix(name, "{email"), strings.HasPrefix(name, "{phone"):
			return datum
		}
		return "•••• " + datum[max(0, len(datum)-4):]
	})
}

// Counts says how many data of each kind were hidden.
func (m *Mask) Counts() map[string]int {
	out := make(map[string]int, len(m.counts))
	for k, n := range m.counts {
		out[string(k)] = n
	}
	return out
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

func phoneValid(s string) bool { n := len(digitsOf(s)); return n >= 9 && n <= 15 }

// luhn is the check digit of payment cards (ISO/IEC 7812-1).
func luhn(s string) bool {
	d := digitsOf(s)
	sum := 0
	for i := range len(d) {
		v := int(d[len(d)-1-i] - '0')
		if i%2 == 1 {
			if v *= 2; v > 9 {
				v -= 9
			}
		}
		sum += v
	}
	return len(d) >= 13 && sum%10 == 0 && strings.Trim(d, "0") != ""
}

// chineseID is the check character of a resident identity number (GB 11643).
func chineseID(s string) bool {
	weights := [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += w * int(s[i]-'0')
	}
	return "10X98765432"[sum%11] == strings.ToUpper(s)[17]
}

// ibanValid is the check of ISO 13616: the number modulo 97 is 1.
func ibanValid(s string) bool {
	s = strings.ReplaceAll(s, " ", "")
	if len(s) < 15 || len(s) > 34 {
		return false
	}
	rem := 0
	for _, r := range s[4:] + s[:4] {
		switch {
		case r >= '0' && r <= '9':
			rem = (rem*10 + int(r-'0')) % 97
		case r >= 'A' && r <= 'Z':
			rem = (rem*100 + int(r-'A') + 10) % 97
		}
	}
	return rem == 1
}
