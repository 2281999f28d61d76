package learn

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// longest is how many characters of a message are looked at: what somebody
// wants stands near the beginning.
const longest = 600

// Kinds of pieces; they are counted and weighed apart.
const (
	words  = iota // words, and pairs of neighbours
	grams         // runs of characters within a word
	blocks        // how many kinds there are
)

// Character runs of alphabetic scripts have these lengths, those of scripts
// without spaces one to three.
const (
	shortestGram = 2
	longestGram  = 5
)

// piece is the hash of a piece of text, without its text: a stored model must
// not be a copy of what people wrote.
type piece uint32

// fold brings spellings together: width, case, accents of compatibility,
// digits as one sign (an order number tells no intent, that there is one does).
func fold(text string) string {
	var b strings.Builder
	n := 0
	for _, r := range norm.NFKC.String(strings.ToValidUTF8(text, " ")) {
		if n++; n > longest {
			break
		}
		switch {
		case r == '\'' || r == '’':
			continue // don't = dont
		case unicode.IsLetter(r) || unicode.IsMark(r):
			b.WriteRune(unicode.ToLower(r))
		case unicode.IsDigit(r):
			b.WriteRune(r)
		case r == '?' || r == '？':
			b.WriteString(" ? ")
		case unicode.IsSymbol(r) && r > unicode.MaxASCII || r == '$' || r == '%':
			b.WriteRune(' ')
			b.WriteRune(r)
			b.WriteRune(' ')
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func wide(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// tokens cuts folded text into words; a character of a script without spaces
// is a word of its own.
func tokens(folded string) []string {
	var out []string
	for _, field := range strings.Fields(folded) {
		start := 0
		for i, r := range field {
			if wide(r) {
				if i > start {
					out = append(out, field[start:i])
				}
				start = i + len(string(r))
				out = append(out, field[i:start])
			}
		}
		if start < len(field) {
			out = append(out, field[start:])
		}
	}
	return out
}

// hash is FNV-1a, begun with the kind so that kinds do not meet.
type hash uint32

func begin(kind int) hash { return hash(2166136261) ^ hash(kind)*0x9E3779B1 }

func (h hash) add(s string) hash {
	for i := range len(s) {
		h = (h ^ hash(s[i])) * 16777619
	}
	return h
}

// mix spreads the bits: FNV's low ones depend on few characters.
func (h hash) mix() piece {
	h ^= h >> 16
	h *= 0x85EBCA6B
	h ^= h >> 13
	h *= 0xC2B2AE35
	return piece(h ^ h>>16)
}

// pieces gives the pieces of a text, by kind, with repetitions.
func pieces(text string) (out [blocks][]piece) {
	toks := tokens(fold(text))
	before := "^"
	for _, t := range toks {
		out[words] = append(out[words], begin(words).add(t).mix(), begin(words).add(before).add(" ").add(t).mix())
		before = t
	}
	if len(toks) > 0 {
		out[words] = append(out[words], begin(words).add(before).add(" $").mix())
	}
	out[words] = appendPairs(out[words], toks)
	for i := 0; i < len(toks); i++ {
		first := []rune(toks[i])
		if len(first) == 1 && wide(first[0]) {
			// Runs of two and three across neighbours; one and two are words.
			if run := neighbours(toks, i, 3); run != "" {
				out[grams] = append(out[grams], begin(grams).add(run).mix())
			}
			if run := neighbours(toks, i, 2); run != "" {
				out[grams] = append(out[grams], begin(grams).add(run).mix())
			}
			continue
		}
		out[grams] = appendGrams(out[grams], "<"+toks[i]+">")
	}
	return out
}

// apart is how far apart two words of a pair may stand.
const apart = 7

// appendPairs adds pairs of words in either order: "refund … card" and "card …
// refund" ask for the same.
func appendPairs(out []piece, toks []string) []piece {
	for i, a := range toks {
		for _, b := range toks[i+1 : min(i+1+apart, len(toks))] {
			out = append(out, begin(words).add(min(a, b)).add(" & ").add(max(a, b)).mix())
		}
	}
	return out
}

func neighbours(toks []string, i, n int) string {
	if i+n > len(toks) {
		return ""
	}
	for _, t := range toks[i : i+n] {
		if r := []rune(t); len(r) != 1 || !wide(r[0]) {
			return ""
		}
	}
	return strings.Join(toks[i:i+n], "")
}

func appendGrams(out []piece, word string) []piece {
	at := make([]int, 0, len(word)+1)
	for i := range word {
		at = append(at, i)
	}
	at = append(at, len(word))
	last := len(at) - 1
	for start := range last {
		for n := shortestGram; n <= longestGram && start+n <= last; n++ {
			out = append(out, begin(grams).add(word[at[start]:at[start+n]]).mix())
		}
	}
	return out
}
