// Package model holds the shipped weights of the mood heads and computes with
// them: linear scores from a feature.Vector, and probabilities from scores.
//
// The sparse weights are bytes with one scale an output, so that a message
// touches one short row of the table for each of its n-grams. The table is
// read where go:embed put it and never copied.
package model

import (
	"math"

	"github.com/firstlinehq/firstline/sentiment/internal/feature"
)

// The outputs, in the order of the weights.
const (
	Negative = iota
	Neutral
	Positive
	Anger
	Urgency
	CauseNone
	CauseProduct
	CauseWait
	CauseBot
	CausePolicy
	Outputs
)

// Scores are linear scores or, after Probabilities, shares of the outputs.
type Scores [Outputs]float32

// Calibration turns scores into probabilities that mean what they say. It is
// fitted on predictions for held-out parts of the training text.
type Calibration struct {
	// MoodScale and CauseScale divide nothing but multiply the scores of the
	// two softmax heads: below 1 they make an overconfident head milder.
	MoodScale, CauseScale float32
	// MoodBias is added to the scores of negative, neutral and positive.
	MoodBias [3]float32
	// The logistic heads: probability = 1 / (1 + exp(-(scale·score + bias))).
	AngerScale, AngerBias     float32
	UrgencyScale, UrgencyBias float32
}

// Model is a set of weights. It is read-only and safe for concurrent use.
type Model struct {
	Calibration Calibration
	dense       [feature.DenseCount][Outputs]float32
	scale       [Outputs]float32
	rows        []byte // int8, Rows × Outputs
}

// Score computes the linear scores of a message.
func (m *Model) Score(v *feature.Vector) Scores {
	var sums [Outputs]int32
	for _, r := range v.Rows {
		w := m.rows[int(r)*Outputs : int(r)*Outputs+Outputs]
		for o := range sums {
			sums[o] += int32(int8(w[o]))
		}
	}
	var s Scores
	if n := len(v.Rows); n > 0 {
		norm := float32(1 / math.Sqrt(float64(n)))
		for o := range s {
			s[o] = float32(sums[o]) * m.scale[o] * norm
		}
	}
	for i, x := range v.Dense {
		if x == 0 {
			continue
		}
		w := &m.dense[i]
		for o := range s {
			s[o] += x * w[o]
		}
	}
	return s
}

// Probabilities turns linear scores into calibrated probabilities: one softmax
// over the three moods, one over the causes, and two logistic heads.
func (c *Calibration) Probabilities(s Scores) Scores {
	for i := range 3 {
		s[Negative+i] = s[Negative+i]*c.MoodScale + c.MoodBias[i]
	}
	for i := CauseNone; i < Outputs; i++ {
		s[i] *= c.CauseScale
	}
	Softmax(s[Negative : Positive+1])
	Softmax(s[CauseNone:Outputs])
	s[Anger] = Logistic(s[Anger]*c.AngerScale + c.AngerBias)
	s[Urgency] = Logistic(s[Urgency]*c.UrgencyScale + c.UrgencyBias)
	return s
}

// Softmax turns scores into shares of 1, in place.
func Softmax(s []float32) {
	top := s[0]
	for _, x := range s[1:] {
		top = max(top, x)
	}
	var sum float32
	for i, x := range s {
		s[i] = float32(math.Exp(float64(x - top)))
		sum += s[i]
	}
	for i := range s {
		s[i] /= sum
	}
}

// Logistic maps a score to (0, 1).
func Logistic(x float32) float32 { return float32(1 / (1 + math.Exp(-float64(x)))) }
