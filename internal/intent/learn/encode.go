package learn

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
)

// format of stored models. One of another format is trained again.
const format = "firstline-intents-1\n"

// ErrFormat: the bytes are no model, or one of another version of this package.
var ErrFormat = errors.New("not an intent model of this format")

// header is the part of a stored model that is no array.
type header struct {
	Labels []string `json:"labels"`
	Other  bool     `json:"other"`
	Gate   gate     `json:"gate"`
	Pieces int      `json:"pieces"`
	Dense  int      `json:"dense"`
	Nets   int      `json:"nets"`
}

// Encode gives the model as bytes, about 350 for each feature.
func (m *Model) Encode() []byte {
	head, err := json.Marshal(header{
		Labels: m.labels, Other: m.other, Gate: m.gate, Pieces: len(m.voc.piece), Dense: m.voc.dense, Nets: len(m.nets),
	})
	if err != nil {
		panic(err) // strings and finite numbers
	}
	out := append([]byte(format), binary.LittleEndian.AppendUint32(nil, uint32(len(head)))...)
	out = append(out, head...)
	for _, p := range m.voc.piece {
		out = binary.LittleEndian.AppendUint32(out, uint32(p))
	}
	out = appendFloats(out, m.voc.idf)
	for _, n := range m.nets {
		for _, w := range n.w1 {
			out = append(out, byte(w))
		}
		for _, list := range [][]float32{n.scale, n.b1, n.w2, n.b2} {
			out = appendFloats(out, list)
		}
	}
	return out
}

func appendFloats(out []byte, list []float32) []byte {
	for _, v := range list {
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(v))
	}
	return out
}

// Decode reads what Encode gave. It fails with ErrFormat.
func Decode(raw []byte) (*Model, error) {
	rest, ok := bytes.CutPrefix(raw, []byte(format))
	if !ok || len(rest) < 4 {
		return nil, ErrFormat
	}
	n := int(binary.LittleEndian.Uint32(rest))
	if rest = rest[4:]; n > len(rest) {
		return nil, ErrFormat
	}
	var h header
	if err := json.Unmarshal(rest[:n], &h); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	if h.size() != len(rest)-n {
		return nil, ErrFormat
	}
	return h.read(&reader{rest[n:]}), nil
}

func (h *header) classes() int {
	if h.Other {
		return len(h.Labels) + 1
	}
	return len(h.Labels)
}

// size is how many bytes follow the header; -1 if the header makes no sense.
func (h *header) size() int {
	const most = 1 << 28
	if len(h.Labels) < 2 || h.Pieces < 0 || h.Dense < 0 || h.Nets < 1 || h.Pieces+h.Dense > most || h.Nets > 64 {
		return -1
	}
	features, classes := h.Pieces+h.Dense, h.classes()
	return 8*h.Pieces + h.Nets*(features*(hiddenUnits+4)+4*(hiddenUnits+hiddenUnits*classes+classes))
}

func (h *header) read(r *reader) *Model {
	m := &Model{labels: h.Labels, other: h.Other, gate: h.Gate, voc: &vocabulary{dense: h.Dense, piece: make([]piece, h.Pieces)}}
	for i := range m.voc.piece {
		m.voc.piece[i] = piece(r.word())
	}
	m.voc.idf = r.floats(h.Pieces)
	m.voc.reindex()
	features, classes := h.Pieces+h.Dense, h.classes()
	for range h.Nets {
		n := &packed{classes: classes, w1: make([]int8, features*hiddenUnits)}
		for i, b := range r.take(len(n.w1)) {
			n.w1[i] = int8(b)
		}
		n.scale, n.b1 = r.floats(features), r.floats(hiddenUnits)
		n.w2, n.b2 = r.floats(hiddenUnits*classes), r.floats(classes)
		m.nets = append(m.nets, n)
	}
	return m
}

// reader reads arrays of a length that was checked before.
type reader struct{ rest []byte }

func (r *reader) take(n int) []byte {
	out := r.rest[:n]
	r.rest = r.rest[n:]
	return out
}

func (r *reader) word() uint32 { return binary.LittleEndian.Uint32(r.take(4)) }

func (r *reader) floats(n int) []float32 {
	out := make([]float32, n)
	for i := range out {
		out[i] = math.Float32frombits(r.word())
	}
	return out
}
