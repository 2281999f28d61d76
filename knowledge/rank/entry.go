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

// Entry is an article as the index keeps it.
type Entry struct {
	// Length of the article and of all its passages, in terms.
	Length, PassageLength int32
	// Terms are the ids of its terms, ascending, and Postings what the index has of
	// each, still without the article's number.
	Terms    []int32
	Postings []posting.Article
	// Spellings are its words as written; terms that nobody can misspell (numbers,
	// Chinese characters) have none.
	Spellings []Spelling
	// Words are the words of each passage in order, for closeness.
	Words [][]posting.Word
}

// Spelling is a word as written that became a term.
type Spelling struct {
	Term          int32
	Text, Surface string // the term's text, and the word
}

// headGap separates headings from the text below them, so that no closeness is
// seen across.
const headGap = 50

// NewEntry takes an article apart for the index.
func NewEntry(title string, passages []Passage) Entry {
	b := builder{spelled: map[string]bool{}}
	for _, t := range token.Terms(title) {
		b.found(t, inTitle)
		b.entry.Length++
	}
	if len(passages) == 0 {
		passages = []Passage{{}} // an article of a title alone can be found by it
	}
	b.lengths = make([]int32, len(passages))
	for i, p := range passages {
		b.add(i, p)
	}
	b.gather()
	return b.entry
}

// builder collects an article's terms as numbers that sort by term, then by passage,
// then by field: counting them so costs a fraction of maps.
type builder struct {
	entry   Entry
	seen    []uint64
	lengths []int32 // of the passages
	spelled map[string]bool
}

// The fields of an occurrence, below the passage's ordinal and 1: the title is of no
// passage and comes first.
const (
	inTitle = 0
	inBody  = 0
	inHead  = 1
)

func place(ordinal, field int) uint64 { return uint64(ordinal+1)<<1 | uint64(field) }

// found notes a term at a place and gives its id.
func (b *builder) found(t token.Term, at uint64) int32 {
	id := posting.ID(t.Text)
	b.seen = append(b.seen, uint64(id)<<32|at)
	surface := t.Surface
	switch t.Kind {
	case token.Code:
		surface = t.Text
	case token.Word:
	default:
		return id
	}
	if !b.spelled[surface] {
		b.spelled[surface] = true
		b.entry.Spellings = append(b.entry.Spellings, Spelling{Term: id, Text: t.Text, Surface: surface})
	}
	return id
}

func (b *builder) add(ordinal int, p Passage) {
	var words []posting.Word
	at, length := 0, int32(0)
	for _, h := range p.Path {
		end := 0
		for _, t := range token.Terms(h) {
			words = word(words, t, at, b.found(t, place(ordinal, inHead)))
			length++
			end = t.Pos
		}
		at += end + headGap
	}
	terms := token.Terms(p.Text)
	words = slices.Grow(words, len(terms))
	for _, t := range terms {
		words = word(words, t, at, b.found(t, place(ordinal, inBody)))
	}
	length += int32(len(terms))
	slices.SortStableFunc(words, func(a, b posting.Word) int { return int(a.Pos - b.Pos) })
	b.lengths[ordinal] = length
	b.entry.Words = append(b.entry.Words, words)
	b.entry.Length += int32(len(terms))
	b.entry.PassageLength += length
}

// word keeps what closeness compares: pairs stand for their characters.
func word(words []posting.Word, t token.Term, at int, id int32) []posting.Word {
	if t.Kind == token.Char || t.Kind == token.Weak {
		return words
	}
	return append(words, posting.Word{Pos: int32(at + t.Pos), Term: id})
}

// gather counts the occurrences.
func (b *builder) gather() {
	slices.Sort(b.seen)
	var passages []posting.Passage
	for from := 0; from < len(b.seen); {
		id, title := int32(b.seen[from]>>32), int32(0)
		passages = passages[:0]
		for ; from < len(b.seen) && int32(b.seen[from]>>32) == id; from++ {
			at := b.seen[from] & (1<<32 - 1)
			if at == inTitle {
				title++
				continue
			}
			ordinal := int32(at>>1) - 1
			if n := len(passages); n == 0 || passages[n-1].Ordinal != ordinal {
				passages = append(passages, posting.Passage{Ordinal: ordinal, Length: b.lengths[ordinal]})
			}
			if last := &passages[len(passages)-1]; at&1 == inHead {
				last.Head++
			} else {
				last.Body++
			}
		}
		b.entry.Terms = append(b.entry.Terms, id)
		b.entry.Postings = append(b.entry.Postings, posting.NewArticle(0, b.entry.Length, title, passages))
	}
}
