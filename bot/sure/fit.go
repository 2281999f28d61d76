package sure

import "math"

// Example is an answer that was judged.
type Example struct {
	Signs Signs
	Right bool
	// Weight is how much it counts, above 0.
	Weight float64
}

// How a model is fitted: steps of Newton's method, and how strongly weights are
// held near zero, the bias apart. Few examples and kindred signs need holding.
const (
	steps   = 30
	holding = 1.0
)

// Fit finds the model under which the examples are likeliest.
func Fit(set []Example) Model {
	var m Model
	for range steps {
		var gradient [inputs]float64
		var curve [inputs][inputs]float64
		for _, e := range set {
			x := e.Signs.vector()
			p := m.Probability(e.Signs)
			want := 0.0
			if e.Right {
				want = 1
			}
			for i := range inputs {
				gradient[i] += e.Weight * (want - p) * x[i]
				for j := range inputs {
					curve[i][j] += e.Weight * p * (1 - p) * x[i] * x[j]
				}
			}
		}
		for i := 1; i < inputs; i++ {
			gradient[i] -= holding * m[i]
			curve[i][i] += holding
		}
		curve[0][0] += 1e-6
		for i, d := range solve(curve, gradient) {
			m[i] += d
		}
	}
	return m
}

// solve gives x with a·x = b by Gauss's method with the largest pivot.
func solve(a [inputs][inputs]float64, b [inputs]float64) (x [inputs]float64) {
	for i := range inputs {
		best := i
		for r := i + 1; r < inputs; r++ {
			if math.Abs(a[r][i]) > math.Abs(a[best][i]) {
				best = r
			}
		}
		a[i], a[best], b[i], b[best] = a[best], a[i], b[best], b[i]
		for r := i + 1; r < inputs; r++ {
			f := a[r][i] / a[i][i]
			for c := i; c < inputs; c++ {
				a[r][c] -= f * a[i][c]
			}
			b[r] -= f * b[i]
		}
	}
	for i := inputs - 1; i >= 0; i-- {
		x[i] = b[i]
		for c := i + 1; c < inputs; c++ {
			x[i] -= a[i][c] * x[c]
		}
		x[i] /= a[i][i]
	}
	return x
}
