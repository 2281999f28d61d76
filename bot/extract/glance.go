package extract

import (
	"strings"
	"unicode"
)

// glance is the length, in letters, of what is read at one glance.
const glance = 320

// Short is the answer's text and groups for who is angry: of several sources as
// many as can be read at one glance, the first in any case.
func (a *Answer) Short() (string, []Group) {
	for i := 1; i < len(a.Groups); i++ {
		head, _, ok := strings.Cut(a.Text, "\n\n"+a.Groups[i].Text)
		if ok && lengthOf(head+a.Groups[i].Text) > glance {
			return head, a.Groups[:i]
		}
	}
	return a.Text, a.Groups
}

// lengthOf is the length of a text in letters; a Chinese character says about as
// much as two.
func lengthOf(text string) int {
	n := 0
	for _, c := range text {
		if n++; unicode.Is(unicode.Han, c) {
			n++
		}
	}
	return n
}
