// Package hanzi writes Chinese characters in their plain form, so that what is
// known of one script is known of the other. It imports nothing of ours and is open
// to every package.
package hanzi

import "strings"

// The block of the Unicode tables in which all characters of pairs lie.
const first, last = 0x4e00, 0x9fff

// plain is an array: a look-up for each character must cost next to nothing.
var plain = func() *[last - first + 1]uint16 {
	var table [last - first + 1]uint16
	both := []rune(pairs)
	for i := 0; i+1 < len(both); i += 2 {
		table[both[i]-first] = uint16(both[i+1])
	}
	return &table
}()

// Plain gives the simplified form of a traditional character, and any other rune
// as it is. A character that stands for several in the plain script gives the
// commonest.
func Plain(r rune) rune {
	if r < first || r > last {
		return r
	}
	if p := plain[r-first]; p != 0 {
		return rune(p)
	}
	return r
}

// Text gives a text in plain characters; it has as many as before.
func Text(s string) string { return strings.Map(Plain, s) }
