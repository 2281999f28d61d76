package eval

import (
	"strings"

	"github.com/firstlinehq/firstline/knowledge/question"
)

// contained reports whether an answer holds everything it must and nothing it
// must not.
func contained(q question.Question, answer string) bool {
	folded := fold(answer)
	for _, must := range q.MustContain {
		found := holds(folded, fold(must))
		for _, alt := range q.Alt[must] {
			found = found || holds(folded, fold(alt))
		}
		if !found {
			return false
		}
	}
	for _, not := range q.MustNotContain {
		if holds(folded, fold(not)) {
			return false
		}
	}
	return true
}

// fold drops case, white space and the marks of Markdown.
func fold(s string) string {
	s = strings.NewReplacer(`\`, "", "**", "", "`", "").Replace(strings.ToLower(s))
	return strings.Join(strings.Fields(s), " ")
}

// holds reports whether text holds part, and not as a piece of a longer number.
func holds(text, part string) bool {
	squeezed := func(s string) string { return strings.ReplaceAll(s, " ", "") }
	return holdsWhole(text, part) || holdsWhole(squeezed(text), squeezed(part))
}

func holdsWhole(text, part string) bool {
	if part == "" {
		return true
	}
	for from := 0; ; {
		i := strings.Index(text[from:], part)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(part)
		cutFront := digit(part, 0) && start > 0 && numeral(text, start, -1)
		cutBack := digit(part, len(part)-1) && end < len(text) && numeral(text, end, 1)
		if !cutFront && !cutBack {
			return true
		}
		from = start + 1
	}
}

func digit(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }

// numeral reports whether a number goes on beyond the edge at.
func numeral(s string, at, step int) bool {
	i := at
	if step < 0 {
		i = at - 1
	}
	if digit(s, i) {
		return true
	}
	return i >= 0 && i < len(s) && (s[i] == '.' || s[i] == ',') && digit(s, i+step)
}
