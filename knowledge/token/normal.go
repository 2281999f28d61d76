package token

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Visible gives text in normal form (NFKC) without the characters that nobody
// sees: zero-width, bidirectional controls, Unicode tags, variation selectors.
// They are the carrier of hidden instructions, and they split words.
func Visible(text string) string {
	if plain(text) {
		return text
	}
	text = strings.Map(func(r rune) rune {
		if invisible(r) {
			return -1
		}
		return r
	}, text)
	return norm.NFKC.String(text)
}

// Unseen gives text without invisible characters and otherwise as it stands,
// for what is shown to people.
func Unseen(text string) string {
	if plain(text) || strings.IndexFunc(text, invisible) < 0 {
		return text
	}
	return strings.Map(func(r rune) rune {
		if invisible(r) {
			return -1
		}
		return r
	}, text)
}

func plain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c >= 0x80 || c < 0x20 && c != '\n' && c != '\t' && c != '\r' {
			return false
		}
	}
	return true
}

func invisible(r rune) bool {
	switch {
	case r == '\n', r == '\t', r == '\r':
		return false
	case r >= 0xE0000 && r <= 0xE0FFF, r >= 0xFE00 && r <= 0xFE0F, r == 0x034F, r == 0x115F, r == 0x1160, r == 0x3164, r == 0xFFA0:
		return true
	}
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Cc, r)
}

// joined reports scripts that are written without spaces.
func joined(r rune) bool {
	return r >= 0x2E80 && (unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hiragana, r) ||
		unicode.Is(unicode.Katakana, r) || unicode.Is(unicode.Hangul, r) || r == 'ー')
}

// Lang guesses "zh" or "en" from the share of Han characters, counting a word
// of Latin letters like two characters: "重置 AdGuard" is Chinese.
func Lang(text string) string {
	han, words, in := 0, 0, false
	for i, r := range text {
		if i > 4000 {
			break
		}
		letter := unicode.IsLetter(r)
		switch {
		case letter && joined(r):
			han, in = han+1, false
		case letter && !in:
			words, in = words+1, true
		case !letter:
			in = false
		}
	}
	if han > 0 && han >= words {
		return "zh"
	}
	return "en"
}
