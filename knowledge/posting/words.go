package posting

import "encoding/binary"

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
		return nil, ErrDamaged
	}
	return out, nil
}
