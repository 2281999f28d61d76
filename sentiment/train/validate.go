package main

import (
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"sort"

	"github.com/firstlinehq/firstline/sentiment/internal/feature"
	"github.com/firstlinehq/firstline/sentiment/internal/model"
)

// balance scales the weights so that within each language the three moods
// weigh the same: the mix of a corpus says nothing about the mix in service.
func balance(set []example) {
	total := map[string]*[3]float32{"en": {}, "zh": {}, "mixed": {}}
	for i := range set {
		if t := total[set[i].lang]; t != nil {
			for m := range t {
				t[m] += set[i].target[m] * set[i].mood
			}
		}
	}
	for i := range set {
		t := total[set[i].lang]
		if t == nil {
			continue
		}
		mean := (t[0] + t[1] + t[2]) / 3
		for m := range t {
			if set[i].target[m] == 1 && t[m] > 0 {
				set[i].mood *= min(max(mean/t[m], 0.4), 2.5)
				break
			}
		}
	}
}

// balanceCauses scales the weights so that within each language the causes weigh
// the same: most messages of the corpus are about nothing of ours, and a head
// that learns that says so of everything.
func balanceCauses(set []example) {
	total := map[string]*[model.Outputs]float32{}
	for i := range set {
		t := total[set[i].lang]
		if t == nil {
			t = new([model.Outputs]float32)
			total[set[i].lang] = t
		}
		for c := model.CauseNone; c < model.Outputs; c++ {
			t[c] += set[i].target[c] * set[i].cause
		}
	}
	for i := range set {
		t := total[set[i].lang]
		var sum float32
		for c := model.CauseNone; c < model.Outputs; c++ {
			sum += t[c]
		}
		mean := sum / float32(model.Outputs-model.CauseNone)
		for c := model.CauseNone; c < model.Outputs; c++ {
			if set[i].target[c] == 1 && t[c] > 0 {
				set[i].cause *= min(max(mean/t[c], 0.3), 4)
			}
		}
	}
}

// doubtful is how sure a model that had not seen a line has to be of another
// cause than the line's for the line not to teach its cause.
const doubtful = 0.75

// forgetDoubtful takes the cause out of what such lines teach. The older lines
// of the corpus were labelled with the mood in mind, and their cause is often that
// of their neighbours.
func forgetDoubtful(own []example, held []prediction) {
	wrong := map[string]bool{}
	for _, h := range held {
		p := plain.Probabilities(h.scores)
		guess := top(p[model.CauseNone:])
		wrong[h.text] = p[model.CauseNone+guess] >= doubtful && h.target[model.CauseNone+guess] == 0
	}
	for i := range own {
		if own[i].mood != 0 && wrong[own[i].text] {
			own[i].cause = 0
		}
	}
}

// prediction is what a model that had not seen the example said of it.
type prediction struct {
	*example
	scores model.Scores
}

// crossValidate predicts the first own examples, each by a model trained on
// everything but its part. The part depends on the text alone.
func crossValidate(set []example, own, folds int) []prediction {
	var all []prediction
	for fold := range folds {
		var train []example
		var test []*example
		for i := range set {
			h := fnv.New32a()
			h.Write([]byte(set[i].text))
			held := int(h.Sum32()%uint32(folds)) == fold
			if held && (i < own || set[i].source == "vader_tweets") {
				test = append(test, &set[i])
			} else {
				train = append(train, set[i])
			}
		}
		m := fit(train).Quantise()
		for _, e := range test {
			all = append(all, prediction{e, m.Score(e.vector())})
		}
	}
	return all
}

func (e *example) vector() *feature.Vector {
	v := &feature.Vector{Rows: e.rows}
	for _, d := range e.dense {
		v.Dense[d.at] = d.value
	}
	return v
}

// calibrate fits scales and biases to the held-out predictions by going
// downhill on their cross entropy, one setting at a time.
func calibrate(held []prediction) model.Calibration {
	c := plain
	settings := []*float32{&c.MoodScale, &c.CauseScale, &c.AngerScale, &c.AngerBias, &c.UrgencyScale, &c.UrgencyBias}
	for _, step := range []float32{0.2, 0.05, 0.01} {
		for range 12 {
			for _, x := range settings {
				best, at := loss(held, &c), *x
				for _, try := range []float32{at - step, at + step} {
					if *x = try; loss(held, &c) < best {
						best, at = loss(held, &c), try
					}
				}
				*x = at
			}
		}
	}
	return c
}

func loss(held []prediction, c *model.Calibration) float64 {
	var sum float64
	for _, h := range held {
		if h.source != "own" {
			continue
		}
		p := c.Probabilities(h.scores)
		for o := range p {
			if h.weight(o) == 0 {
				continue
			}
			t := float64(h.target[o])
			sum -= t * math.Log(float64(p[o])+1e-9)
			if o == model.Anger || o == model.Urgency {
				sum -= (1 - t) * math.Log(1-float64(p[o])+1e-9)
			}
		}
	}
	return sum
}

// report prints the held-out figures by source and language.
func report(w io.Writer, held []prediction, c model.Calibration) {
	groups := map[string][]prediction{}
	for _, h := range held {
		groups[h.source+"/"+h.lang] = append(groups[h.source+"/"+h.lang], h)
	}
	names := make([]string, 0, len(groups))
	for name := range groups {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		g := groups[name]
		accuracy, f1 := moodFigures(g, &c)
		fmt.Fprintf(w, "%-16s n %5d  mood accuracy %.3f macro-F1 %.3f", name, len(g), accuracy, f1)
		if g[0].source == "own" {
			fmt.Fprintf(w, "  anger AUROC %.3f  urgency AUROC %.3f  cause accuracy %.3f",
				auroc(g, model.Anger), auroc(g, model.Urgency), causeAccuracy(g, &c))
		}
		fmt.Fprintln(w)
	}
}

func top(p []float32) int {
	best := 0
	for i := range p {
		if p[i] > p[best] {
			best = i
		}
	}
	return best
}

func moodFigures(held []prediction, c *model.Calibration) (accuracy, macroF1 float64) {
	var hit, said, is [3]float64
	n := 0.0
	for _, h := range held {
		if h.mood == 0 {
			continue
		}
		n++
		p := c.Probabilities(h.scores)
		guess, truth := top(p[:3]), top(h.target[:3])
		said[guess]++
		is[truth]++
		if guess == truth {
			hit[guess]++
		}
	}
	for m := range hit {
		accuracy += hit[m] / n
		macroF1 += 2 * hit[m] / max(said[m]+is[m], 1) / 3
	}
	return accuracy, macroF1
}

func causeAccuracy(held []prediction, c *model.Calibration) float64 {
	right := 0.0
	for _, h := range held {
		p := c.Probabilities(h.scores)
		if top(p[model.CauseNone:]) == top(h.target[model.CauseNone:]) {
			right++
		}
	}
	return right / float64(len(held))
}

// auroc is the chance that an example with the trait scores above one without.
func auroc(held []prediction, output int) float64 {
	sorted := append([]prediction(nil), held...)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].scores[output] < sorted[j].scores[output] })
	var without, pairs, with float64
	for _, h := range sorted {
		if h.weight(output) == 0 {
			continue
		}
		if h.target[output] >= 0.5 {
			pairs += without
			with++
		} else {
			without++
		}
	}
	return pairs / max(with*without, 1)
}
