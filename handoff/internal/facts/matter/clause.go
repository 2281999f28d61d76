package matter

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/firstlinehq/firstline/handoff/internal/facts/find"
)

// clauseEnd parts clauses. A dot within a number ends none.
var clauseEnd = regexp.MustCompile(`[.!?]+(?:\s|$)|[;\n。！？；，、…]+|,\s|\s[-–—]\s|\s(?i:but|because|cos|so|though)\s`)

// clause is a piece of a message with its place.
type clause struct {
	text  string
	start int
	// asks is set where a question mark ends it.
	asks bool
}

func clauses(text string) []clause {
	var out []clause
	from := 0
	add := func(to int, mark string) {
		raw := text[from:to]
		if s := strings.TrimLeft(raw, " \t\"“‘'(（:："); strings.TrimSpace(s) != "" {
			start := to - len(s)
			s = strings.TrimRight(s, " \t\"”’')）:：")
			out = append(out, clause{text: s, start: start, asks: strings.ContainsAny(mark, "?？")})
		}
	}
	for _, at := range clauseEnd.FindAllStringIndex(text, -1) {
		add(at[0], text[at[0]:at[1]])
		from = at[1]
	}
	add(len(text), "")
	return out
}

// fact is the part of a clause from one byte to another.
func (c clause) fact(kind find.Kind, from, to int) find.Fact {
	to = from + shortened(c.text[from:to])
	return find.Fact{Kind: kind, Start: c.start + from, End: c.start + to, Value: c.text[from:to]}
}

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
