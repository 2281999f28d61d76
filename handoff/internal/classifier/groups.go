package classifier

import (
	_ "embed"
	"strings"
	"unicode/utf8"

	"github.com/firstlinehq/firstline/handoff/internal/clause"
)

// wordsFile holds the groups, a line each.
//
//go:embed words.txt
var wordsFile string

// groupOf names the group of a word, longestHan is the most characters of a
// Chinese one.
var groupOf, longestHan = func() (map[string]string, int) {
	m, longest := map[string]string{}, 1
	for line := range strings.Lines(wordsFile) {
		name, list, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || line[0] == '#' {
			continue
		}
		for _, w := range strings.Fields(list) {
			if m[w] == "" {
				m[w] = name
			}
			if clause.IsHan(w) {
				longest = max(longest, utf8.RuneCountInString(w))
			}
		}
	}
	return m, longest
}()

// groupsIn gives the groups of the words of folded text in their order, without
// what is in none: what happens to whom, in what order.
func groupsIn(words []string) []string {
	var out []string
	for _, w := range words {
		if !clause.IsHan(w) {
			if g := groupOf[w]; g != "" {
				out = append(out, g)
			}
			continue
		}
		out = append(out, hanGroups([]rune(w))...)
	}
	return out
}

// hanGroups finds the longest words first: Chinese has no spaces to go by.
func hanGroups(r []rune) []string {
	var out []string
	for i := 0; i < len(r); {
		n := 1
		for size := min(longestHan, len(r)-i); size >= 1; size-- {
			g := groupOf[string(r[i:i+size])]
			if g == "" && size == 1 && r[i] == '我' {
				g = "I"
			}
			if g != "" {
				out = append(out, g)
				n = size
				break
			}
		}
		i += n
	}
	return out
}

// groupFeatures are the groups, pairs of them with others between, and runs of up to four.
func groupFeatures(groups []string, add func(...string)) {
	const reach = 7 // groups apart at which a pair still counts
	at := func(i int) string {
		if i < 0 {
			return "^"
		}
		if i >= len(groups) {
			return "$"
		}
		return groups[i]
	}
	for i := range groups {
		add("g", groups[i])
		add("g2", at(i-1), at(i))
		add("g3", at(i-2), at(i-1), at(i))
		add("g4", at(i-3), at(i-2), at(i-1), at(i))
		for j := i + 2; j < len(groups) && j <= i+reach; j++ {
			add("gs", groups[i], groups[j])
		}
	}
	add("g3", at(len(groups)-2), at(len(groups)-1), "$")
	add("g2", at(len(groups)-1), "$")
}
