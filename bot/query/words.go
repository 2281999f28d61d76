package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/firstlinehq/firstline/bot/kin"
	"github.com/firstlinehq/firstline/knowledge/token"
)

// items gives what a text names, each thing once.
func (w words) items(text string, part float64) []Item {
	text = plainly(text)
	names := namesIn(text)
	var out []Item
	add := func(it Item) {
		for _, o := range out {
			if o.Typed == it.Typed {
				return
			}
		}
		it.Base *= part
		out = append(out, it.settle())
	}
	for run := range runsOf(text) {
		first := true
		each := func(it Item) {
			it.Follows = !first
			first = false
			add(it)
		}
		if r, _ := utf8.DecodeRuneInString(run); unicode.Is(unicode.Han, r) {
			w.chinese(run, each)
		} else {
			w.english(run, names, each)
		}
	}
	return out
}

// runsOf gives the runs of Chinese and of other text, in order.
func runsOf(text string) func(func(string) bool) {
	return func(yield func(string) bool) {
		from, han := 0, false
		for i, r := range text {
			if is := unicode.Is(unicode.Han, r); is != han {
				if i > from && !yield(text[from:i]) {
					return
				}
				from, han = i, is
			}
		}
		if from < len(text) {
			yield(text[from:])
		}
	}
}

// english gives the words and phrases of a run without Chinese. Words that only
// ask are left out, but for phrases: "get back" is one.
func (w words) english(run string, names map[string]bool, add func(Item)) {
	asking := make(map[int]bool) // byte offsets of words that name nothing
	for _, at := range filler.FindAllStringIndex(run, -1) {
		for i := at[0]; i < at[1]; i++ {
			asking[i] = true
		}
	}
	terms, offsets := located(run)
	for i := 0; i < len(terms); {
		n, ways := kin.English(terms[i:])
		switch {
		case n > 1:
			add(w.phrase(terms[i:i+n], ways))
			i += n
			continue
		case !asking[offsets[i]]:
			it := w.word(terms[i], names[terms[i].Surface] || names[terms[i].Text])
			it.ways = append(it.ways, ways...)
			add(it)
		}
		i++
	}
}

// located gives the terms of a run and where they begin in it.
func located(run string) ([]token.Term, []int) {
	var terms []token.Term
	var offsets []int
	from := 0
	for from < len(run) {
		end := from + strings.IndexAny(run[from:]+" ", " \t\n\r,;!?")
		for _, t := range token.Terms(run[from:end]) {
			if t.Kind == token.Code { // its parts say nothing by themselves
				for len(terms) > 0 && offsets[len(terms)-1] == from {
					terms, offsets = terms[:len(terms)-1], offsets[:len(terms)-1]
				}
			}
			terms, offsets = append(terms, t), append(offsets, from)
		}
		from = end + 1
	}
	return terms, offsets
}

func (w words) phrase(terms []token.Term, ways []kin.Way) Item {
	var texts, surfaces []string
	it := Item{Base: baseGeneric}
	for _, t := range terms {
		texts, surfaces = append(texts, t.Text), append(surfaces, t.Surface)
		one := w.word(t, false)
		it.Base, it.Rarity = max(it.Base, one.Base), max(it.Rarity, one.Rarity)
		it.Known = it.Known || one.Known
	}
	it.Typed = strings.Join(surfaces, " ")
	it.ways = append(it.ways, kin.Way{Terms: texts, Worth: 1})
	it.ways = append(it.ways, ways...)
	if it.Base < baseVague {
		it.Base = baseVague // together they name something
	}
	return it
}

func (w words) word(t token.Term, name bool) Item {
	it := Item{Typed: t.Surface, Base: 1, Rarity: w.rarest, Name: name, Figure: hasDigit(t.Text), Code: t.Kind == token.Code}
	if it.Typed == "" {
		it.Typed = t.Text
	}
	it.ways = []kin.Way{{Terms: []string{t.Text}, Worth: 1}}
	word, ok := w.of[it.Typed]
	if ok && word.Corrected && (name || len(it.Typed) < likelyTypo) {
		word.Articles, word.Options, word.Alike = 0, nil, nil // "Apple" is no misspelt "apply"
	}
	if ok {
		it.Known, it.Guessed = word.Articles > 0, word.Guessed
		it.addLexicon(word)
	}
	if it.Known {
		it.Rarity = word.Weight
	}
	switch {
	case t.Kind == token.Weak:
		it.Base = baseWeak
	case it.Code:
	case generic[t.Text]:
		it.Base = baseGeneric
	case it.Figure || numerals[t.Text]:
		it.Base = baseFigure
	case vague[t.Text] || strings.HasSuffix(t.Surface, "ly"):
		it.Base = baseVague
	}
	return it
}

// numerals are small numbers in words.
var numerals = func() map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq("one two three four five six seven eight nine ten hundred thousand half") {
		m[token.Stem(w)] = true
	}
	return m
}()

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
		first, _ := utf8.DecodeRuneInString(word)
		if chinese && len(word) > 1 || !begins && unicode.IsUpper(first) && word != "I" && !strings.HasPrefix(word, "I'") {
			out[strings.ToLower(word)] = true
		}
		begins = strings.ContainsAny(f, ".?!")
	}
	return out
}

func wide(s string) bool { return s != "" && s[0] >= utf8.RuneSelf }

func isGeneric(word string) bool { return generic[word] || generic[token.Stem(word)] }
