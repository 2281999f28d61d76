package classifier

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/firstlinehq/firstline/handoff/internal/clause"
)

// Buckets is the number of hashed features of the classifier: at a quarter of it, two
// features in one bucket cost a sixth of the requests that are told.
const Buckets = 1 << 18

// classOf names groups of words that stand for one another, so that a wording
// with a rare member of a group is still recognised.
var classOf = func() map[string]string {
	m := map[string]string{}
	for class, words := range map[string]string{
		"P": "human humans person somebody someone anyone anybody representative operator advisor adviser supervisor manager employee specialist colleague colleagues consultant technician staff agent agents people boss expert",
		"T": "talk talking speak speaking chat chatting converse discuss communicate",
		"L": "connect transfer put pass hand switch forward redirect escalate refer patch route move swap",
		"G": "get give find fetch bring want need require request prefer call summon",
		"B": "bot bots robot robots machine ai chatbot computer automated assistant",
		"N": "no not dont never without nothing cannot wont",
		"Q": "how what when where which why who",
		"R": "real actual live living proper alive genuine breathing",
		"S": "support service helpdesk care hotline",
	} {
		for _, w := range strings.Fields(words) {
			m[w] = class
		}
	}
	return m
}()

// MessageFeatures gives the features of a whole message, as training sees it.
func MessageFeatures(text string) []uint32 {
	whole := clause.Whole(clause.Fold(text))
	return Features(&whole)
}

// Features gives the hashed features of folded text, sorted, each once.
func Features(c *clause.Clause) []uint32 {
	words := strings.Fields(c.Text)
	f := make([]uint32, 0, 8*len(words)+16)
	add := func(parts ...string) { f = append(f, hash(parts...)%Buckets) }
	prev, prev2, cprev := "^", "^", "^"
	n := 0
	for _, w := range words {
		if clause.IsHan(w) {
			n += hanFeatures(w, add)
			prev2, prev, cprev = prev, "汉", "H"
			continue
		}
		n++
		add("w", w)
		add("b", prev, w)
		add("s", prev2, w)
		class := classOf[w]
		if class == "" {
			class = "_"
		}
		add("c", cprev, class, prev)
		add("d", cprev, class)
		add("e", cprev, w)
		wordPieces(w, add)
		prev2, prev, cprev = prev, w, class
	}
	add("b", prev, "$")
	add("n", lengthClass(n))
	if c.Mark != 0 {
		add("m", string(c.Mark))
	}
	if c.Shout {
		add("m", "shout")
	}
	groupFeatures(groupsIn(words), add)
	slices.Sort(f)
	return slices.Compact(f)
}

// wordPieces are what is left of a word when it is misspelt.
func wordPieces(w string, add func(...string)) {
	if len(w) < 3 || len(w) > 20 {
		return
	}
	p := "<" + w + ">"
	for size := 3; size <= 5; size++ {
		for i := 0; i+size <= len(p); i++ {
			add("p", p[i:i+size])
		}
	}
}

func hanFeatures(w string, add func(...string)) int {
	n := utf8.RuneCountInString(w)
	p := "^" + w + "$"
	var at [4]int // byte offsets of the last runes, newest first
	k := 0
	for i, r := range p {
		end := i + utf8.RuneLen(r)
		at[3], at[2], at[1], at[0] = at[2], at[1], at[0], i
		k++
		for size := 1; size <= 4 && size <= k; size++ {
			add("h", p[at[size-1]:end])
		}
	}
	return n
}

func lengthClass(n int) string {
	switch {
	case n <= 1:
		return "1"
	case n <= 3:
		return "3"
	case n <= 7:
		return "7"
	case n <= 15:
		return "15"
	}
	return "long"
}

// hash is FNV-1a over the parts, with a separator.
func hash(parts ...string) uint32 {
	h := uint32(2166136261)
	for _, p := range parts {
		for i := range len(p) {
			h = (h ^ uint32(p[i])) * 16777619
		}
		h = (h ^ 0x1f) * 16777619
	}
	return h ^ h>>16
}
