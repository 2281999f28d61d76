package facts

import (
	"regexp"
	"strings"

	"github.com/firstlinehq/firstline/handoff/internal/facts/find"
)

// minAlike is how many signs a way of writing must have to tell a number by it.
const minAlike = 8

// alike adds the numbers that are written sign for sign as one that was told before:
// who gave "RN 338 104 552 GB" mends it with "RN 338 104 525 GB" and no word.
func alike(text string, found, known []find.Fact) []find.Fact {
	written := shapeOf(text)
	for _, k := range known {
		if !numbered[k.Kind] || k.Kind == find.Email || len(k.Value) < minAlike || find.DigitsIn(k.Value) < 3 {
			continue
		}
		shape := shapeOf(k.Value)
		for from := 0; ; {
			at := strings.Index(written[from:], shape)
			if at < 0 {
				break
			}
			f := find.Fact{Kind: k.Kind, Start: from + at, End: from + at + len(shape)}
			f.Value = text[f.Start:f.End]
			from = f.End
			if !inside(written, f) && !find.Overlaps(found, f) {
				found = append(found, f)
			}
		}
	}
	return found
}

// shapeOf is how something is written, byte for byte: 9 for a digit, A and a for
// letters.
func shapeOf(s string) string {
	b := []byte(s)
	for i, c := range b {
		switch {
		case c >= '0' && c <= '9':
			b[i] = '9'
		case c >= 'A' && c <= 'Z':
			b[i] = 'A'
		case c >= 'a' && c <= 'z':
			b[i] = 'a'
		}
	}
	return string(b)
}

// inside reports whether a number is the middle of a longer one.
func inside(written string, f find.Fact) bool {
	const signs = "9Aa"
	return f.Start > 0 && strings.IndexByte(signs, written[f.Start-1]) >= 0 || f.End < len(written) && strings.IndexByte(signs, written[f.End]) >= 0
}

// endRE is the word for the end of a number in front of it.
var endRE = regexp.MustCompile(`(?i)(?:\bending(?: in| with)? |\blast (?:four|4)(?: digits)?(?: are| is)? |尾号(?:是|为)?|后四位(?:是|为)?|末四位(?:是|为)?)$`)

// withEnds gives the last digits of a number the word that says so: "4409" is no
// order number, "尾号4409" tells an agent how to look.
func withEnds(told []find.Fact, read []plain) {
	for i := range told {
		f := &told[i]
		if !numbered[f.Kind] || len(f.Value) >= shortEnd {
			continue
		}
		f.Start -= len(endRE.FindString(find.Before(read[f.Message].text, f.Start)))
	}
}

// onRE is what goes on with a number without a break, spacedOnRE a last group of one
// that is told in groups.
var (
	onRE       = regexp.MustCompile(`^[-/][A-Za-z0-9]*\d[A-Za-z0-9]*(?:[-/][A-Za-z0-9]+)*`)
	spacedOnRE = regexp.MustCompile(`^ \d{1,5}(?:$|[.,;!?)，。！？]|\s*[\p{Han}])`)
	groupsRE   = regexp.MustCompile(`\d{2,} \d{2,}$`)
)

// wholeOf gives a number its end where a finder stopped short: "BX 90 2217 5",
// "DPV/2024/0386". What is found of itself behind it is no part of it.
func wholeOf(text string, found []find.Fact, f *find.Fact) {
	if !numbered[f.Kind] || f.Kind == find.Email || f.Kind == find.Phone {
		return
	}
	rest := text[f.End:]
	more := len(onRE.FindString(rest))
	if more == 0 && groupsRE.MatchString(f.Value) {
		if at := spacedOnRE.FindString(rest); at != "" {
			more = 1 + len(lastGroupRE.FindString(at[1:]))
		}
	}
	if more > 0 && !find.Overlaps(found, find.Fact{Start: f.End, End: f.End + more}) {
		f.End += more
		f.Value = text[f.Start:f.End]
	}
}

var lastGroupRE = regexp.MustCompile(`^\d+`)
