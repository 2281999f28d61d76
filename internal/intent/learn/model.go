package learn

import (
	"cmp"
	"math"
	"slices"
)

// OutOfScope is the label of examples that fit none of the others.
const OutOfScope = "oos"

// Model is what training gives. It never changes and may be used by many at
// once.
type Model struct {
	labels []string // sorted; without OutOfScope
	other  bool     // the networks have one class more: out of scope
	voc    *vocabulary
	nets   []*packed
	gate   gate
}

// Guess is a label and how likely it is among the labels, 0…1.
type Guess struct {
	Label string  `json:"label"`
	Share float64 `json:"share"`
}

// Result is what a message seems to want.
type Result struct {
	// Label is the best one, or "" where none fits well enough.
	Label string `json:"label"`
	// Confidence that the best label is right, 0…1.
	Confidence float64 `json:"confidence"`
	// Guesses are the best labels, at most three, whatever the confidence.
	Guesses []Guess `json:"guesses"`
}

// Labels are the labels it knows, sorted, without OutOfScope.
func (m *Model) Labels() []string { return slices.Clone(m.labels) }

// Threshold is the confidence from which a label is given.
func (m *Model) Threshold() float64 { return m.gate.Threshold }

// Dense is the length of the embeddings that were joined in training; 0 = none.
func (m *Model) Dense() int { return m.voc.dense }

// Classify says what text wants. dense is its embedding, nil without one.
func (m *Model) Classify(text string, dense []float32) Result {
	share, s := m.predict(pieces(text), dense)
	var r Result
	r.Confidence = m.gate.confidence(s)
	order := make([]int, len(m.labels))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(share[b], share[a]) })
	for _, i := range order[:min(3, len(order))] {
		r.Guesses = append(r.Guesses, Guess{Label: m.labels[i], Share: float64(share[i])})
	}
	if r.Confidence >= m.gate.Threshold && s[sigKnown] > 0 {
		r.Label = r.Guesses[0].Label
	}
	return r
}

// predict gives the labels' shares, and the signals for the gate.
func (m *Model) predict(text [blocks][]piece, dense []float32) (share []float32, s [signalCount]float64) {
	x, known := m.voc.vector(text, dense)
	classes := m.nets[0].classes
	mean, z, hid := make([]float32, classes), make([]float32, classes), make([]float32, hiddenUnits)
	for _, n := range m.nets {
		n.scores(x, hid, z)
		s[sigEnergy] += softmax(z) / float64(len(m.nets))
		axpy(mean, 1/float32(len(m.nets)), z)
	}
	for _, p := range mean {
		s[sigEntropy] += float64(p) * math.Log(float64(p)+1e-12)
	}
	share = mean
	if m.other {
		share = mean[:classes-1]
		other := float64(mean[classes-1])
		s[sigOther] = -math.Log((other + 1e-6) / (1 - other + 1e-6))
	}
	s[sigTop] = math.Log(float64(slices.Max(share)) + 1e-12)
	s[sigKnown] = known
	return share, s
}
