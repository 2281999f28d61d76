package main

import (
	"math"
	"math/rand/v2"

	"github.com/firstlinehq/firstline/sentiment/internal/feature"
	"github.com/firstlinehq/firstline/sentiment/internal/model"
)

type trainedModel = model.Trained

// Settings of FTRL-Proximal (McMahan et al., "Ad Click Prediction: a View from
// the Trenches", 2013): a step size of its own for each weight, and a first
// norm that keeps rows without evidence at zero. Chosen on held-out parts of
// the corpus.
const (
	epochs     = 14
	rowAlpha   = 0.25
	rowBeta    = 1.0
	rowL1      = 0.02
	rowL2      = 0.6
	denseAlpha = 0.06
	denseL2    = 0.3
)

// ftrl is one block of weights and its state.
type ftrl struct {
	alpha, beta, l1, l2 float32
	z, n                []float32
}

func newFTRL(size int, alpha, beta, l1, l2 float32) *ftrl {
	return &ftrl{alpha: alpha, beta: beta, l1: l1, l2: l2, z: make([]float32, size), n: make([]float32, size)}
}

func (f *ftrl) weight(i int) float32 {
	z := f.z[i]
	if z <= f.l1 && z >= -f.l1 {
		return 0
	}
	if z > 0 {
		z -= f.l1
	} else {
		z += f.l1
	}
	return -z / ((f.beta+sqrt(f.n[i]))/f.alpha + f.l2)
}

func (f *ftrl) update(i int, w, g float32) {
	n := f.n[i] + g*g
	sigma := (sqrt(n) - sqrt(f.n[i])) / f.alpha
	f.z[i] += g - sigma*w
	f.n[i] = n
}

type learner struct {
	rows, dense *ftrl
}

// fit trains all heads on the examples.
func fit(set []example) *trainedModel {
	l := &learner{
		rows:  newFTRL(feature.Rows*model.Outputs, rowAlpha, rowBeta, rowL1, rowL2),
		dense: newFTRL(feature.DenseCount*model.Outputs, denseAlpha, 1, 0, denseL2),
	}
	var whole, causeOnly []*example
	for i := range set {
		if e := &set[i]; e.mood == 0 && e.anger == 0 && e.urge == 0 {
			causeOnly = append(causeOnly, e)
		} else {
			whole = append(whole, e)
		}
	}
	// Lines that teach only the cause have an order of their own: more of them
	// then leave the other heads as they are, to the last bit.
	moods, causes := newLesson(whole, 2), newLesson(causeOnly, 3)
	for range epochs {
		moods.teach(l)
		causes.teach(l)
	}
	return l.trained()
}

// lesson visits examples in an order that is drawn anew each time.
type lesson struct {
	set    []*example
	order  []int
	random *rand.Rand
}

func newLesson(set []*example, seed uint64) *lesson {
	random := rand.New(rand.NewPCG(1, seed))
	return &lesson{set: set, order: random.Perm(len(set)), random: random}
}

func (s *lesson) teach(l *learner) {
	s.random.Shuffle(len(s.order), func(i, j int) { s.order[i], s.order[j] = s.order[j], s.order[i] })
	for _, i := range s.order {
		l.learn(s.set[i])
	}
}

func (l *learner) learn(e *example) {
	g := gradient(l.score(e), e)
	for o, slope := range g {
		if slope == 0 {
			continue
		}
		for _, r := range e.rows {
			i := int(r)*model.Outputs + o
			l.rows.update(i, l.rows.weight(i), slope*e.norm)
		}
		for _, d := range e.dense {
			i := d.at*model.Outputs + o
			l.dense.update(i, l.dense.weight(i), slope*d.value)
		}
	}
}

func (l *learner) score(e *example) model.Scores {
	var s model.Scores
	for _, r := range e.rows {
		for o := range s {
			s[o] += l.rows.weight(int(r)*model.Outputs+o) * e.norm
		}
	}
	for _, d := range e.dense {
		for o := range s {
			s[o] += l.dense.weight(d.at*model.Outputs+o) * d.value
		}
	}
	return s
}

// plain is the calibration that changes nothing.
var plain = model.Calibration{MoodScale: 1, CauseScale: 1, AngerScale: 1, UrgencyScale: 1}

// gradient is that of the weighted cross entropy of each head.
func gradient(s model.Scores, e *example) model.Scores {
	p := plain.Probabilities(s)
	var g model.Scores
	for o := range g {
		g[o] = (p[o] - e.target[o]) * e.weight(o)
	}
	return g
}

// weight is what the example counts to the head of an output.
func (e *example) weight(output int) float32 {
	switch {
	case output == model.Anger:
		return e.anger
	case output == model.Urgency:
		return e.urge
	case output >= model.CauseNone:
		return e.cause
	}
	return e.mood
}

func (l *learner) trained() *trainedModel {
	t := &trainedModel{Rows: make([]float32, feature.Rows*model.Outputs)}
	for i := range t.Rows {
		t.Rows[i] = l.rows.weight(i)
	}
	for i := range t.Dense {
		for o := range model.Outputs {
			t.Dense[i][o] = l.dense.weight(i*model.Outputs + o)
		}
	}
	return t
}

func sqrt(x float32) float32 { return float32(math.Sqrt(float64(x))) }
