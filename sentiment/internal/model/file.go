package model

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"sync"

	"github.com/firstlinehq/firstline/sentiment/internal/feature"
)

//go:embed weights.bin
var shipped []byte

// Shipped returns the weights that come with the program. The file is part of
// the binary: one that cannot be read is a build error, and panics.
var Shipped = sync.OnceValue(func() *Model {
	m, err := Parse(shipped)
	if err != nil {
		panic("mood weights: " + err.Error() + " (train again, see sentiment/MODEL.md)")
	}
	return m
})

// header opens the file; all numbers in it are little endian. After it come the
// calibration, the dense weights and the scales as 32-bit floats, then the rows.
type header struct {
	Magic                                [8]byte
	Version, Rows, Dense, Outputs, Spare uint32
}

var magic = [8]byte{'F', 'L', 'M', 'O', 'O', 'D', '0', '1'}

func expected() header {
	return header{Magic: magic, Version: feature.Version, Rows: feature.Rows, Dense: uint32(feature.DenseCount), Outputs: Outputs}
}

// Parse reads a weights file. It keeps data and does not copy the rows.
func Parse(data []byte) (*Model, error) {
	r := bytes.NewReader(data)
	var h header
	if err := binary.Read(r, binary.LittleEndian, &h); err != nil {
		return nil, fmt.Errorf("read header: %w", err)
	}
	if h != expected() {
		return nil, fmt.Errorf("made for other features: header %+v, want %+v", h, expected())
	}
	m := &Model{}
	for _, part := range []any{&m.Calibration, &m.dense, &m.scale} {
		if err := binary.Read(r, binary.LittleEndian, part); err != nil {
			return nil, fmt.Errorf("read weights: %w", err)
		}
	}
	m.rows = data[len(data)-r.Len():]
	if len(m.rows) != feature.Rows*Outputs {
		return nil, errors.New("wrong length")
	}
	return m, nil
}

// Trained are weights as training leaves them.
type Trained struct {
	Calibration Calibration
	Dense       [feature.DenseCount][Outputs]float32
	// Rows holds feature.Rows × Outputs weights.
	Rows []float32
}

// clip is the share of the largest row weight that a byte's 127 stands for. A
// few huge weights would otherwise leave the many small ones no steps.
const clip = 0.6

// Quantise makes the model that a file holds from trained weights.
func (t *Trained) Quantise() *Model {
	m := &Model{Calibration: t.Calibration, dense: t.Dense, rows: make([]byte, len(t.Rows))}
	for o := range Outputs {
		var top float32
		for i := o; i < len(t.Rows); i += Outputs {
			top = max(top, abs(t.Rows[i]))
		}
		m.scale[o] = max(top*clip/127, 1e-6)
		for i := o; i < len(t.Rows); i += Outputs {
			q := math.Round(float64(t.Rows[i] / m.scale[o]))
			m.rows[i] = byte(int8(min(max(q, -127), 127)))
		}
	}
	return m
}

// Write writes the weights file.
func (m *Model) Write(w io.Writer) error {
	for _, part := range []any{expected(), m.Calibration, m.dense, m.scale, m.rows} {
		if err := binary.Write(w, binary.LittleEndian, part); err != nil {
			return fmt.Errorf("write weights: %w", err)
		}
	}
	return nil
}

func abs(x float32) float32 {
	if x < 0 {
		return -x
	}
	return x
}
