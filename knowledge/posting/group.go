package posting

import (
	"encoding/binary"
	"slices"
)

// ID is a term's id: a hash of 31 bits. Two terms of a library of a hundred thousand
// share one about twice, and then find each other's articles.
func ID(term string) int32 {
	sum := uint64(14695981039346656037) // FNV-1a, inline: it runs for each word of an import
	for i := range len(term) {
		sum = (sum ^ uint64(term[i])) * 1099511628211
	}
	return int32((sum ^ sum>>32) & (1<<31 - 1))
}

// Parts is how many parts the terms of a block are divided into; the terms of one
// share a row. More parts make a publication write less and an import more.
const Parts = 4096

// Part is the part that a term is in.
func Part(id int32) int16 { return int16(id % Parts) }

// GroupLimit is the most bytes that a term's articles in a block may take in the row
// it shares. A term with more has a row of its own, and an empty entry here.
const GroupLimit = 256

// Entry is what a group holds of one term: the articles as [Encode] packed them, or
// nothing where the term has a row of its own.
type Entry struct {
	ID     int32
	Packed []byte
}

// EncodeGroup packs the terms that share a row, which ascend by id.
func EncodeGroup(entries []Entry) []byte {
	var out []byte
	last := int32(0)
	for _, e := range entries {
		out = binary.AppendUvarint(out, uint64(e.ID-last))
		out = binary.AppendUvarint(out, uint64(len(e.Packed)))
		out = append(out, e.Packed...)
		last = e.ID
	}
	return out
}

// DecodeGroup unpacks a row; the entries share its memory.
func DecodeGroup(packed []byte) ([]Entry, error) {
	var out []Entry
	r := reader{buf: packed}
	id := int32(0)
	for len(r.buf) > 0 {
		id += r.next()
		n := int(r.next())
		if r.bad || n > len(r.buf) {
			return nil, ErrDamaged
		}
		out = append(out, Entry{ID: id, Packed: r.buf[:n:n]})
		r.buf = r.buf[n:]
	}
	if r.bad {
		return nil, ErrDamaged
	}
	return out, nil
}

// FindInGroup gives the articles of one term in a row; nothing where the term has a
// row of its own or is in none of the articles.
func FindInGroup(packed []byte, id int32) ([]byte, error) {
	r := reader{buf: packed}
	at := int32(0)
	for len(r.buf) > 0 {
		at += r.next()
		n := int(r.next())
		switch {
		case r.bad || n > len(r.buf):
			return nil, ErrDamaged
		case at == id:
			return r.buf[:n:n], nil
		case at > id:
			return nil, nil
		}
		r.buf = r.buf[n:]
	}
	if r.bad {
		return nil, ErrDamaged
	}
	return nil, nil
}

// EncodeIDs packs ids that ascend.
func EncodeIDs(ids []int32) []byte {
	out := []byte{} // never nil: the column is not null
	last := int32(0)
	for _, id := range ids {
		out = binary.AppendUvarint(out, uint64(id-last))
		last = id
	}
	return out
}

// DecodeIDs unpacks ids.
func DecodeIDs(packed []byte) ([]int32, error) {
	var out []int32
	r := reader{buf: packed}
	id := int32(0)
	for len(r.buf) > 0 {
		id += r.next()
		out = append(out, id)
	}
	if r.bad || !slices.IsSorted(out) {
		return nil, ErrDamaged
	}
	return out, nil
}
