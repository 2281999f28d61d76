package extract

import (
	"slices"
	"strings"
	"unicode"

	"github.com/firstlinehq/firstline/knowledge/token"
)

// Word is a word of the question as retrieval read it for the articles'
// language.
type Word struct {
	// Typed is the word as the visitor wrote it, or a pair of Chinese characters.
	Typed string
	// Weight is how much it counts, rarity in the library included.
	Weight float64
	// Articles is how many articles have it.
	Articles int
	// Options are the terms that stand for it, several in one option parted by
	// spaces; Guessed says that some are corrections or translations, Corrected
	// that the library knows the word only as a misspelling of another.
	Options []string
	// Alike are terms that mean much the same.
	Alike              []string
	Guessed, Corrected bool
}

// item is one thing that the question names: a word, or a Chinese character in
// the pairs it stands in, so that a word cut across two others is not missed.
type item struct {
	// anyOf are the ways to say it; each needs all its terms. The first typed are
	// the visitor's own.
	anyOf   [][]string
	typed   int
	weight  float64
	known   bool // some article has it
	guessed bool
	figure  bool
	code    bool
	name    bool
	next    int // the item that follows it directly; -1 if none does
}

// Weights of items beside their rarity.
const (
	itemGeneric = 0.25
	itemVague   = 0.5
	itemWeak    = 0.1
	itemFigure  = 0.5
	// likelyTypo is the length, in bytes, from which an unknown word is taken for a
	// misspelt one: most short words are a letter away from another.
	likelyTypo = 6
	// absentChar is what a character counts that stands in no pair the library
	// has, against an unknown word: words of two characters are two items.
	absentChar = 0.6
)

// reading tells what retrieval knows of words.
type reading map[string]Word

func newReading(words []Word) reading {
	r := make(reading, len(words))
	for _, w := range words {
		r[w.Typed] = w
	}
	return r
}

// rarest is the weight of a word that no article has.
func (r reading) rarest() float64 {
	most := 1.0
	for _, w := range r {
		most = max(most, w.Weight)
	}
	return most
}

// items gives what a question names, each thing once.
func items(text string, factor float64, r reading) []item {
	content := filler.ReplaceAllString(plainly(text), " ")
	names := namesIn(text)
	var out []item
	terms := token.Terms(content)
	for i, t := range terms {
		switch t.Kind {
		case token.Char:
			out = append(out, charItem(terms, i, factor, r))
		case token.Pair:
		case token.Word, token.Weak, token.Code:
			if wide(t.Text) {
				continue // a weak character or pair
			}
			out = append(out, wordItem(t, factor, r, names[t.Surface] || names[t.Text]))
		}
	}
	for i := range out {
		out[i].next = -1
		if i+1 < len(out) {
			out[i].next = i + 1
		}
	}
	return out
}

// foreignItems gives what a question in another language names.
func foreignItems(words []Word) []item {
	var out []item
	for _, w := range words {
		it := item{weight: w.Weight, known: w.Articles > 0, figure: hasDigit(w.Typed), next: -1}
		for _, o := range w.Options {
			it.anyOf = append(it.anyOf, sameAll(strings.Fields(o)))
		}
		it.typed = len(it.anyOf)
		switch {
		case generic[w.Typed] || generic[token.Stem(w.Typed)]:
			it.weight *= itemGeneric
		case !it.known:
			it.weight *= itemVague // the glossary may lack the word that the page has
		}
		out = append(out, it)
	}
	for i := range len(out) - 1 {
		out[i].next = i + 1
	}
	return out
}

func wide(s string) bool { return s != "" && s[0] >= 0x80 }

func wordItem(t token.Term, factor float64, r reading, name bool) item {
	typed := t.Surface
	if typed == "" {
		typed = t.Text
	}
	it := item{anyOf: [][]string{{same(t.Text)}}, typed: 1, name: name, figure: hasDigit(t.Text), code: t.Kind == token.Code}
	w, ok := r[typed]
	if ok && w.Corrected && (name || len(typed) < likelyTypo) {
		w.Articles, w.Options, w.Alike = 0, nil, nil // "Apple" is no misspelt "apply"
	}
	if ok {
		it.known, it.guessed = w.Articles > 0, w.Guessed
		for _, o := range slices.Concat(w.Options, w.Alike) {
			it.anyOf = append(it.anyOf, sameAll(strings.Fields(o)))
		}
	}
	switch {
	case t.Kind == token.Weak:
		it.weight = itemWeak
	case generic[t.Text]:
		it.weight = itemGeneric
	case it.figure:
		it.weight = itemFigure
	case vague[t.Text] || strings.HasSuffix(t.Surface, "ly"):
		it.weight = itemVague
	default:
		it.weight = 1
	}
	rarity := r.rarest()
	if ok && it.known {
		rarity = w.Weight
	}
	it.weight *= factor * rarity
	return it
}

// charItem is the character at i with the pairs before and behind it.
func charItem(terms []token.Term, i int, factor float64, r reading) item {
	c := terms[i]
	var it item
	var others [][]string
	var best float64
	isGeneric, isVague, alone := false, false, true
	for _, t := range terms {
		if !wide(t.Text) || t.Pos != c.Pos && t.Pos != c.Pos-1 || !isPair(t.Text) {
			continue
		}
		alone = false
		isGeneric, isVague = isGeneric || generic[t.Text], isVague || vague[t.Text]
		it.anyOf = append(it.anyOf, []string{same(t.Text)})
		if w, ok := r[t.Text]; ok && w.Articles > 0 {
			it.known, best = true, max(best, w.Weight)
			for _, o := range slices.Concat(w.Options, w.Alike) {
				others = append(others, sameAll(strings.Fields(o)))
			}
		}
	}
	if w, ok := r[c.Text]; ok && alone {
		it.anyOf = append(it.anyOf, []string{c.Text})
		it.known, best = w.Articles > 0, w.Weight
	}
	it.typed = len(it.anyOf)
	it.anyOf = append(it.anyOf, others...)
	if !it.known {
		best = absentChar * r.rarest()
	}
	switch {
	case isGeneric:
		best *= itemGeneric
	case isVague:
		best *= itemVague
	}
	it.weight = factor * best
	return it
}

func isPair(s string) bool { return len([]rune(s)) == 2 }

func sameAll(terms []string) []string {
	for i, t := range terms {
		terms[i] = same(t)
	}
	return terms
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// namesIn gives the words of a text that are written as names, in lower case:
// with a capital inside a sentence, or Latin letters inside Chinese.
func namesIn(text string) map[string]bool {
	out := make(map[string]bool)
	chinese := token.Lang(text) == "zh"
	begins := true
	for _, f := range strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '.' && r != '?' && r != '!' || r >= 0x2E80
	}) {
		word := strings.Trim(f, ".?!'")
		first := []rune(word + " ")[0]
		if chinese && len(word) > 1 || !begins && unicode.IsUpper(first) && word != "I" && !strings.HasPrefix(word, "I'") {
			out[strings.ToLower(word)] = true
		}
		begins = strings.ContainsAny(f, ".?!")
	}
	return out
}

// typedIn reports whether a set of terms holds the item in the visitor's words.
func (it item) typedIn(have ...map[string]bool) bool {
	it.anyOf = it.anyOf[:it.typed]
	return it.in(have...)
}

// in reports whether a set of terms holds the item, in whatever words.
func (it item) in(have ...map[string]bool) bool {
	for _, option := range it.anyOf {
		all := len(option) > 0
		for _, t := range option {
			found := false
			for _, h := range have {
				found = found || h[t]
			}
			all = all && found
		}
		if all {
			return true
		}
	}
	return false
}
