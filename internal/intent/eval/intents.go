package eval

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/firstlinehq/firstline/internal/intent/learn"
)

// Embed gives texts as vectors, one each.
type Embed func(ctx context.Context, texts []string) ([][]float32, error)

// Options of a measurement.
type Options struct {
	// Embed joins an endpoint's vectors; nil uses words alone.
	Embed Embed
	// Progress is told what is being done; nil says nothing.
	Progress func(format string, args ...any)
}

// Report is what was measured on the test file. Shares are 0…1.
type Report struct {
	N int `json:"n"`
	// InScopeAccuracy is of the items with a label of their own; one that got no
	// label counts as wrong.
	InScopeAccuracy float64 `json:"in_scope_accuracy"`
	OOSRecall       float64 `json:"oos_recall"`
	OOSPrecision    float64 `json:"oos_precision"`
	// OOSAUROC is of the confidence, for items in scope against those out of it.
	OOSAUROC        float64 `json:"oos_auroc"`
	OverallAccuracy float64 `json:"overall_accuracy"`
	MacroF1         float64 `json:"macro_f1"`
	TrainMillis     int64   `json:"train_ms"`
	ClassifyMicros  float64 `json:"classify_us"`
	// Training is what training said of itself, without the test file.
	Training learn.Report `json:"training"`
}

// Intents trains on dir's train file and measures on its test file.
func Intents(ctx context.Context, dir string, o Options) (Report, error) {
	if o.Progress == nil {
		o.Progress = func(string, ...any) {}
	}
	train, err := read(ctx, dir, "train")
	if err != nil {
		return Report{}, err
	}
	test, err := read(ctx, dir, "test")
	if err != nil {
		return Report{}, err
	}
	o.Progress("training on %d examples", len(train))
	begun := time.Now()
	examples := make([]learn.Example, len(train))
	vectors, err := o.vectors(ctx, train)
	if err != nil {
		return Report{}, err
	}
	for i, it := range train {
		examples[i] = learn.Example{Text: *it.Text, Label: it.Label, Vector: vectors[i]}
	}
	model, report, err := learn.Train(ctx, examples)
	if err != nil {
		return Report{}, fmt.Errorf("train: %w", err)
	}
	m := meter{report: Report{N: len(test), TrainMillis: time.Since(begun).Milliseconds(), Training: report}, pairs: map[[2]string]int{}}
	o.Progress("classifying %d messages", len(test))
	if vectors, err = o.vectors(ctx, test); err != nil {
		return Report{}, err
	}
	for i, it := range test {
		m.add(model, it, vectors[i])
	}
	return m.finish(), nil
}

// batch is how many texts an endpoint is asked about at once.
const batch = 128

func (o Options) vectors(ctx context.Context, items []item) ([][]float32, error) {
	out := make([][]float32, 0, len(items))
	if o.Embed == nil {
		return make([][]float32, len(items)), nil
	}
	for part := range slices.Chunk(items, batch) {
		texts := make([]string, len(part))
		for i, it := range part {
			texts[i] = *it.Text
		}
		got, err := o.Embed(ctx, texts)
		if err != nil {
			return nil, fmt.Errorf("embed: %w", err)
		}
		if len(got) != len(part) {
			return nil, fmt.Errorf("embed: %d vectors for %d texts", len(got), len(part))
		}
		out = append(out, got...)
	}
	return out, nil
}

type meter struct {
	report          Report
	pairs           map[[2]string]int // label and what was given
	inside, outside []float64         // confidences
	took            []time.Duration
}

func (m *meter) add(model *learn.Model, it item, vector []float32) {
	begun := time.Now()
	r := model.Classify(*it.Text, vector)
	m.took = append(m.took, time.Since(begun))
	m.pairs[[2]string{it.Label, cmp.Or(r.Label, learn.OutOfScope)}]++
	if it.Label == learn.OutOfScope {
		m.outside = append(m.outside, r.Confidence)
	} else {
		m.inside = append(m.inside, r.Confidence)
	}
}

func (m *meter) finish() Report {
	r := &m.report
	have, given, right := map[string]int{}, map[string]int{}, map[string]int{}
	hits := 0
	for pair, n := range m.pairs {
		have[pair[0]] += n
		given[pair[1]] += n
		if pair[0] == pair[1] {
			right[pair[0]] = n
			hits += n
		}
	}
	r.OverallAccuracy = part(hits, r.N)
	r.InScopeAccuracy = part(hits-right[learn.OutOfScope], len(m.inside))
	r.OOSRecall = part(right[learn.OutOfScope], len(m.outside))
	r.OOSPrecision = part(right[learn.OutOfScope], given[learn.OutOfScope])
	r.OOSAUROC = auroc(m.inside, m.outside)
	for label, n := range have {
		r.MacroF1 += 2 * float64(right[label]) / float64(n+given[label]) / float64(len(have))
	}
	slices.Sort(m.took)
	r.ClassifyMicros = float64(m.took[len(m.took)/2].Nanoseconds()) / 1000
	return *r
}

func part(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// auroc is the chance that one of the first is above one of the second, ties
// counted half; 0 where either is empty.
func auroc(above, below []float64) float64 {
	if len(above) == 0 || len(below) == 0 {
		return 0
	}
	slices.Sort(below)
	var sum float64
	for _, v := range above {
		first, _ := slices.BinarySearch(below, v)
		after := first
		for after < len(below) && below[after] == v {
			after++
		}
		sum += float64(first) + float64(after-first)/2
	}
	return sum / float64(len(above)) / float64(len(below))
}
