package lexicon

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/firstlinehq/firstline/knowledge/token"
)

// What a translation counts against a typed word, and each further translation
// of a word against the one before it.
const (
	translatedWeight = 0.9
	nextWeight       = 0.9
	maxOptions       = 5
)

// translate reads a question for articles of the other language.
func translate(text, lang string) []Wish {
	if lang == "zh" {
		return toChinese(text)
	}
	return toEnglish(text)
}

// toChinese looks for the longest phrases that the glossary knows.
func toChinese(text string) []Wish {
	g := theGlossary()
	var out []Wish
	terms := token.Terms(text)
	meant, misspelt := theVocabulary().corrected(terms)
	for i := 0; i < len(terms) && len(out) < MaxWishes; {
		t := terms[i]
		if t.Kind == token.Char || t.Kind == token.Pair || t.Kind == token.Code {
			out = append(out, asTyped(t))
			i++
			continue
		}
		words, n := g.chinesePhrase(meant[i:])
		if n == 0 {
			out = append(out, asTyped(t))
			i++
			continue
		}
		w := asTyped(t)
		if n > 1 {
			w.Options = nil // a phrase does not stand in a Chinese text as typed
			w.Kind = token.Word
		}
		w.Weight = max(w.Weight, kindWeight[w.Kind]*math.Sqrt(float64(n)))
		w.Typed = surfaces(terms[i : i+n])
		sure := 1.0
		if slices.Contains(misspelt[i:i+n], true) {
			sure = misspeltWeight
		}
		for k, c := range words {
			w.Options = append(w.Options, Option{Terms: chineseTerms(c), Weight: sure * weightOf(k), Via: Translated})
		}
		out = append(out, w)
		i += n
	}
	return merge(out)
}

// chinesePhrase finds the longest phrase at the head of terms, and how many of
// the terms it takes.
func (g *glossary) chinesePhrase(terms []token.Term) (words []string, n int) {
	end := 0
	for end < len(terms) && end < g.longestEnglish && (terms[end].Kind == token.Word || terms[end].Kind == token.Weak) {
		end++
	}
	for ; end > 0; end-- {
		key, _ := stemKey(terms[:end])
		if words := g.chinese[key]; len(words) > 0 {
			return words[:min(len(words), maxOptions)], end
		}
	}
	return nil, 0
}

func surfaces(terms []token.Term) string {
	var words []string
	for _, t := range terms {
		words = append(words, t.Surface)
	}
	return strings.Join(words, " ")
}

// chineseTerms gives the terms of a Chinese word: its pairs, or its one character.
func chineseTerms(word string) []string {
	var chars, pairs []string
	for _, t := range token.Terms(word) {
		if utf8.RuneCountInString(t.Text) == 1 {
			chars = append(chars, t.Text)
		} else {
			pairs = append(pairs, t.Text)
		}
	}
	if len(pairs) > 0 {
		return pairs
	}
	return chars
}

// toEnglish cuts Chinese text into words that the glossary knows, with as little
// left over as possible, and takes the rest (names, codes) as typed.
func toEnglish(text string) []Wish {
	g := theGlossary()
	var out []Wish
	var run []token.Term // characters that follow each other
	flush := func() {
		out = append(out, g.fromChinese(run)...)
		run = nil
	}
	for _, t := range token.Terms(text) {
		one := utf8.RuneCountInString(t.Text) == 1 && len(t.Text) > 1
		switch {
		case t.Kind == token.Pair || t.Kind == token.Weak && utf8.RuneCountInString(t.Text) == 2 && t.Text[0] >= 0x80:
		case one && (len(run) == 0 || run[len(run)-1].Pos+1 == t.Pos):
			run = append(run, t)
		case one:
			flush()
			run = append(run, t)
		default:
			flush()
			out = append(out, asTyped(t))
		}
	}
	flush()
	if len(out) > MaxWishes {
		out = out[:MaxWishes]
	}
	return merge(out)
}

// fromChinese translates a run of characters by the cheapest way to cut it: a known
// word costs little, a character that stays unknown much, a weak one less.
func (g *glossary) fromChinese(run []token.Term) []Wish {
	cost, cut := make([]float64, len(run)+1), make([]int, len(run)+1)
	for i := 1; i <= len(run); i++ {
		cost[i], cut[i] = cost[i-1]+1, i-1
		if run[i-1].Kind == token.Weak {
			cost[i] = cost[i-1] + 0.4
		}
		for n := 1; n <= min(i, g.longestChinese); n++ {
			if c := cost[i-n] + 0.3/float64(n); len(g.english[word(run[i-n:i])]) > 0 && c < cost[i] {
				cost[i], cut[i] = c, i-n
			}
		}
	}
	var out []Wish
	for i := len(run); i > 0; i = cut[i] {
		part := run[cut[i]:i]
		w := Wish{Typed: word(part), Kind: token.Word, Pos: part[0].Pos, Weight: kindWeight[token.Word]}
		words := g.english[w.Typed]
		if len(words) == 0 || len(part) == 1 {
			w.Kind, w.Weight = part[0].Kind, kindWeight[part[0].Kind]
		}
		for k, e := range words[:min(len(words), maxOptions)] {
			var terms []string
			for _, t := range token.Terms(e) {
				if t.Kind != token.Weak || len(terms) == 0 {
					terms = append(terms, t.Text)
				}
			}
			if len(terms) > 0 {
				w.Options = append(w.Options, Option{Terms: terms, Weight: weightOf(k), Via: Translated})
			}
		}
		out = append([]Wish{w}, out...)
	}
	return out
}

func word(run []token.Term) string {
	var b strings.Builder
	for _, t := range run {
		b.WriteString(t.Text)
	}
	return b.String()
}

func weightOf(place int) float64 { return translatedWeight * math.Pow(nextWeight, float64(place)) }

func asTyped(t token.Term) Wish {
	typed := t.Surface
	if typed == "" {
		typed = t.Text
	}
	return Wish{
		Typed: typed, Kind: t.Kind, Pos: t.Pos, Weight: weigh(t),
		Options: []Option{{Terms: []string{t.Text}, Weight: 1, Via: Typed}},
	}
}

// merge keeps one of wishes that are typed alike.
func merge(wishes []Wish) []Wish {
	seen := map[string]bool{}
	out := wishes[:0]
	for _, w := range wishes {
		if !seen[w.Typed] {
			seen[w.Typed] = true
			out = append(out, w)
		}
	}
	return out
}
