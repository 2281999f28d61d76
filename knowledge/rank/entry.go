package rank

import (
	"slices"

	"github.com/firstlinehq/firstline/knowledge/posting"
	"github.com/firstlinehq/firstline/knowledge/token"
)

// Passage is what the index needs of a passage.
type Passage struct {
	Path []string
	Text string
}

// Entry is an article as the index keeps it, with terms still by their text.
type Entry struct {
	// Length of the article and of all its passages, in terms.
	Length, PassageLength int32
	// Terms gives each term's occurrences.
	Terms map[string]*Occurrences
	// Surfaces gives the words as written that became each term; terms that
	// nobody can misspell (numbers, Chinese characters) have none.
	Surfaces map[string]map[string]bool
	// Words are the words of each passage in order, for closeness.
	Words [][]At
}

// Occurrences are where a term stands in an article.
type Occurrences struct {
	Title    int32
	Passages []posting.Passage
}

// Posting is the row of a term for an article that has the given number.
func (e *Entry) Posting(term string, number int32) posting.Article {
	o := e.Terms[term]
	return posting.NewArticle(number, e.Length, o.Title, o.Passages)
}

// At is a term at a place in a passage.
type At struct {
	Pos  int32
	Term string
}

// headGap separates headings from the text below them, so that no closeness is
// seen across.
const headGap = 50

// NewEntry takes an article apart for the index.
func NewEntry(title string, passages []Passage) Entry {
	e := Entry{Terms: map[string]*Occurrences{}, Surfaces: map[string]map[string]bool{}}
	for _, t := range token.Terms(title) {
		e.term(t.Text).Title++
		e.Length++
		e.note(t)
	}
	if len(passages) == 0 {
		passages = []Passage{{}} // an article of a title alone can be found by it
	}
	for i, p := range passages {
		e.add(int32(i), p)
	}
	return e
}

func (e *Entry) term(text string) *Occurrences {
	o := e.Terms[text]
	if o == nil {
		o = &Occurrences{}
		e.Terms[text] = o
	}
	return o
}

func (e *Entry) add(ordinal int32, p Passage) {
	found := map[string]*posting.Passage{}
	at := func(text string) *posting.Passage {
		if found[text] == nil {
			found[text] = &posting.Passage{Ordinal: ordinal}
		}
		return found[text]
	}
	var words []At
	place, length := 0, int32(0)
	for _, h := range p.Path {
		end := 0
		for _, t := range token.Terms(h) {
			at(t.Text).Head++
			length++
			e.note(t)
			words = e.word(words, t, place)
			end = t.Pos
		}
		place += end + headGap
	}
	for _, t := range token.Terms(p.Text) {
		at(t.Text).Body++
		length++
		e.Length++
		e.note(t)
		words = e.word(words, t, place)
	}
	for text, passage := range found {
		passage.Length = length
		o := e.term(text)
		o.Passages = append(o.Passages, *passage)
	}
	slices.SortStableFunc(words, func(a, b At) int { return int(a.Pos - b.Pos) })
	e.Words = append(e.Words, words)
	e.PassageLength += length
}

// word keeps what closeness compares: pairs stand for their characters.
func (e *Entry) word(words []At, t token.Term, place int) []At {
	if t.Kind == token.Char || t.Kind == token.Weak {
		return words
	}
	return append(words, At{Pos: int32(place + t.Pos), Term: t.Text})
}

func (e *Entry) note(t token.Term) {
	surface := t.Surface
	switch t.Kind {
	case token.Code:
		surface = t.Text
	case token.Word:
	default:
		return
	}
	if e.Surfaces[t.Text] == nil {
		e.Surfaces[t.Text] = map[string]bool{}
	}
	e.Surfaces[t.Text][surface] = true
}
