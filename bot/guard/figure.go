package guard

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/firstlinehq/firstline/knowledge/token"
)

// digits is a run that holds a figure: an amount, a time, a date, a code.
var (
	digits  = regexp.MustCompile(`[\p{L}\d]*\d[\p{L}\d]*(?:[.,:/_-][\p{L}\d]+)*`)
	hanUnit = regexp.MustCompile(`[\p{Han}]+`)
	grouped = regexp.MustCompile(`^\d{1,3}(?:,\d{3})+(?:\.\d+)?$`)
	spelled = regexp.MustCompile(`(?i)\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|twenty|thirty|sixty|ninety|hundred)\b`)
	// masked are the names that package mask gives a visitor's own data.
	masked = regexp.MustCompile(`\{[a-z]+-\d+\}`)
	hanNum = regexp.MustCompile(`[一二两三四五六七八九十百]+(?:个)?(?:工作日|天|日|周|星期|月|年|小时|分钟|次|件|元|块|折|倍|成)`)
)

var numberWords = map[string]string{
	"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
	"eleven": "11", "twelve": "12", "fourteen": "14", "fifteen": "15", "twenty": "20", "thirty": "30", "sixty": "60", "ninety": "90", "hundred": "100",
}

// figures gives every figure of a text in normal form; written-out numbers are
// figures too, except "one", which is mostly a pronoun.
func figures(text string) []string {
	text = masked.ReplaceAllString(token.Visible(text), " ")
	var out []string
	for _, f := range digits.FindAllString(text, -1) {
		for _, part := range hanUnit.Split(f, -1) {
			out = append(out, normalFigures(part)...)
		}
	}
	for _, w := range spelled.FindAllString(text, -1) {
		if w = strings.ToLower(w); w != "one" {
			out = append(out, numberWords[w])
		}
	}
	for _, w := range hanNum.FindAllString(text, -1) {
		if n := hanValue(w); n > 0 {
			out = append(out, itoa(n))
		}
	}
	return out
}

func normalFigures(f string) []string {
	f = strings.ToLower(strings.Trim(f, ".,:/_-"))
	if !strings.ContainsAny(f, "0123456789") {
		return nil
	}
	if !strings.ContainsFunc(f, unicode.IsLetter) && strings.ContainsAny(f, "-/") {
		// "1-2" is written "1–2" as well: two figures, and a date is three.
		return strings.FieldsFunc(f, func(r rune) bool { return r == '-' || r == '/' })
	}
	if grouped.MatchString(f) {
		f = strings.ReplaceAll(f, ",", "")
	}
	return []string{strings.TrimSuffix(f, ".00")}
}

func hasFigure(text string) bool { return len(figures(text)) > 0 }

// hanValue reads a Chinese numeral below a thousand; 0 if it is none.
func hanValue(s string) int {
	total, digit := 0, 0
	for _, r := range s {
		switch i := strings.IndexRune("零一二三四五六七八九", r); {
		case i >= 0:
			digit = i / len("一")
		case r == '两':
			digit = 2
		case r == '十':
			total, digit = total+max(1, digit)*10, 0
		case r == '百':
			total, digit = total+max(1, digit)*100, 0
		default:
			return total + digit
		}
	}
	return total + digit
}

// codes gives the figures of a visitor's words that are codes and may be
// repeated to him: they name his order, not a fact of ours.
func codes(said string) map[string]bool {
	out := map[string]bool{}
	for _, f := range figures(said) {
		letters := strings.ContainsFunc(f, func(r rune) bool { return r >= 'a' && r <= 'z' })
		if letters && len(f) >= 4 || len(f) >= 6 && !strings.ContainsAny(f, ".,:") {
			out[f] = true
		}
	}
	return out
}
