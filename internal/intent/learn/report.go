package learn

import (
	"cmp"
	"slices"
)

// Report says how well training does on what it was not shown.
type Report struct {
	Examples int `json:"examples"`
	Labels   int `json:"labels"`
	// Folds is into how many parts the examples were split; each was predicted
	// by a model of the others.
	Folds int `json:"folds"`
	// Accuracy is the part of the examples whose label was guessed, 0…1, whatever
	// the confidence.
	Accuracy float64 `json:"accuracy"`
	// Kept is the part of the examples that got their label in the end; Caught
	// the part of what is out of scope that got none. Both 0…1.
	Kept   float64 `json:"kept"`
	Caught float64 `json:"caught"`
	// Threshold of the confidence, 0…1.
	Threshold  float64       `json:"threshold"`
	PerLabel   []LabelReport `json:"per_label"`
	Confusions []Confusion   `json:"confusions"`

	names  []string
	counts map[[2]int]int
}

// LabelReport is how one label does.
type LabelReport struct {
	Label     string  `json:"label"`
	Examples  int     `json:"examples"`
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
}

// Confusion is how often one label was taken for another.
type Confusion struct {
	Label string `json:"label"`
	Taken string `json:"taken_for"`
	Count int    `json:"count"`
}

// mostConfusions are listed.
const mostConfusions = 50

func (r *Report) begin(s *set, folds int) {
	r.Examples, r.Labels, r.Folds = len(s.y), len(s.labels), folds
	r.names, r.counts = s.labels, make(map[[2]int]int)
}

func (r *Report) count(label, guess int) { r.counts[[2]int{label, guess}]++ }

// finish turns counts into figures.
func (r *Report) finish(g gate, trials []trial) {
	r.Threshold = g.Threshold
	n, right := make([]int, len(r.names)), make([]int, len(r.names))
	guessed := make([]int, len(r.names))
	all, hits := 0, 0
	for pair, count := range r.counts {
		all += count
		n[pair[0]] += count
		guessed[pair[1]] += count
		if pair[0] == pair[1] {
			hits += count
			right[pair[0]] = count
			continue
		}
		r.Confusions = append(r.Confusions, Confusion{Label: r.names[pair[0]], Taken: r.names[pair[1]], Count: count})
	}
	r.Accuracy = part(hits, all)
	for i, name := range r.names {
		r.PerLabel = append(r.PerLabel, LabelReport{Label: name, Examples: n[i], Precision: part(right[i], guessed[i]), Recall: part(right[i], n[i])})
	}
	slices.SortFunc(r.Confusions, func(a, b Confusion) int {
		return cmp.Or(b.Count-a.Count, cmp.Compare(a.Label, b.Label), cmp.Compare(a.Taken, b.Taken))
	})
	r.Confusions = slices.Clip(r.Confusions[:min(mostConfusions, len(r.Confusions))])
	r.gateFigures(g, trials, all)
}

// gateFigures reads what the gate does to the trials; the first inside of them
// are examples, the others out of scope.
func (r *Report) gateFigures(g gate, trials []trial, inside int) {
	kept, caught := 0, 0
	for i, t := range trials {
		given := g.confidence(t.signals) >= g.Threshold
		switch {
		case i < inside && given && t.right:
			kept++
		case i >= inside && !given:
			caught++
		}
	}
	r.Kept, r.Caught = part(kept, inside), part(caught, len(trials)-inside)
}

func part(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}
