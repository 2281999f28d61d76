package posting

import (
	"encoding/binary"
	"errors"
)

// BlockBits is the number of low bits of an article's number that a block covers.
const BlockBits = 10

// Block is the block that an article's entries are in.
func Block(number int32) int32 { return number >> BlockBits }

// Article is a term's occurrences in one article.
type Article struct {
	// Number is the article's number in the index.
	Number int32
	// Length of the article in terms.
	Length int32
	// Title is how often the term stands in the title.
	Title int32
	// Passages where it occurs in body or headings, ascending by ordinal.
	Passages []Passage
}

// Passage is a term's occurrences in one passage.
type Passage struct {
	Ordinal int32
	// Length of the passage in terms, headings included.
	Length int32
	// Body and Head are how often the term stands in the text and the headings.
	Body, Head int32
}

var errDamaged = errors.New("damaged postings")

// Append adds an article to a block's entries. Its number must be above last,
// the highest one in entries; -1 if entries is empty.
func Append(entries []byte, last int32, a Article) []byte {
	entries = binary.AppendUvarint(entries, uint64(a.Number-last))
	entries = binary.AppendUvarint(entries, uint64(a.Length))
	entries = binary.AppendUvarint(entries, uint64(a.Title))
	entries = binary.AppendUvarint(entries, uint64(len(a.Passages)))
	before := int32(-1)
	for _, p := range a.Passages {
		entries = binary.AppendUvarint(entries, uint64(p.Ordinal-before))
		entries = binary.AppendUvarint(entries, uint64(p.Length))
		entries = binary.AppendUvarint(entries, uint64(p.Body))
		entries = binary.AppendUvarint(entries, uint64(p.Head))
		before = p.Ordinal
	}
	return entries
}

// Encode packs articles that ascend by number.
func Encode(articles []Article) []byte {
	var out []byte
	last := int32(-1)
	for _, a := range articles {
		out = Append(out, last, a)
		last = a.Number
	}
	return out
}

// Decode adds a block's articles to into and returns it. Passages of all
// articles share one array, so a block costs two allocations, not a thousand.
func Decode(entries []byte, into []Article) ([]Article, error) {
	r := reader{buf: entries}
	passages := make([]Passage, 0, len(entries)/6+1)
	number := int32(-1)
	for len(r.buf) > 0 {
		number += r.next()
		a := Article{Number: number, Length: r.next(), Title: r.next()}
		n, start, ordinal := int(r.next()), len(passages), int32(-1)
		if r.bad || n > len(r.buf) {
			return into, errDamaged
		}
		for range n {
			ordinal += r.next()
			passages = append(passages, Passage{Ordinal: ordinal, Length: r.next(), Body: r.next(), Head: r.next()})
		}
		a.Passages = passages[start:len(passages):len(passages)]
		into = append(into, a)
	}
	if r.bad {
		return into, errDamaged
	}
	return into, nil
}

type reader struct {
	buf []byte
	bad bool
}

func (r *reader) next() int32 {
	if len(r.buf) > 0 && r.buf[0] < 0x80 { // nearly all of them
		v := int32(r.buf[0])
		r.buf = r.buf[1:]
		return v
	}
	v, n := binary.Uvarint(r.buf)
	if n <= 0 || v > 1<<31-1 {
		r.bad, r.buf = true, nil
		return 0
	}
	r.buf = r.buf[n:]
	return int32(v)
}

// Word is a term at a place of a passage.
type Word struct {
	Pos, Term int32
}

// EncodeWords packs a passage's words, which ascend by place.
func EncodeWords(words []Word) []byte {
	out := []byte{} // never nil: the column is not null
	last := int32(0)
	for _, w := range words {
		out = binary.AppendUvarint(out, uint64(w.Pos-last))
		out = binary.AppendUvarint(out, uint64(w.Term))
		last = w.Pos
	}
	return out
}

// DecodeWords unpacks a passage's words.
func DecodeWords(packed []byte) ([]Word, error) {
	r := reader{buf: packed}
	out := make([]Word, 0, len(packed)/3)
	pos := int32(0)
	for len(r.buf) > 0 {
		pos += r.next()
		out = append(out, Word{Pos: pos, Term: r.next()})
	}
	if r.bad {
		return nil, errDamaged
	}
	return out, nil
}
