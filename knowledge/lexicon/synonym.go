package lexicon

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/firstlinehq/firstline/knowledge/token"
)

//go:embed synonyms.txt
var synonymText string

// What another word of the same meaning counts against the typed one, and how
// many of them are looked for. A low weight finds what is worded otherwise and
// hardly moves what has the word itself: at half the weight, more right articles
// lost their place to articles about a neighbouring idea than were found.
const (
	synonymWeight = 0.25
	maxSynonyms   = 3
)

// synonyms gives the other words for a word: terms for an English stem, words for
// a Chinese word of two characters or more.
type synonyms struct {
	english, chinese map[string][]string
	longest          int // Chinese word, in characters
}

// theSynonyms are the project's own list and each side of the glossary's lines,
// whose alternatives mean the same.
var theSynonyms = sync.OnceValue(func() *synonyms {
	s := &synonyms{english: map[string][]string{}, chinese: map[string][]string{}}
	for line := range strings.Lines(synonymText + "\n" + glossaryText) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		for side := range strings.SplitSeq(line, "|") {
			s.add(list(side))
		}
	}
	return s
})

func (s *synonyms) add(words []string) {
	for _, w := range words {
		if w[0] >= utf8.RuneSelf {
			s.addChinese(w, words)
		} else {
			s.addEnglish(w, words)
		}
	}
}

func (s *synonyms) addChinese(word string, alike []string) {
	length := utf8.RuneCountInString(word)
	if length < 2 {
		return // one character has too many meanings
	}
	s.longest = max(s.longest, length)
	for _, other := range alike {
		if other != word && utf8.RuneCountInString(other) > 1 {
			s.chinese[word] = addOnce(s.chinese[word], other)
		}
	}
}

func (s *synonyms) addEnglish(word string, alike []string) {
	key, n := stemKey(token.Terms(word))
	if n != 1 {
		return
	}
	for _, other := range alike {
		if o, n := stemKey(token.Terms(other)); o != key && n == 1 {
			s.english[key] = addOnce(s.english[key], o)
		}
	}
}

// extend gives typed wishes what else would satisfy them.
func (s *synonyms) extend(wishes []Wish, terms []token.Term) {
	at := byTerm(wishes)
	for _, t := range terms {
		if t.Kind != token.Word && t.Kind != token.Weak {
			continue
		}
		for _, other := range s.english[t.Text] {
			at[t.Text].alsoBy([]string{other})
		}
	}
	s.chineseWords(terms, func(word, head string) {
		for _, other := range s.chinese[word] {
			at[head].alsoBy(chineseTerms(other))
		}
	})
}

// byTerm finds typed wishes by what was typed.
func byTerm(wishes []Wish) map[string]*Wish {
	at := make(map[string]*Wish, len(wishes))
	for i := range wishes {
		at[wishes[i].Options[0].Terms[0]] = &wishes[i]
	}
	return at
}

// alsoBy adds a synonym; w is nil where the question was cut before it.
func (w *Wish) alsoBy(terms []string) {
	if w != nil && len(w.Options) <= maxSynonyms {
		w.Options = append(w.Options, Option{Terms: terms, Weight: synonymWeight, Via: Synonym})
	}
}

// chineseWords finds known words, the longest first, from left to right. A word's
// synonyms stand beside its first pair of characters, head: one of several pairs
// is enough to find an article by.
func (s *synonyms) chineseWords(terms []token.Term, found func(word, head string)) {
	var chars []token.Term
	for _, t := range terms {
		if t.Text[0] >= utf8.RuneSelf && utf8.RuneCountInString(t.Text) == 1 {
			chars = append(chars, t)
		}
	}
	for i := 0; i < len(chars); i++ {
		n := 1
		for n < min(s.longest, len(chars)-i) && chars[i+n].Pos == chars[i+n-1].Pos+1 {
			n++
		}
		for ; n > 1; n-- {
			if w := word(chars[i : i+n]); len(s.chinese[w]) > 0 {
				found(w, word(chars[i:i+2]))
				i += n - 1
				break
			}
		}
	}
}
