package spelling

import "github.com/firstlinehq/firstline/internal/hanzi"

// cantonese are the commonest characters of Cantonese, with the one of the standard
// language for each.
var cantonese = map[rune]rune{
	'啲': '的', '嘅': '的', '咗': '了', '喺': '在', '唔': '不', '冇': '没', '佢': '他', '睇': '看', '俾': '给', '畀': '给',
}

// Simplify gives the simplified form of a traditional character, and the standard
// one of the commonest Cantonese: a character for a character, so that places in
// a text stay what they are. Standard knows whole words.
func Simplify(r rune) rune {
	if s, ok := cantonese[r]; ok {
		return s
	}
	return hanzi.Plain(r)
}
