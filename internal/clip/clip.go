// Package clip shortens text without tearing a character. It imports nothing
// of ours and is open to every package.
package clip

import (
	"strings"
	"unicode/utf8"
)

// Runes gives at most the first n characters.
func Runes(s string, n int) string {
	if len(s) <= n { // no character is shorter than a byte
		return s
	}
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// Bytes gives at most the first n bytes, without the torn character at the end.
func Bytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// Line is for show: at most n characters, the last of them "…" if anything was
// left out.
func Line(s string, n int) string {
	if short := Runes(s, n); short == s {
		return s
	}
	return strings.TrimSpace(Runes(s, n-1)) + "…"
}
