package eval

import (
	"math/rand/v2"
	"strings"
)

// misspell puts one edit into each word of more than four Latin letters: a letter
// less, more, another, or two neighbours swapped.
func misspell(text string, random *rand.Rand) string {
	words := strings.Split(text, " ")
	for i, w := range words {
		if len(w) > 4 && strings.Trim(strings.ToLower(w), "abcdefghijklmnopqrstuvwxyz") == "" {
			words[i] = edit(w, random)
		}
	}
	return strings.Join(words, " ")
}

func edit(w string, random *rand.Rand) string {
	at, letter := random.IntN(len(w)), string(rune('a'+random.IntN(26)))
	switch random.IntN(4) {
	case 0:
		return w[:at] + w[at+1:]
	case 1:
		return w[:at] + letter + w[at:]
	case 2:
		return w[:at] + letter + w[at+1:]
	}
	at = min(at, len(w)-2)
	return w[:at] + w[at+1:at+2] + w[at:at+1] + w[at+2:]
}
