package goods

import (
	_ "embed"
	"strings"
	"unicode/utf8"

	"github.com/firstlinehq/firstline/handoff/internal/facts/find"
)

// The words of goods name what shops sell, in general: a phrase that ends in one
// is a product wherever somebody has it, bought it or finds it broken. What no
// list names is known by its place in the sentence or by the shape of a brand.
var (
	//go:embed words/en.txt
	goodsEN string
	//go:embed words/zh.txt
	goodsZH string

	goods    = find.Words(goodsEN)
	goodsHan = byFirstRune(strings.Fields(goodsZH))
)

// byFirstRune groups words, the longest first within a group.
func byFirstRune(list []string) map[rune][]string {
	m := map[rune][]string{}
	for _, w := range list {
		r, _ := utf8.DecodeRuneInString(w)
		group := m[r]
		at := 0
		for at < len(group) && len(group[at]) >= len(w) {
			at++
		}
		m[r] = append(group[:at:at], append([]string{w}, group[at:]...)...)
	}
	return m
}

// Is reports whether an English word, of any number, names goods.
func Is(word string) bool {
	w := strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "’s"))
	if at := strings.LastIndexByte(w, '-'); at > 0 && at < len(w)-3 { // "washer-dryer"
		w = w[at+1:]
	}
	if goods[w] {
		return true
	}
	for _, plural := range []string{"s", "es"} {
		if base, ok := strings.CutSuffix(w, plural); ok && len(base) > 2 && goods[base] {
			return true
		}
	}
	return false
}

// goodsAt gives the longest word for goods that begins at text[i:], "" if none.
func goodsAt(text string, r rune) string {
	for _, w := range goodsHan[r] {
		if strings.HasPrefix(text, w) {
			return w
		}
	}
	return ""
}
