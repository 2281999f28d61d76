package feature

import (
	"unicode"

	"github.com/firstlinehq/firstline/internal/hanzi"
)

// normalise maps a rune to the form that the lexicons are written in, or to
// zero where it carries nothing (variation selectors, joiners, skin tones).
func normalise(c rune) rune {
	switch {
	case c < 0x80:
		if c >= 'A' && c <= 'Z' {
			return c + 'a' - 'A'
		}
		if c == '\t' || c == '\r' {
			return ' '
		}
		return c
	case c >= 0x4e00 && c <= 0x9fff:
		return hanzi.Plain(c)
	case c >= 0xff01 && c <= 0xff5e: // full-width forms
		return normalise(c - 0xfee0)
	}
	switch c {
	case '\u2018', '\u2019', '\u02bc', '\u00b4':
		return '\''
	case '\u201c', '\u201d', '「', '」', '『', '』':
		return '"'
	case '。', '｡':
		return '.'
	case '、':
		return ','
	case '\u2026':
		return '…'
	case '\u00a0', '\u3000', '\u2003', '\u2009':
		return ' '
	}
	if c >= 0xfe00 && c <= 0xfe0f || c >= 0x1f3fb && c <= 0x1f3ff || c == 0x200d || c == 0x200b || c == 0xfeff {
		return 0
	}
	return unicode.ToLower(c)
}

// emoticon returns the length of the sign at the start of s, such as :-) or
// ;( or <3, and zero where there is none.
func emoticon(s []rune) int {
	if len(s) >= 2 && s[0] == '<' && s[1] == '3' {
		return 2
	}
	if s[0] == '^' && len(s) >= 2 && (s[1] == '^' || s[1] == '_' || s[1] == '-') {
		if len(s) >= 3 && s[2] == '^' {
			return 3
		}
		return 2
	}
	if s[0] != ':' && s[0] != ';' && s[0] != '=' {
		return 0
	}
	n := 1
	if len(s) > n && (s[n] == '-' || s[n] == '\'') {
		n++
	}
	if len(s) <= n {
		return 0
	}
	switch s[n] {
	case '(', ')', '[', ']', '/', '\\', '|', '@', '*':
	case 'd', 'p', 'o', 's', 'c': // :D and :p, but not the d of a word after a colon
		if len(s) > n+1 && isLetter(s[n+1]) {
			return 0
		}
	default:
		return 0
	}
	for n++; len(s) > n && s[n] == s[n-1] && (s[n] == ')' || s[n] == '('); n++ {
	}
	return n
}

// stems returns the hashes of an English word without its ending, in up to two
// ways (hated is hate or hat); the lexicons hold the plain form.
func stems(w []rune) [2]uint64 {
	n := len(w)
	if n < 4 || w[n-1] >= 0x80 {
		return [2]uint64{}
	}
	switch {
	case hasSuffix(w, "'s"):
		return [2]uint64{hashOf(w[:n-2])}
	case hasSuffix(w, "ing") && n > 5:
		return [2]uint64{hashOf(w[:n-3]), fold(hashOf(w[:n-3]), 'e')}
	case hasSuffix(w, "ies") && n > 4, hasSuffix(w, "ied") && n > 4:
		return [2]uint64{fold(hashOf(w[:n-3]), 'y')}
	case hasSuffix(w, "ed"), hasSuffix(w, "es"), hasSuffix(w, "er"):
		return [2]uint64{hashOf(w[:n-1]), hashOf(w[:n-2])}
	case hasSuffix(w, "est") && n > 5:
		return [2]uint64{hashOf(w[:n-2]), hashOf(w[:n-3])}
	case hasSuffix(w, "ly") && n > 5:
		return [2]uint64{hashOf(w[:n-2]), fold(hashOf(w[:n-2]), 'e')}
	case w[n-1] == 's' && w[n-2] != 's':
		return [2]uint64{hashOf(w[:n-1])}
	}
	return [2]uint64{}
}

func hasSuffix(w []rune, s string) bool {
	if len(w) < len(s) {
		return false
	}
	for i, c := range w[len(w)-len(s):] {
		if c != rune(s[i]) {
			return false
		}
	}
	return true
}

func hashOf(w []rune) uint64 {
	h := hashSeed
	for i, c := range w {
		if i >= 2 && c == w[i-1] && c == w[i-2] {
			continue
		}
		h = fold(h, uint64(c))
	}
	return h
}
