package facts

import (
	"strings"
	"unicode/utf8"

	"github.com/firstlinehq/firstline/handoff/internal/facts/find"
	"github.com/firstlinehq/firstline/handoff/internal/facts/number"
	"github.com/firstlinehq/firstline/handoff/internal/spelling"
)

// plain is a message as the finders read it: full-width letters and figures as
// narrow ones, traditional characters as simplified ones.
type plain struct {
	said, text string
	// at gives, for a byte of text, its place in said; nil where both are the same.
	at []int
}

func plainOf(said string) plain {
	p := plain{said: said, text: said}
	if isPlain(said) {
		return p
	}
	var b strings.Builder
	for i, r := range said {
		from := b.Len()
		b.WriteRune(spelling.Simplify(narrow(r)))
		for range b.Len() - from {
			p.at = append(p.at, i)
		}
	}
	p.at = append(p.at, len(said))
	p.text = b.String()
	return p
}

func isPlain(said string) bool {
	for _, r := range said {
		if r >= utf8.RuneSelf && (spelling.Simplify(narrow(r)) != r) {
			return false
		}
	}
	return true
}

// narrow is a full-width letter, figure or sign of a number in its common form.
// Sentence marks stay: they part Chinese clauses.
func narrow(r rune) rune {
	switch {
	case r >= '０' && r <= '９', r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ':
		return r - 0xFEE0
	case r == '＃', r == '＠', r == '－', r == '＋', r == '．', r == '＿', r == '￥', r == '／':
		if r == '￥' {
			return '¥'
		}
		return r - 0xFEE0
	case r == '\u3000':
		return ' '
	}
	return r
}

// tell puts what was found back into the message as it was written. A value keeps
// the visitor's words; a number that was said in words is given in figures.
func (p plain) tell(f *find.Fact) {
	read := p.text[f.Start:f.End]
	if p.at != nil {
		f.Start, f.End = p.at[f.Start], p.at[f.End]
	}
	f.Value = strings.Map(narrow, p.said[f.Start:f.End])
	if figures := number.Spoken(f.Kind, read); figures != "" {
		f.Value = figures
	}
}
