package number

import (
	"strings"
	"unicode"

	"github.com/firstlinehq/firstline/handoff/internal/facts/find"
)

var spokenDigits = map[string]string{
	"zero": "0", "oh": "0", "o": "0", "nought": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
	"dash": "-", "hyphen": "-", "slash": "/", "dot": ".",
}

var hanDigits = map[rune]rune{
	'零': '0', '〇': '0', '幺': '1', '一': '1', '二': '2', '两': '2', '三': '3', '四': '4', '五': '5', '六': '6', '七': '7', '八': '8', '九': '9',
}

// Spoken gives the number that was told sign by sign in figures, "H X 9 dash double
// oh four" as "HX9-004" and "幺三八" as "138"; "" where it was told otherwise.
func Spoken(kind find.Kind, said string) string {
	switch kind {
	case find.Order, find.Tracking, find.Ticket, find.Account, find.SKU, find.Phone, find.Code:
	default:
		return ""
	}
	if find.FirstRune(said) >= 0x2E80 {
		return spokenHan(said)
	}
	return spokenEnglish(said)
}

func spokenHan(said string) string {
	var b strings.Builder
	for _, r := range said {
		if r == ' ' || r == '-' {
			continue
		}
		d, ok := hanDigits[r]
		if !ok {
			return ""
		}
		b.WriteRune(d)
	}
	return b.String()
}

func spokenEnglish(said string) string {
	var b strings.Builder
	times, words := 1, 0
	for _, w := range strings.FieldsFunc(strings.ToLower(said), func(r rune) bool { return unicode.IsSpace(r) || r == ',' }) {
		sign, ok := spokenDigits[w]
		switch {
		case w == "double" || w == "triple":
			times = 2
			if w == "triple" {
				times = 3
			}
			continue
		case ok:
			words++
		case len(w) == 1 || find.DigitsIn(w) > 0:
			sign = strings.ToUpper(w)
		default:
			return ""
		}
		b.WriteString(strings.Repeat(sign, times))
		times = 1
	}
	if words == 0 && !spaced(said) {
		return ""
	}
	return b.String()
}

// spaced reports whether every sign stands alone: "6 X Q 2 P L".
func spaced(said string) bool {
	fields := strings.Fields(said)
	for _, w := range fields {
		if len(w) != 1 {
			return false
		}
	}
	return len(fields) > 3
}
