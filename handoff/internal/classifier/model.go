package classifier

import (
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

// Model is one logistic regression a label over hashed features: eight-bit
// weights with a scale a label, so that it ships as a small file.
type Model struct {
	Bias    []float32
	Scale   []float32
	Weights []int8 // [bucket][label]
}

const magic = "FLW1"

// WriteTo writes the model in the form that is shipped.
func (m *Model) WriteTo(w io.Writer) (int64, error) {
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return 0, err
	}
	for _, v := range []any{[]byte(magic), uint32(len(m.Bias)), m.Bias, m.Scale, m.Weights} {
		if err := binary.Write(z, binary.LittleEndian, v); err != nil {
			return 0, err
		}
	}
	return 0, z.Close()
}

// Read reads a model of so many labels in the form that is shipped.
func Read(r io.Reader, labels int) (*Model, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, fmt.Errorf("read wording model: %w", err)
	}
	var is [4]byte
	var n uint32
	if err := errors.Join(binary.Read(z, binary.LittleEndian, &is), binary.Read(z, binary.LittleEndian, &n)); err != nil {
		return nil, fmt.Errorf("read wording model: %w", err)
	}
	if string(is[:]) != magic || int(n) != labels {
		return nil, errors.New("wording model is of another version: train it again")
	}
	m := &Model{Bias: make([]float32, n), Scale: make([]float32, n), Weights: make([]int8, Buckets*int(n))}
	for _, v := range []any{m.Bias, m.Scale, m.Weights} {
		if err := binary.Read(z, binary.LittleEndian, v); err != nil {
			return nil, fmt.Errorf("read wording model: %w", err)
		}
	}
	return m, nil
}

// Score gives the probability of each label, in the order of the weights.
func (m *Model) Score(features []uint32) []float64 {
	n := len(m.Bias)
	sums := make([]int32, n)
	for _, f := range features {
		row := m.Weights[int(f)*n : int(f)*n+n]
		for k, w := range row {
			sums[k] += int32(w)
		}
	}
	out := make([]float64, n)
	norm := FeatureValue(len(features))
	for k := range out {
		out[k] = 1 / (1 + math.Exp(-(float64(m.Bias[k]) + float64(sums[k])*float64(m.Scale[k])*norm)))
	}
	return out
}

// FeatureValue is the value of each of n features: vectors have length one.
func FeatureValue(n int) float64 {
	if n == 0 {
		return 0
	}
	return 1 / math.Sqrt(float64(n))
}
