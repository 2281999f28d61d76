package form

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/clip"
)

// Line is a message of the visitor.
type Line struct {
	Seq  int64
	Text string
	// Files are the names of what came with it.
	Files []string
}

// Fault says why an answer fills a field in no way. The values are texts of
// package locale ("flow.fault_<code>").
type Fault string

// The faults; None is an answer that will do.
const (
	None     Fault = ""
	Unread   Fault = "unread"    // nothing of the kind was said
	Shape    Fault = "shape"     // it does not match the pattern
	TooSmall Fault = "too_small" // below the range, or too short
	TooLarge Fault = "too_large" // above it, or too long
	TooEarly Fault = "too_early" // before the range of days
	TooLate  Fault = "too_late"
	WhichDay Fault = "which_day" // it names no single day, or two
	NoFile   Fault = "no_file"   // nothing came with it
)

// Answer is what was made of an answer.
type Answer struct {
	Value Value
	Fault Fault
	// Choices are what the visitor may have meant, shown, for a fault that some
	// choice would mend.
	Choices []string
}

// Read finds the field's value in what the visitor answered, the last message
// first. now is the clock that relative dates are read against.
func (f *Field) Read(lines []Line, now time.Time, lang string) Answer {
	if f.Kind == File {
		return readFiles(lines)
	}
	worst := Answer{Fault: Unread}
	for i := len(lines) - 1; i >= 0; i-- {
		a := f.readOne(lines[i], now, lang)
		if a.Fault == None {
			a.Value.Seq = lines[i].Seq
			return a
		}
		if worst.Fault == Unread {
			worst = a
		}
	}
	return worst
}

// readFiles takes all files that came with the answer, by their names.
func readFiles(lines []Line) Answer {
	var names []string
	var seq int64
	for _, l := range lines {
		if len(l.Files) > 0 {
			names, seq = append(names, l.Files...), l.Seq
		}
	}
	if len(names) == 0 {
		return Answer{Fault: NoFile}
	}
	return Answer{Value: Value{Value: clip.Line(strings.Join(names, ", "), maxValue), Seq: seq}}
}

func (f *Field) readOne(l Line, now time.Time, lang string) Answer {
	switch f.Kind {
	case YesNo:
		yes, ok := YesOrNo(l.Text)
		return fromWord(map[bool]string{true: "yes", false: "no"}[yes], l.Text, ok)
	case Choice:
		option, ok := f.option(l.Text)
		return fromWord(option, l.Text, ok)
	case Date:
		return f.readDate(l.Text, now, lang)
	case Number:
		return f.readNumber(l.Text)
	case Email, Phone, Order, Amount, Product:
		return f.readFact(l, now)
	case Text, File:
	}
	return f.whole(l.Text)
}

func fromWord(value, text string, ok bool) Answer {
	if !ok {
		return Answer{Fault: Unread}
	}
	return Answer{Value: Value{Value: value, End: len(text)}}
}

// whole takes the message as it is.
func (f *Field) whole(text string) Answer {
	v := strings.TrimSpace(text)
	n := float64(utf8.RuneCountInString(v))
	switch {
	case v == "":
		return Answer{Fault: Unread}
	case n > maxValue || f.Max != nil && n > *f.Max:
		return Answer{Fault: TooLarge}
	case f.Min != nil && n < *f.Min:
		return Answer{Fault: TooSmall}
	case !f.matches(v):
		return Answer{Fault: Shape}
	}
	start := strings.Index(text, v)
	return Answer{Value: Value{Value: v, Start: start, End: start + len(v)}}
}

func (f *Field) matches(v string) bool {
	re, err := f.pattern()
	return err == nil && (re == nil || re.MatchString(v))
}

// asks is a question for each kind that a fact is read by: a bare "48213" means
// what was asked for.
var asks = map[Kind]string{
	Email: "What is your e-mail address?", Phone: "What is your phone number?", Order: "What is your order number?",
	Product: "Which product is it?", Amount: "What amount was it?",
}

// readFact reads a kind that briefs know, or what the field's own pattern finds.
func (f *Field) readFact(l Line, now time.Time) Answer {
	if option, ok := f.option(l.Text); ok {
		return fromWord(option, l.Text, true)
	}
	worst := Answer{Fault: Unread}
	for _, fact := range handoff.FactsOf([]handoff.Line{{Role: handoff.RoleBot, Text: asks[f.Kind]}, {Role: handoff.RoleVisitor, Text: l.Text}}) {
		if fact.Kind != handoff.FactKind(f.Kind) || fact.Superseded {
			continue
		}
		if worst = f.fill(fact.Value, fact.Start, fact.End, now); worst.Fault == None {
			return worst
		}
	}
	if a, ok := f.byPattern(l.Text); ok {
		return a
	}
	if f.Kind == Product && len(f.Options) == 0 && len(strings.Fields(l.Text)) <= 8 {
		return f.whole(l.Text) // a name that no list of goods holds
	}
	return worst
}

// byPattern looks for the pattern anywhere in a text, at the ends of words.
func (f *Field) byPattern(text string) (Answer, bool) {
	if f.Pattern == "" {
		return Answer{}, false
	}
	for start, word := range fields(text) {
		if f.matches(word) {
			a := f.fill(word, start, start+len(word), time.Time{})
			return a, a.Fault == None
		}
	}
	return Answer{}, false
}

// fields gives the words of a text with where they start, without the marks
// around them.
func fields(text string) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		at := 0
		for _, w := range strings.FieldsFunc(text, splits) {
			at += strings.Index(text[at:], w)
			trimmed := strings.Trim(w, ".!?'\"")
			if trimmed != "" && !yield(at+strings.Index(w, trimmed), trimmed) {
				return
			}
			at += len(w)
		}
	}
}

func splits(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(",;:()，。；：（）、！？", r) || unicode.Is(unicode.Han, r)
}

// fill puts a value that was found into its normal form and holds it against
// the field's bounds.
func (f *Field) fill(raw string, start, end int, now time.Time) Answer {
	v := strings.TrimSpace(raw)
	switch f.Kind {
	case Email:
		v = strings.ToLower(v)
	case Order:
		v = strings.ToUpper(v)
	case Phone:
		v = dialled(v)
	case Amount:
		figure, unit, ok := amount(v)
		if !ok {
			return Answer{Fault: Unread}
		}
		if fault := f.inRange(figure); fault != None {
			return Answer{Fault: fault}
		}
		v = strings.TrimSpace(plain(figure) + " " + unit)
	case Date:
		return f.dateIn(v, start, now, "en")
	case Text, Product, Choice, Number, YesNo, File:
	}
	if !f.matches(v) {
		return Answer{Fault: Shape}
	}
	if utf8.RuneCountInString(v) > maxValue {
		return Answer{Fault: TooLarge}
	}
	return Answer{Value: Value{Value: v, Start: start, End: end}}
}

// dialled keeps the digits of a phone number and a leading plus.
func dialled(s string) string {
	var b strings.Builder
	for i, r := range s {
		if unicode.IsDigit(r) || r == '+' && i == 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}
