package query

import (
	"unicode/utf8"

	"github.com/firstlinehq/firstline/bot/kin"
)

// What a way to cut a run of Chinese costs: a word that is known little, less
// the longer it is; a character that belongs to none much.
const (
	costKnown   = 0.3
	costUnknown = 1
)

// chinese gives the words of a run that are known, and the characters that
// belong to none. Words that only ask are cut out.
func (w words) chinese(run string, add func(Item)) {
	chars := []rune(run)
	longest := max(kin.LongestChinese(), longestAsking)
	cost, cut := make([]float64, len(chars)+1), make([]int, len(chars)+1)
	for i := 1; i <= len(chars); i++ {
		cost[i], cut[i] = cost[i-1]+costUnknown, i-1
		for n := 1; n <= min(i, longest); n++ {
			word := string(chars[i-n : i])
			if !asking[word] && len(kin.Chinese(word)) == 0 {
				continue
			}
			if c := cost[i-n] + costKnown/float64(n); c < cost[i] {
				cost[i], cut[i] = c, i-n
			}
		}
	}
	var cuts []int
	for i := len(chars); i > 0; i = cut[i] {
		cuts = append(cuts, i)
	}
	from, unknown := 0, 0
	rest := func(to int) {
		for i := unknown; i < to; i++ {
			add(w.char(chars[unknown:to], i-unknown))
		}
	}
	for k := len(cuts) - 1; k >= 0; k-- {
		word := string(chars[from:cuts[k]])
		ways := kin.Chinese(word)
		if asking[word] || len(ways) > 0 {
			rest(from)
			unknown = cuts[k]
			if !asking[word] {
				add(w.chineseWord(word, ways))
			}
		}
		from = cuts[k]
	}
	rest(len(chars))
}

func (w words) chineseWord(word string, ways []kin.Way) Item {
	it := Item{Typed: word, Base: 1, Rarity: w.rarest}
	pairs := kin.Terms(word)
	it.ways = append(it.ways, kin.Way{Terms: pairs, Worth: 1})
	it.ways = append(it.ways, ways...)
	known, best := true, 0.0
	for _, p := range pairs {
		of, ok := w.of[p]
		known, best = known && ok && of.Articles > 0, max(best, of.Weight)
		if len(pairs) == 1 {
			it.addLexicon(of)
		}
		switch {
		case generic[p]:
			it.Base = min(it.Base, baseGeneric)
		case vague[p]:
			it.Base = min(it.Base, baseVague)
		}
	}
	if it.Known = known; known {
		it.Rarity = best
	}
	return it
}

// char is a character that belongs to no known word, in the pairs that it makes
// with its neighbours that belong to none either; alone if it has none.
func (w words) char(chars []rune, i int) Item {
	it := Item{Typed: string(chars[i]), Base: baseChar}
	for from := max(0, i-1); from <= i && from+1 < len(chars); from++ {
		pair := string(chars[from : from+2])
		if from == i {
			it.Typed = pair
		}
		if asking[pair] {
			continue
		}
		it.ways = append(it.ways, kin.Way{Terms: []string{pair}, Worth: 1})
		if of, ok := w.of[pair]; ok && of.Articles > 0 {
			it.Known, it.Rarity = true, max(it.Rarity, of.Weight)
			it.addLexicon(of)
		}
		switch {
		case generic[pair]:
			it.Base = min(it.Base, baseChar*baseGeneric)
		case vague[pair]:
			it.Base = min(it.Base, baseChar*baseVague)
		}
	}
	if len(chars) == 1 {
		it.ways = append(it.ways, kin.Way{Terms: []string{it.Typed}, Worth: 1})
		of := w.of[it.Typed]
		it.Known, it.Rarity = of.Articles > 0, of.Weight
	}
	if !it.Known {
		it.Rarity = absentChar * w.rarest
	}
	return it
}

// longestAsking is the longest word of asking, in characters.
var longestAsking = func() int {
	n := 0
	for w := range asking {
		n = max(n, utf8.RuneCountInString(w))
	}
	return n
}()
