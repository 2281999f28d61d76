package query

import (
	"cmp"
	"slices"
	"strings"

	"github.com/firstlinehq/firstline/bot/kin"
)

// Item is one thing that a question names: a word or a phrase, or a Chinese
// character that belongs to no known word, in the pairs it stands in.
type Item struct {
	// Typed is what the visitor wrote.
	Typed string
	// Base is how much it counts as a word, before its rarity: 1 for one that names
	// something. Rarity is that in the library, above 0.
	Base, Rarity float64
	// Known says that some article has it, Guessed that it is there only as a
	// correction or a translation.
	Known, Guessed bool
	// Figure, Code and Name say that it is a number, a code, or written as a name.
	Figure, Code, Name bool
	// Topic says that it comes from an earlier turn.
	Topic bool
	// Aside says that it stands in a clause that only tells what happened, beside
	// one that asks.
	Aside bool
	// Head says that it is the very thing that is asked for: "many seats", "have wifi".
	Head bool
	// Follows says that the item before it stands right before it in the text.
	Follows bool

	ways []kin.Way // best first
}

// Weight is how much the item counts in the library.
func (it Item) Weight() float64 { return it.Base * it.Rarity }

// Generic says that any question may hold the item: whether an article has it
// says little, whether it lacks it nothing.
func (it Item) Generic() bool { return it.Base <= baseGeneric }

// In gives how far sets of terms together hold the item, 0…1: 1 as typed, less
// in other words.
func (it Item) In(sets ...map[string]bool) float64 {
	for _, w := range it.ways {
		if holdsAll(w.Terms, sets) {
			return w.Worth
		}
	}
	return 0
}

// typedFrom is the worth of the visitor's own words.
const typedFrom = 1

// Means reports whether a term alone says the item as typed.
func (it Item) Means(term string) bool {
	return slices.ContainsFunc(it.ways, func(w kin.Way) bool {
		return w.Worth >= typedFrom && len(w.Terms) == 1 && w.Terms[0] == term
	})
}

func holdsAll(terms []string, sets []map[string]bool) bool {
	for _, t := range terms {
		if !slices.ContainsFunc(sets, func(s map[string]bool) bool { return s[t] }) {
			return false
		}
	}
	return len(terms) > 0
}

// What items count beside their rarity.
const (
	baseGeneric = 0.25
	baseVague   = 0.5
	baseWeak    = 0.1
	// baseFigure is low: pages tell limits, visitors their own case.
	baseFigure = 0.3
	// baseChar is what a character counts that belongs to no known word: words of
	// two characters are two items.
	baseChar = 0.5
	// likelyTypo is the length, in bytes, from which an unknown word is taken for a
	// misspelt one: most short words are a letter away from another.
	likelyTypo = 6
	// absentChar is what a character counts that stands in no pair the library
	// has, against an unknown word.
	absentChar = 0.6
	// fromLexicon is what a synonym of retrieval counts against the typed word.
	fromLexicon = 0.7
)

// words tell what retrieval knows.
type words struct {
	of     map[string]Word
	rarest float64 // the weight of a word that no article has
}

func newWords(list []Word) words {
	w := words{of: make(map[string]Word, len(list)), rarest: 1}
	for _, word := range list {
		w.of[word.Typed] = word
		w.rarest = max(w.rarest, word.Weight)
	}
	return w
}

// addLexicon adds what retrieval took to stand for a word.
func (it *Item) addLexicon(w Word) {
	for _, o := range w.Options {
		it.ways = append(it.ways, kin.Way{Terms: strings.Fields(o), Worth: 1})
	}
	for _, o := range w.Alike {
		it.ways = append(it.ways, kin.Way{Terms: strings.Fields(o), Worth: fromLexicon})
	}
}

// settle orders the ways, best first.
func (it Item) settle() Item {
	slices.SortStableFunc(it.ways, func(a, b kin.Way) int { return cmp.Compare(b.Worth, a.Worth) })
	return it
}

// translated gives what a question in another language names.
func (w words) translated(list []Word) []Item {
	var out []Item
	for i, word := range list {
		it := Item{Typed: word.Typed, Base: 1, Rarity: word.Weight, Known: word.Articles > 0, Guessed: word.Guessed, Figure: hasDigit(word.Typed), Follows: i > 0}
		it.addLexicon(word)
		for _, o := range word.Options {
			for _, w := range kin.Of(o) {
				w.Worth *= fromLexicon // a guess about a guess
				it.ways = append(it.ways, w)
			}
		}
		switch {
		case isGeneric(word.Typed):
			it.Base = baseGeneric
		case !it.Known:
			it.Base = baseVague // the glossary may lack the word that the page has
		}
		out = append(out, it.settle())
	}
	return out
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }
