// Package kin knows by which other words one thing is asked for and told:
// visitors say "suitcase" and "get my money back", pages "luggage" and "refund".
//
// A [Way] is another way to say a phrase. Its terms are as package token makes
// them: stems, pairs of Chinese characters; or a kind of fact, "§amount": a text
// that shows one says what "price" asks for, whatever its words.
//
// Invariants: the same phrase has the same ways in the same order; a phrase is no
// way of its own. The words are the project's own (english.txt, chinese.txt). The
// package is pure and imports knowledge/token.
package kin

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/firstlinehq/firstline/knowledge/token"
)

//go:embed english.txt
var english string

//go:embed chinese.txt
var chinese string

// Way is another way to say something.
type Way struct {
	// Terms must all stand in a text.
	Terms []string
	// Said is the phrase itself; empty for a fact.
	Said string
	// Worth is what it counts against the word itself, 0…1.
	Worth float64
}

// What a word of the same meaning counts, and one that only speaks for it.
// Measured on the training libraries (bot/train/MODEL.md).
const (
	alike   = 0.85
	related = 0.55
)

// Fact begins a term that stands for a kind of fact.
const Fact = "§"

type book struct {
	ways    map[string][]Way // by key
	longest int              // phrase, in terms or characters
}

var englishBook, chineseBook = sync.OnceValue(func() *book { return read(english, keyOf) }), sync.OnceValue(func() *book { return read(chinese, characters) })

// English finds the longest known phrase at the head of the terms of an English
// question: how many terms it takes, 0 if none is known, and its ways.
func English(terms []token.Term) (n int, ways []Way) {
	b := englishBook()
	for n = min(b.longest, len(terms)); n > 0; n-- {
		if ways := b.ways[join(terms[:n])]; len(ways) > 0 {
			return n, ways
		}
	}
	return 0, nil
}

// Chinese gives the ways of a Chinese word; none if it is not known.
func Chinese(word string) []Way { return chineseBook().ways[word] }

// Of gives the ways of a term, or of several parted by spaces, as package token
// makes them.
func Of(terms string) []Way {
	if wide(terms) {
		return Chinese(terms)
	}
	return englishBook().ways[terms]
}

// LongestChinese is the longest Chinese word that is known, in characters.
func LongestChinese() int { return chineseBook().longest }

func read(text string, key func(string) (string, int)) *book {
	b := &book{ways: map[string][]Way{}}
	for line := range strings.Lines(text) {
		worth := alike
		mark, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch mark {
		case "=":
		case "~":
			worth = related
		default:
			continue
		}
		var phrases []string
		for p := range strings.SplitSeq(rest, ",") {
			phrases = append(phrases, strings.TrimSpace(p))
		}
		for _, p := range phrases {
			k, n := key(p)
			if n == 0 || Terms(p) == nil || strings.HasPrefix(p, Fact) {
				continue
			}
			b.longest = max(b.longest, n)
			for _, other := range phrases {
				if o, _ := key(other); o != k {
					b.ways[k] = better(b.ways[k], wayOf(other, worth))
				}
			}
		}
	}
	for _, ways := range b.ways {
		slices.SortStableFunc(ways, func(a, b Way) int { return cmp.Compare(b.Worth, a.Worth) })
	}
	return b
}

func wayOf(phrase string, worth float64) Way {
	w := Way{Terms: Terms(phrase), Worth: worth}
	if !strings.HasPrefix(phrase, Fact) {
		w.Said = phrase
	}
	return w
}

// better adds a way, or raises the worth of the one that is there already.
func better(ways []Way, w Way) []Way {
	if len(w.Terms) == 0 {
		return ways
	}
	if i := slices.IndexFunc(ways, func(o Way) bool { return slices.Equal(o.Terms, w.Terms) }); i >= 0 {
		ways[i].Worth = max(ways[i].Worth, w.Worth)
		return ways
	}
	return append(ways, w)
}

// Terms gives the terms by which a text holds a phrase: a fact as it is, the
// stems of words, the pairs of characters. A weak word alone ("off") says too
// little to stand for anything.
func Terms(phrase string) []string {
	if strings.HasPrefix(phrase, Fact) {
		return []string{phrase}
	}
	var words, chars []string
	strong := false
	for _, t := range token.Terms(phrase) {
		if wide(t.Text) && utf8.RuneCountInString(t.Text) == 1 {
			chars = append(chars, t.Text)
			continue
		}
		words = append(words, t.Text)
		strong = strong || t.Kind != token.Weak || wide(t.Text)
	}
	switch {
	case strong:
		return words
	case len(words) == 0:
		return chars
	}
	return nil
}

// keyOf is what an English phrase is looked up by, and how many terms it has.
func keyOf(phrase string) (string, int) {
	terms := token.Terms(phrase)
	return join(terms), len(terms)
}

func characters(word string) (string, int) {
	if strings.HasPrefix(word, Fact) {
		return word, 0
	}
	return word, utf8.RuneCountInString(word)
}

func join(terms []token.Term) string {
	var b strings.Builder
	for i, t := range terms {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.Text)
	}
	return b.String()
}

func wide(s string) bool { return s != "" && s[0] >= utf8.RuneSelf }
