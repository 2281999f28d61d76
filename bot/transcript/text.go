package transcript

import (
	"regexp"
	"strings"

	"github.com/firstlinehq/firstline/bot/mask"
	"github.com/firstlinehq/firstline/knowledge/token"
)

var hidden = regexp.MustCompile(`\{[a-z]+-\d+\}`)

// WithoutPersonal drops e-mail addresses, phone numbers and the like: no
// article holds them, and a search for them finds less.
func WithoutPersonal(text string) string {
	if left := hidden.ReplaceAllString(mask.New().Hide(text), " "); strings.TrimSpace(left) != "" {
		return left
	}
	return text
}

// LanguageOf is the language to answer text in; what names no language ("ok",
// "ORD-123456") keeps the conversation's.
func LanguageOf(text, before string) string {
	words, wide := 0, false
	for _, term := range token.Terms(text) {
		switch term.Kind {
		case token.Char, token.Pair:
			wide = true
		case token.Word, token.Weak:
			words++
		case token.Code:
		}
	}
	if !wide && words <= 1 && before != "" {
		return before
	}
	return token.Lang(text)
}
