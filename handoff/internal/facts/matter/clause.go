package matter

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/firstlinehq/firstline/handoff/internal/facts/find"
)

// endRE finds what may part clauses; endsAt looks at what stands around it.
var endRE = regexp.MustCompile(`[.!?]+|[;\n。！？；，、…]+|,|\s[-–—]\s|—+|\s(?i:but|because|cos|so|though)\s|\s+`)

// shortRE is a word that a dot cuts short: "Marcus T. Bell", "Mr. Rao".
var shortRE = regexp.MustCompile(`(?:^|[\s(])(?:[A-Z]|(?i:mr|mrs|ms|dr|prof|no|st|ave|rd|apt|approx))$`)

// endsAt reports whether a mark parts clauses, and whether it ends a sentence. A
// dot or a comma within a number parts nothing; between Chinese characters a space
// does, which phones put there for a comma.
func endsAt(text string, from, to int) (parts, sentence bool) {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, _ := utf8.DecodeRuneInString(text[to:])
	han := unicode.Is(unicode.Han, before) || unicode.Is(unicode.Han, after)
	mark := text[from:to]
	switch first := mark[0]; {
	case first == '!' || first == '?':
		return true, true
	case first == '.':
		return to == len(text) || (unicode.IsSpace(after) || han || len(mark) > 1) && !shortRE.MatchString(text[:from]), true
	case first == ',' && strings.LastIndexByte(text[:from], '(') > strings.LastIndexByte(text[:from], ')'):
		return false, false // "(Tall, 5 shelf)"
	case first == ',':
		return to == len(text) || unicode.IsSpace(after) || han, false
	case strings.ContainsAny(mark, ";\n。！？；…"):
		return true, true
	case strings.TrimSpace(mark) == "":
		return unicode.Is(unicode.Han, before) && unicode.Is(unicode.Han, after), false
	}
	return true, false
}

// clause is a piece of a message with its place.
type clause struct {
	text  string
	start int
	// asks is set where a question mark ends it, ends where it ends a sentence.
	asks, ends bool
}

func clauses(text string) []clause {
	var out []clause
	from := 0
	add := func(to int, mark string, ends bool) {
		raw := text[from:to]
		if s := strings.TrimLeft(raw, " \t\"“‘'(（:："); strings.TrimSpace(s) != "" {
			start := to - len(s)
			s = strings.TrimRight(s, " \t\"”’')）:：")
			out = append(out, clause{text: s, start: start, asks: strings.ContainsAny(mark, "?？"), ends: ends})
		} else if ends && len(out) > 0 {
			out[len(out)-1].ends = true
		}
	}
	for _, at := range endRE.FindAllStringIndex(text, -1) {
		parts, sentence := endsAt(text, at[0], at[1])
		if !parts {
			continue
		}
		add(at[0], text[at[0]:at[1]], sentence)
		from = at[1]
	}
	add(len(text), "", true)
	return out
}

// quoted is a clause as a fact: the whole of it, but for the words it begins with
// that tell nothing, so that it reads as it was said. A long one is the part from one
// byte to another, cut where it is full.
func (c clause) quoted(kind find.Kind, from, to int) find.Fact {
	if shortened(c.text) == len(c.text) {
		from, to = min(from, len(leadRE.FindString(c.text))), len(c.text)
	}
	to = from + shortened(c.text[from:to])
	return find.Fact{Kind: kind, Start: c.start + from, End: c.start + to, Value: c.text[from:to]}
}

// leadRE is what people begin with and mean nothing by.
var leadRE = regexp.MustCompile(`^(?i:(?:hi|hello|hey|yes|yeah|yep|no|nope|nah|ok|okay|so|and|but|well|then|right|oh|ah|please|pls|sorry)\b[ ,]*)*(?:你好|您好|请问|那|嗯|好的)*`)

// maxRunes bounds what is quoted of a clause: more is a story, and nobody reads it
// as a fact. It is cut at a space, or in Chinese where it is full.
const maxRunes, maxHan = 96, 28

func shortened(s string) int {
	space, n, han := 0, 0, 0
	for i, r := range s {
		if r == ' ' {
			space = i
		}
		if unicode.Is(unicode.Han, r) {
			han++
		}
		if n++; n > maxRunes || han > maxHan {
			if space > 0 && han == 0 {
				return space
			}
			return i
		}
	}
	return len(s)
}
