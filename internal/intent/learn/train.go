package learn

import (
	"cmp"
	"context"
	"hash/fnv"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/firstlinehq/firstline/internal/problem"
)

// Example is a labelled text.
type Example struct {
	Text  string
	Label string
	// Vector is its embedding; all examples have one of the same length, or
	// none has.
	Vector []float32
}

// members is how many networks a model has.
const members = 8

// Train makes a model of examples, and says how well it does on examples it was
// not shown. It needs two labels besides OutOfScope, and takes about a second
// for 500 examples. The order of examples does not matter.
func Train(ctx context.Context, examples []Example) (*Model, Report, error) {
	set, err := newSet(examples)
	if err != nil {
		return nil, Report{}, err
	}
	var report Report
	trials, err := set.check(ctx, &report)
	if err != nil {
		return nil, Report{}, err
	}
	m, err := set.train(ctx, set.everything(), members)
	if err != nil {
		return nil, Report{}, err
	}
	m.gate = fitGate(trials)
	report.finish(m.gate, trials)
	return m, report, nil
}

// set is a training set, read once.
type set struct {
	labels []string // sorted; OutOfScope, if there, is the last class and not in it
	other  bool
	text   [][blocks][]piece
	dense  [][]float32
	y      []int
	fold   []int // a number within the label, for splitting
}

func newSet(examples []Example) (*set, error) {
	list := slices.Clone(examples)
	// An order of their own: the same examples give the same model. By hash, so
	// that neighbours in the alphabet do not share a fold.
	slices.SortFunc(list, func(a, b Example) int {
		return cmp.Or(cmp.Compare(order(a), order(b)), strings.Compare(a.Text, b.Text), strings.Compare(a.Label, b.Label))
	})
	s := &set{}
	for _, e := range list {
		if e.Label == OutOfScope {
			s.other = true
		} else {
			s.labels = append(s.labels, e.Label)
		}
	}
	slices.Sort(s.labels)
	s.labels = slices.Compact(s.labels)
	if len(s.labels) < 2 {
		return nil, problem.New(problem.Invalid, "intents_too_few")
	}
	seen := make(map[int]int)
	for _, e := range list {
		class := len(s.labels)
		if e.Label != OutOfScope {
			class, _ = slices.BinarySearch(s.labels, e.Label)
		}
		if len(e.Vector) != len(list[0].Vector) {
			return nil, problem.New(problem.Invalid, "intent_vectors_differ")
		}
		s.y = append(s.y, class)
		s.text = append(s.text, pieces(e.Text))
		s.dense = append(s.dense, e.Vector)
		s.fold = append(s.fold, seen[class])
		seen[class]++
	}
	return s, nil
}

func order(e Example) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(e.Text))
	return h.Sum64()
}

func (s *set) everything() []int {
	all := make([]int, len(s.y))
	for i := range all {
		all[i] = i
	}
	return all
}

// pace is how often each example is seen and how far a step goes: a small set
// needs more rounds, and bears longer steps.
func pace(examples int) (epochs int, rate float32) {
	if examples < large {
		return 15, .06
	}
	return 12, .03
}

// train makes a model of the examples at, without a gate. Classes that have no
// example among them are never guessed.
func (s *set) train(ctx context.Context, at []int, nets int) (*Model, error) {
	texts := make([][blocks][]piece, len(at))
	for k, i := range at {
		texts[k] = s.text[i]
	}
	m := &Model{labels: s.labels, other: s.other, voc: newVocabulary(texts, len(s.dense[0])), nets: make([]*packed, nets)}
	x, y := make([]vector, len(at)), make([]int, len(at))
	for k, i := range at {
		x[k], _ = m.voc.vector(s.text[i], s.dense[i])
		y[k] = s.y[i]
	}
	shape := shape{features: m.voc.size(), classes: len(s.labels)}
	shape.epochs, shape.rate = pace(len(at))
	if s.other {
		shape.classes++
	}
	var wg sync.WaitGroup
	places := make(chan struct{}, runtime.GOMAXPROCS(0))
	for k := range nets {
		wg.Go(func() {
			places <- struct{}{}
			defer func() { <-places }()
			if ctx.Err() == nil {
				m.nets[k] = pack(fit(x, y, shape, uint64(k)+1))
			}
		})
	}
	wg.Wait()
	return m, ctx.Err()
}
