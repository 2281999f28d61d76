package posting

import (
	"encoding/binary"
	"errors"
)

// Version names how rows are packed. A change of what Encode or EncodeWords
// writes must raise it: indexes are built anew then.
const Version = 2

// BlockBits is the number of low bits of an article's number that a block covers:
// 1,024 articles. Larger blocks are built and read faster, but a publication writes
// each of its terms' last blocks anew.
const BlockBits = 10

// Block is the block that an article's entries are in.
func Block(number int32) int32 { return number >> BlockBits }

// Article is a term's occurrences in one article. Its passages stay packed until
// somebody asks: most articles that a common word finds are never looked at.
type Article struct {
	// Number is the article's number in the index.
	Number int32
	// Length of the article in terms.
	Length int32
	// Title, Body and Head are how often the term stands in the title, the text
	// and the headings, each heading counted for every passage below it.
	Title, Body, Head int32
	packed            []byte
}

// Passage is a term's occurrences in one passage.
type Passage struct {
	Ordinal int32
	// Length of the passage in terms, headings included.
	Length int32
	// Body and Head are how often the term stands in the text and the headings.
	Body, Head int32
}

// ErrDamaged says that bytes are no packed row, or one of another [Version].
var ErrDamaged = errors.New("damaged postings")

// NewArticle packs passages, which ascend by ordinal.
func NewArticle(number, length, title int32, passages []Passage) Article {
	a := Article{Number: number, Length: length, Title: title}
	before := int32(-1)
	for _, p := range passages {
		a.Body += p.Body
		a.Head += p.Head
		for _, v := range []int32{p.Ordinal - before, p.Length, p.Body, p.Head} {
			a.packed = binary.AppendUvarint(a.packed, uint64(v))
		}
		before = p.Ordinal
	}
	return a
}

// Passages adds the passages where the term occurs in body or headings to into.
func (a Article) Passages(into []Passage) ([]Passage, error) {
	r := reader{buf: a.packed}
	ordinal := int32(-1)
	for len(r.buf) > 0 {
		ordinal += r.next()
		into = append(into, Passage{Ordinal: ordinal, Length: r.next(), Body: r.next(), Head: r.next()})
	}
	if r.bad {
		return into, ErrDamaged
	}
	return into, nil
}

// LeastArticle is how many bytes an article takes at least where its term stands in
// its text.
const LeastArticle = 10

// Encode packs articles that ascend by number.
func Encode(articles []Article) []byte {
	var out []byte
	last := int32(-1)
	for _, a := range articles {
		for _, v := range []int32{a.Number - last, a.Length, a.Title, a.Body, a.Head, int32(len(a.packed))} {
			out = binary.AppendUvarint(out, uint64(v))
		}
		out = append(out, a.packed...)
		last = a.Number
	}
	return out
}

// Decode adds a block's articles to into and returns it. They share the memory
// of entries.
func Decode(entries []byte, into []Article) ([]Article, error) {
	r := reader{buf: entries}
	number := int32(-1)
	for len(r.buf) > 0 {
		number += r.next()
		a := Article{Number: number, Length: r.next(), Title: r.next(), Body: r.next(), Head: r.next()}
		n := int(r.next())
		if r.bad || n > len(r.buf) {
			return into, ErrDamaged
		}
		a.packed, r.buf = r.buf[:n:n], r.buf[n:]
		into = append(into, a)
	}
	if r.bad {
		return into, ErrDamaged
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
