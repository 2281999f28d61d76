package learn

import (
	"cmp"
	"math"
	"slices"
)

// signals of a text: how sure the networks are of its label, and how much of it
// they know.
const (
	sigTop     = iota // log of the best label's probability
	sigEntropy        // of all probabilities, negated
	sigEnergy         // how much the text excites any label
	sigKnown          // part of the text seen in training
	sigOther          // log odds of the class of out-of-scope examples
	signalCount
)

// gate says from the signals how likely a prediction is right: 0…1.
type gate struct {
	Mean, Scale, Weight [signalCount]float64
	Bias                float64
	// Threshold from which a label is given.
	Threshold float64
}

func (g *gate) confidence(s [signalCount]float64) float64 {
	z := g.Bias
	for i, v := range s {
		z += g.Weight[i] * (v - g.Mean[i]) * g.Scale[i]
	}
	return 1 / (1 + math.Exp(-z))
}

// trial is a prediction of something that training was not shown.
type trial struct {
	signals [signalCount]float64
	right   bool // in scope, and the label is right
	outside bool // out of scope
	weight  float64
}

// fitGate fits the gate by logistic regression on weighted trials and chooses
// its threshold so that most of their weight is decided rightly.
func fitGate(trials []trial) gate {
	var g gate
	if len(trials) == 0 {
		return g
	}
	g.standardise(trials)
	g.descend(trials)
	g.Threshold = g.best(trials)
	return g
}

func (g *gate) standardise(trials []trial) {
	for i := range signalCount {
		var sum, square float64
		for _, t := range trials {
			sum += t.signals[i]
		}
		g.Mean[i] = sum / float64(len(trials))
		for _, t := range trials {
			d := t.signals[i] - g.Mean[i]
			square += d * d
		}
		if dev := math.Sqrt(square / float64(len(trials))); dev > 1e-9 {
			g.Scale[i] = 1 / dev
		}
	}
}

// descend minimises the weighted log loss, with a little pull towards zero, by
// gradient steps: five weights need nothing finer.
func (g *gate) descend(trials []trial) {
	const steps, speed, pull = 600, 1., 1e-3
	var total float64
	for _, t := range trials {
		total += t.weight
	}
	for range steps {
		var slope [signalCount]float64
		var bias float64
		for _, t := range trials {
			miss := g.confidence(t.signals)
			if t.right {
				miss--
			}
			miss *= t.weight / total
			bias += miss
			for i, v := range t.signals {
				slope[i] += miss * (v - g.Mean[i]) * g.Scale[i]
			}
		}
		g.Bias -= speed * bias
		for i := range g.Weight {
			g.Weight[i] -= speed * (slope[i] + pull*g.Weight[i])
		}
	}
}

// best is the threshold that decides most weight rightly: right labels given,
// what is out of scope held back. A wrong label in scope is wrong either way.
func (g *gate) best(trials []trial) float64 {
	type scored struct{ at, gain float64 } // gain of holding it back
	list := make([]scored, len(trials))
	for i, t := range trials {
		list[i].at = g.confidence(t.signals)
		switch {
		case t.right:
			list[i].gain = -t.weight
		case t.outside:
			list[i].gain = t.weight
		}
	}
	slices.SortStableFunc(list, func(a, b scored) int { return cmp.Compare(a.at, b.at) })
	threshold, sum, most := 0., 0., 0.
	for i, s := range list {
		sum += s.gain
		if sum > most && (i+1 == len(list) || list[i+1].at > s.at) {
			most, threshold = sum, s.at
			if i+1 < len(list) {
				threshold = (s.at + list[i+1].at) / 2
			}
		}
	}
	return threshold
}
