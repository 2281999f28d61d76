package wording

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/firstlinehq/firstline/handoff/internal/clause"
)

// WithoutRefusal gives a text without the words that say that no person is needed:
// "no need for a human, how long does delivery take?" asks for the delivery. A
// text that says nothing else stays as it is.
func WithoutRefusal(text string) string {
	var left []string
	cut := false
	clauses := fold(text)
	for i := range clauses {
		c := &clauses[i]
		part := text[c.Start:c.End]
		if p := first(refusals, c); p != nil && first(protests, c) == nil {
			cut = true
			part = afterRefusal(part, c.Text, p)
		}
		if c.Mark == '?' && part != "" {
			part += "?"
		}
		if part != "" && !courtesy.MatchString(c.Text) {
			left = append(left, part)
		}
	}
	if !cut || len(left) == 0 {
		return text
	}
	return strings.Join(left, ", ")
}

// courtesy says nothing that one could look for.
var courtesy = regexp.MustCompile(`^(?:(?:thanks|thank you|please|pls|cheers|ok|okay|hi|hello|hey|thx|so|but|and|谢谢|你好|您好|好的|请问|麻烦了) ?)+$`)

// asking begins what somebody wants to know, in a clause that begins otherwise.
var asking = regexp.MustCompile(`(?i)\b(?:how|what|when|where|which|who|why|can i|can you|could you|do you|does|is it|is there|are there|will|just tell me|tell me|just)\b`)

// afterRefusal is what a clause asks behind its refusal, where no comma stands
// between the two; "" if nothing does.
func afterRefusal(part, folded string, p *pattern) string {
	for _, at := range asking.FindAllStringIndex(part, -1) {
		before, after := fold(part[:at[0]]), fold(part[at[0]:])
		if len(before) == 1 && len(after) == 1 && first(refusals, &before[0]) != nil && first(refusals, &after[0]) == nil {
			return part[at[0]:]
		}
	}
	end := p.re.FindStringIndex(folded)[1]
	rest := strings.TrimLeft(folded[end:], "了的吧啊呀就只")
	if !clause.IsHan(rest) || len([]rune(rest)) < 3 || courtesy.MatchString(rest) {
		return ""
	}
	return strings.TrimFunc(rest, unicode.IsSpace)
}
