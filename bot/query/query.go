package query

import (
	"slices"

	"github.com/firstlinehq/firstline/internal/hanzi"
	"github.com/firstlinehq/firstline/knowledge/token"
)

// Question is what the visitor wants to know.
type Question struct {
	// Text is the question as asked.
	Text string
	// Topic is what a follow-up leaves unsaid: the subject of the turns before.
	// Empty for a question that stands for itself.
	Topic string
	// Words are what retrieval made of the question, Confidence how sure it is.
	Words      []Word
	Confidence float64
	// Foreign says that Words are for articles in another language than Text's.
	Foreign bool
}

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

// Reading is a question taken apart. Each thing stands in it once.
type Reading struct {
	Items []Item
	// Asks are the kinds of fact that are asked for.
	Asks Sought
	// Chinese says that the question is in Chinese.
	Chinese bool
}

// topicPart is what an item carried over from an earlier turn counts.
const topicPart = 0.5

// Read takes a question apart.
func Read(q Question) Reading {
	q.Text, q.Topic = hanzi.Text(q.Text), hanzi.Text(q.Topic)
	r := Reading{Asks: soughtBy(q.Text), Chinese: token.Lang(q.Text) == "zh"}
	words := newWords(q.Words)
	if q.Foreign {
		r.Items = words.translated(q.Words)
		return r
	}
	r.Items = words.items(q.Text, 1)
	mark(q.Text, r.Items)
	for _, it := range words.items(q.Topic, topicPart) {
		it.Topic = true
		if !slices.ContainsFunc(r.Items, func(o Item) bool { return o.Typed == it.Typed }) {
			r.Items = append(r.Items, it)
		}
	}
	return r
}

// Subjects counts the words that name something; of a pair of Chinese characters
// that belong to no known word each is half a one.
func (r Reading) Subjects() float64 {
	var n float64
	for _, it := range r.Items {
		if !it.Generic() {
			n += it.Base
		}
	}
	return n
}
