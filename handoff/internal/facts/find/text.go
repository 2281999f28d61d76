package find

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// Words gives the words of a list, which spaces part.
func Words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// All gives the matches of a group as facts, trimmed.
func All(re *regexp.Regexp, text string, kind Kind, group int) []Fact {
	var out []Fact
	for _, at := range re.FindAllStringSubmatchIndex(text, 8) {
		start, end := at[2*group], at[2*group+1]
		if start < 0 {
			continue
		}
		f := Fact{Kind: kind, Start: start, End: end}
		Trim(text, &f)
		if f.Start < f.End {
			out = append(out, f)
		}
	}
	return out
}

// Trim takes marks and spaces from the ends of a fact, and sets its value.
func Trim(text string, f *Fact) {
	const edge = " \t\r\n.,;:!?()\"'-_#：，。！？、"
	for f.Start < f.End && strings.ContainsRune(edge, rune(text[f.Start])) && text[f.Start] < 0x80 && text[f.Start] != '(' {
		f.Start++
	}
	for f.End > f.Start && text[f.End-1] < 0x80 && strings.ContainsRune(edge, rune(text[f.End-1])) && text[f.End-1] != ')' {
		f.End--
	}
	f.Value = text[f.Start:f.End]
}

// DigitsIn counts the digits of a text.
func DigitsIn(s string) int {
	n := 0
	for _, r := range s {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}

// FirstRune is the first character of a text, 0 if it is empty.
func FirstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

// UnitRE is what a number counts, behind it.
var UnitRE = regexp.MustCompile(`(?i)^\s?(?:days?|weeks?|months?|years?|hours?|minutes?|mins?|am\b|pm\b|%|times|x\b|pieces?|items?|euros?|eur\b|dollars?|pounds?|usd|元|块|天|周|个|次|小时|分钟|分|月|年|点|件|台|遍)`)

// nearBytes is how far before a place its words are looked at.
const nearBytes = 160

// Before gives what stands right before a place, and not more than words that can
// belong to it: a text is read once, not once for each number in it.
func Before(text string, at int) string {
	from := max(at-nearBytes, 0)
	for from > 0 && from < at && !utf8.RuneStart(text[from]) {
		from++
	}
	return text[from:at]
}
