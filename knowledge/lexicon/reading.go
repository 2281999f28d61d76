package lexicon

import (
	"slices"
	"strings"

	"github.com/firstlinehq/firstline/internal/hanzi"
	"github.com/firstlinehq/firstline/knowledge/token"
)

// MaxWishes bounds a reading. A pasted page is read by its beginning; its
// hundredth word no longer changes what it is about. A Chinese character makes
// two wishes: itself and its pair with the next one.
const MaxWishes = 192

// Via says how an option came to be.
type Via string

// The ways to an option.
const (
	Typed      Via = "typed"
	Synonym    Via = "synonym"
	Translated Via = "translated"
	Corrected  Via = "corrected"
)

// Option is one way to satisfy a wish.
type Option struct {
	// Terms must stand in a passage, each counting its share.
	Terms []string
	// Weight is 1 for what was typed and less for what was guessed.
	Weight float64
	// Via says where the option comes from.
	Via Via
}

// Wish is one thing that a question asks an article to contain.
type Wish struct {
	// Typed is the word in the question.
	Typed string
	// Kind is the typed term's.
	Kind token.Kind
	// Pos is the typed term's place in the question.
	Pos int
	// Weight is how much the wish counts before its rarity does.
	Weight float64
	// Options are the alternatives, best first. None means that the word is in
	// the question but nothing could be looked for.
	Options []Option
}

// Reading is a question as articles of one language could satisfy it.
type Reading struct {
	// Lang is the language of those articles: "en" or "zh".
	Lang string
	// Foreign says that the question is in another language.
	Foreign bool
	// Wishes in the order of the question.
	Wishes []Wish
}

// Weights of kinds of terms: "how" or "please" is weaker evidence than what it is
// asked about, a code stronger than any word.
var kindWeight = map[token.Kind]float64{token.Word: 1, token.Weak: 0.25, token.Code: 2, token.Char: 1.05, token.Pair: 1}

// identifierWeight is the weight of a code that names one thing: whoever types it
// means that one, whatever else the question says.
const identifierWeight = 6

// weigh gives a term's weight. A code with three digits or more is an identifier
// (E-1042, JH-212-OAK); one with fewer names a kind of thing (iPhone 5s, IPv6).
func weigh(t token.Term) float64 {
	if t.Kind == token.Code && digits(t.Text) >= 3 {
		return identifierWeight
	}
	return kindWeight[t.Kind]
}

func digits(s string) int {
	n := 0
	for _, r := range s {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}

// Read reads a question for articles in lang.
func Read(text, lang string) Reading {
	r := Reading{Lang: lang, Foreign: token.Lang(text) != lang}
	text = hanzi.Text(text)
	if r.Foreign {
		r.Wishes = translate(text, lang)
	} else {
		terms := token.Terms(text)
		r.Wishes = typed(terms)
		theSynonyms().extend(r.Wishes, terms)
		readIdioms(r.Wishes, terms)
	}
	return r
}

func typed(terms []token.Term) []Wish {
	var out []Wish
	seen := map[string]int{}
	for _, t := range terms {
		if i, ok := seen[t.Text]; ok {
			// Said twice matters more, but not twice as much.
			out[i].Weight = min(out[i].Weight*1.2, 2*weigh(t))
			continue
		}
		if len(out) == MaxWishes {
			break
		}
		seen[t.Text] = len(out)
		w := Wish{Typed: t.Surface, Kind: t.Kind, Pos: t.Pos, Weight: weigh(t)}
		if w.Typed == "" {
			w.Typed = t.Text
		}
		w.Options = []Option{{Terms: []string{t.Text}, Weight: 1, Via: Typed}}
		out = append(out, w)
	}
	return out
}

// Terms gives every term that the reading looks for, each once.
func (r Reading) Terms() []string {
	var out []string
	seen := map[string]bool{}
	for _, w := range r.Wishes {
		for _, o := range w.Options {
			for _, t := range o.Terms {
				if !seen[t] {
					seen[t] = true
					out = append(out, t)
				}
			}
		}
	}
	return out
}

// Drop forgets options that need one of the given terms, and wishes that have
// no other: of terms too common to be looked for.
func (r *Reading) Drop(terms map[string]bool) {
	if len(terms) == 0 {
		return
	}
	needs := func(o Option) bool {
		return slices.ContainsFunc(o.Terms, func(t string) bool { return terms[t] })
	}
	kept := r.Wishes[:0]
	for _, w := range r.Wishes {
		had := len(w.Options) > 0
		w.Options = slices.DeleteFunc(w.Options, needs)
		if !had || len(w.Options) > 0 {
			kept = append(kept, w)
		}
	}
	r.Wishes = kept
}

// Correctable reports wishes whose word may be a misspelling of another: a word
// of at least four letters without digits, or a code.
func (w Wish) Correctable() bool {
	switch w.Kind {
	case token.Word:
		return len(w.Typed) >= 4 && !strings.ContainsAny(w.Typed, "0123456789")
	case token.Code:
		return len(w.Typed) >= 5
	}
	return false
}
