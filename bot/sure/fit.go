package sure

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Example is an answer that was judged.
type Example struct {
	Signs Signs
	Right bool
	// Weight is how much it counts, above 0.
	Weight float64
}

// How a model is fitted: gradient boosting of trees with four leaves, in a few
// runs that differ by what is drawn and are averaged. Set by cross-validation over
// libraries; bot/train/MODEL.md says what else was tried.
const (
	runs      = 3
	rounds    = 400
	rate      = 0.05 // of a tree's step that is taken
	ridge     = 5    // holds a leaf's step near zero, in examples
	leastLeaf = 5    // the weight of a leaf's examples, those in doubt counting most
	rowsDrawn = 0.7  // the share of examples that a tree sees
	signDrawn = 0.3  // the share of inputs that it may ask
	bins      = 24   // limits are tried between as many equal parts of the examples
)

// Fit finds a model under which the examples are likely. The same examples give
// the same model.
func Fit(set []Example) Model {
	f := newFitting(set)
	var m Model
	for run := range uint64(runs) {
		one := f.boost(rand.New(rand.NewPCG(run, 7)))
		m.Base += one.Base / runs
		for _, t := range one.Trees {
			for i := range t.Leaves {
				t.Leaves[i] /= runs
			}
			m.Trees = append(m.Trees, t)
		}
	}
	return m
}

// fitting is what does not change from tree to tree.
type fitting struct {
	x            [][inputs]float64
	want, weight []float64
	limits       [inputs][]float64
	bin          [][inputs]uint8 // of each example and input
}

func newFitting(set []Example) *fitting {
	f := &fitting{}
	for _, e := range set {
		f.x = append(f.x, e.Signs.vector())
		f.weight = append(f.weight, e.Weight)
		want := 0.0
		if e.Right {
			want = 1
		}
		f.want = append(f.want, want)
	}
	f.bin = make([][inputs]uint8, len(set))
	for k := range inputs {
		values := make([]float64, len(set))
		for i := range f.x {
			values[i] = f.x[i][k]
		}
		slices.Sort(values)
		for b := 1; b < bins; b++ {
			if v := values[b*len(values)/bins]; len(f.limits[k]) == 0 || v > f.limits[k][len(f.limits[k])-1] {
				f.limits[k] = append(f.limits[k], v)
			}
		}
		for i := range f.x {
			at, _ := slices.BinarySearch(f.limits[k], f.x[i][k])
			f.bin[i][k] = uint8(at)
		}
	}
	return f
}

// slope is how the likelihood of some examples changes with their sum: its first
// and, turned to be positive, its second derivative.
type slope struct{ first, second float64 }

func (s slope) minus(o slope) slope { return slope{s.first - o.first, s.second - o.second} }

// step is the best change of the sum, gain what it brings.
func (s slope) step() float64 { return rate * s.first / (s.second + ridge) }
func (s slope) gain() float64 { return s.first * s.first / (s.second + ridge) }

func (f *fitting) boost(draw *rand.Rand) Model {
	var right, all float64
	for i, w := range f.weight {
		right += w * f.want[i]
		all += w
	}
	m := Model{Base: math.Log(right / (all - right))}
	sums := make([]float64, len(f.x))
	slopes := make([]slope, len(f.x))
	for range rounds {
		var rows, asked []int
		for i := range f.x {
			p := 1 / (1 + math.Exp(-m.Base-sums[i]))
			slopes[i] = slope{f.weight[i] * (f.want[i] - p), f.weight[i] * p * (1 - p)}
			if draw.Float64() < rowsDrawn {
				rows = append(rows, i)
			}
		}
		for k := range inputs {
			if draw.Float64() < signDrawn && len(f.limits[k]) > 0 {
				asked = append(asked, k)
			}
		}
		t := f.grow(rows, asked, slopes)
		for i := range f.x {
			sums[i] += t.at(&f.x[i])
		}
		m.Trees = append(m.Trees, t)
	}
	return m
}

func (f *fitting) grow(rows, asked []int, slopes []slope) Tree {
	var t Tree
	first, low, high := f.split(rows, asked, slopes)
	t.First = first
	for half, part := range [][]int{low, high} {
		second, below, above := f.split(part, asked, slopes)
		if half == 0 {
			t.Low = second
		} else {
			t.High = second
		}
		t.Leaves[2*half], t.Leaves[2*half+1] = total(below, slopes).step(), total(above, slopes).step()
	}
	return t
}

// split parts rows where that brings most. Where nothing brings anything, all are
// below and above has the same step, so that the limit does not matter.
func (f *fitting) split(rows, asked []int, slopes []slope) (at Split, below, above []int) {
	all := total(rows, slopes)
	best, from := 1e-3, -1
	for _, k := range asked {
		var sums [bins + 1]slope
		for _, i := range rows {
			s := &sums[f.bin[i][k]]
			s.first, s.second = s.first+slopes[i].first, s.second+slopes[i].second
		}
		var left slope
		for b, limit := range f.limits[k] {
			left.first, left.second = left.first+sums[b].first, left.second+sums[b].second
			right := all.minus(left)
			if left.second < leastLeaf || right.second < leastLeaf {
				continue
			}
			if gain := left.gain() + right.gain() - all.gain(); gain > best {
				best, from, at = gain, b, Split{k, limit}
			}
		}
	}
	if from < 0 {
		return Split{}, rows, rows
	}
	for _, i := range rows {
		if int(f.bin[i][at.Input]) <= from {
			below = append(below, i)
		} else {
			above = append(above, i)
		}
	}
	return at, below, above
}

func total(rows []int, slopes []slope) (s slope) {
	for _, i := range rows {
		s.first, s.second = s.first+slopes[i].first, s.second+slopes[i].second
	}
	return s
}
