package lexicon

import (
	"hash/fnv"
	"unicode/utf8"
)

// Rests hashes what is left of a word without one of its letters, and the word
// itself. Two words within one edit (a letter more, less, other, or two swapped)
// have a rest in common.
func Rests(word string) []int32 {
	if utf8.RuneCountInString(word) < 4 {
		return nil
	}
	out := []int32{rest(word)}
	seen := map[int32]bool{out[0]: true}
	for i, r := range word {
		h := rest(word[:i] + word[i+utf8.RuneLen(r):])
		if !seen[h] {
			seen[h] = true
			out = append(out, h)
		}
	}
	return out
}

func rest(s string) int32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(s))
	return int32(h.Sum32())
}

// Distance is the number of edits between two words (a letter more, less, other,
// or two neighbours swapped), up to limit; beyond it is limit+1.
func Distance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if d := len(x) - len(y); d > limit || -d > limit {
		return limit + 1
	}
	before, prev, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(prev[j]+1, row[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, prev, row = prev, row, before
	}
	return min(prev[len(y)], limit+1)
}
