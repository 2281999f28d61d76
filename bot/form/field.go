package form

import (
	"regexp"
	"slices"
	"unicode/utf8"

	"github.com/firstlinehq/firstline/internal/locale"
)

// Kind is what a field holds.
type Kind string

// The kinds. They are stored: do not rename.
const (
	Text    Kind = "text"
	Email   Kind = "email"
	Phone   Kind = "phone"
	Order   Kind = "order_number"
	Product Kind = "product"
	Choice  Kind = "choice"
	Amount  Kind = "amount"
	Date    Kind = "date"
	Number  Kind = "number"
	YesNo   Kind = "yes_no"
	File    Kind = "file" // a document or a picture, attached to a message
)

// Kinds are all kinds.
func Kinds() []Kind {
	return []Kind{Text, Email, Phone, Order, Product, Choice, Amount, Date, Number, YesNo, File}
}

// Texts is a text by language.
type Texts = locale.Texts

// Option is one of the answers to choose from.
type Option struct {
	// Value is what is stored: 1 to 60 characters.
	Value string `json:"value" maxLength:"60"`
	// Label is what the visitor reads, at most 60 characters.
	Label Texts `json:"label"`
}

// Field is something to be filled in.
type Field struct {
	// Name is a word of small letters, digits and "_", at most 40 characters.
	Name string `json:"name" maxLength:"40"`
	Kind Kind   `json:"kind" enum:"text,email,phone,order_number,product,choice,amount,date,number,yes_no,file"`
	// Label names it for people, in a few words.
	Label Texts `json:"label"`
	// Pattern, unless "", is a regular expression that the whole value must
	// match, letter case aside; at most 200 characters.
	Pattern string `json:"pattern,omitempty" maxLength:"200"`
	// Min and Max bound an amount or a number, and the length of a text in
	// characters.
	Min *float64 `json:"min,omitempty"`
	Max *float64 `json:"max,omitempty"`
	// Earliest and Latest bound a date, in days from the day of the answer: -30
	// and 0 take the last thirty days.
	Earliest *int `json:"earliest,omitempty" minimum:"-36600" maximum:"36600"`
	Latest   *int `json:"latest,omitempty" minimum:"-36600" maximum:"36600"`
	// Options are what to choose from, at most 12; for choice and product.
	Options []Option `json:"options,omitempty" maxItems:"12"`
}

// Bounds of a field.
const (
	maxOptions = 12
	maxLabel   = 60
	maxPattern = 200
	maxValue   = 500 // characters of a value
)

var nameRE = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)

// Check gives what is wrong with a field as the names of the parts that are:
// "name", "kind", "label", "pattern", "range" or "options"; none if it is sound.
func (f *Field) Check() []string {
	var wrong []string
	note := func(bad bool, part string) {
		if bad {
			wrong = append(wrong, part)
		}
	}
	note(!nameRE.MatchString(f.Name), "name")
	note(!slices.Contains(Kinds(), f.Kind), "kind")
	note(f.Label.Empty() || tooLong(f.Label, maxLabel), "label")
	_, err := f.pattern()
	note(err != nil || len(f.Pattern) > maxPattern, "pattern")
	note(f.Min != nil && f.Max != nil && *f.Min > *f.Max || f.Earliest != nil && f.Latest != nil && *f.Earliest > *f.Latest, "range")
	note(!f.soundOptions(), "options")
	return wrong
}

func (f *Field) soundOptions() bool {
	if f.Kind != Choice && f.Kind != Product {
		return len(f.Options) == 0
	}
	if len(f.Options) > maxOptions || f.Kind == Choice && len(f.Options) < 2 {
		return false
	}
	seen := map[string]bool{}
	for _, o := range f.Options {
		if o.Value == "" || utf8.RuneCountInString(o.Value) > maxLabel || seen[o.Value] || o.Label.Empty() || tooLong(o.Label, maxLabel) {
			return false
		}
		seen[o.Value] = true
	}
	return true
}

func tooLong(t Texts, most int) bool {
	for _, s := range t {
		if utf8.RuneCountInString(s) > most {
			return true
		}
	}
	return false
}

// pattern is the compiled pattern, for a whole value; nil if there is none.
func (f *Field) pattern() (*regexp.Regexp, error) {
	if f.Pattern == "" {
		return nil, nil //nolint:nilnil // no pattern is an answer
	}
	return regexp.Compile(`(?i)^(?:` + f.Pattern + `)$`)
}

// Labels are what the visitor chooses from, in a language; none where there is
// nothing to choose.
func (f *Field) Labels(lang string) []string {
	var out []string
	for _, o := range f.Options {
		out = append(out, o.Label.In(lang))
	}
	return out
}
