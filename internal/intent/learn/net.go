package learn

import (
	"math"
	"math/rand/v2"
)

// How the networks are trained. Chosen by cross-validation on the training
// parts of public sets: few hidden units with much of the input left out at
// random generalise best from a handful of examples a label.
const (
	hiddenUnits = 64
	inputDrop   = .5 // part of a text's features left out at a step
	hiddenDrop  = .3
	smoothing   = .05 // of the labels: examples are sometimes labelled wrongly
	spread      = .1  // of the first weights
)

// net has one hidden layer over sparse features. Weights stand feature by
// feature, so that a text touches few and whole rows.
type net struct {
	classes        int
	w1, b1, w2, b2 []float32
}

// sums are Adagrad's: the squared gradients so far, one a row.
type sums struct {
	w1, w2 []float32
	b1, b2 float32
}

// trainer is what one network needs while it learns.
type trainer struct {
	*net
	sum             sums
	rate            float32
	random          *rand.Rand
	kept            vector
	hid, back, grad []float32
}

// fit trains a network on texts x with labels y < classes.
func fit(x []vector, y []int, shape shape, seed uint64) *net {
	t := newTrainer(shape, seed)
	order := t.random.Perm(len(x))
	for range shape.epochs {
		t.random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			t.step(x[i], y[i])
		}
	}
	return t.net
}

// shape of a network, how often it sees each example and how far it steps.
type shape struct {
	features, classes, epochs int
	rate                      float32
}

func newTrainer(s shape, seed uint64) *trainer {
	n := &net{
		classes: s.classes,
		w1:      make([]float32, s.features*hiddenUnits), b1: make([]float32, hiddenUnits),
		w2: make([]float32, hiddenUnits*s.classes), b2: make([]float32, s.classes),
	}
	r := rand.New(rand.NewPCG(seed, 0x1f1e)) // the same examples must give the same model
	for i := range n.w1 {
		n.w1[i] = float32(r.NormFloat64() * spread)
	}
	for i := range n.w2 {
		n.w2[i] = float32(r.NormFloat64() * math.Sqrt(1./hiddenUnits))
	}
	return &trainer{
		net: n, sum: sums{w1: make([]float32, s.features), w2: make([]float32, hiddenUnits)}, random: r, rate: s.rate,
		hid: make([]float32, hiddenUnits), back: make([]float32, hiddenUnits), grad: make([]float32, s.classes),
	}
}

// step learns from one example.
func (t *trainer) step(x vector, label int) {
	t.forward(x)
	z := t.grad
	softmax(z)
	for k := range z {
		z[k] -= smoothing / float32(t.classes)
	}
	z[label] -= 1 - smoothing
	t.backward()
}

func (t *trainer) forward(x vector) {
	t.kept = t.kept[:0]
	for _, e := range x {
		if t.random.Float32() >= inputDrop {
			t.kept = append(t.kept, entry{e.feature, e.value / (1 - inputDrop)})
		}
	}
	copy(t.hid, t.b1)
	t.excite()
	copy(t.grad, t.b2)
	for k := range t.hid {
		if t.hid[k] <= 0 || t.random.Float32() < hiddenDrop {
			t.hid[k] = 0
			continue
		}
		t.hid[k] /= 1 - hiddenDrop
		axpy(t.grad, t.hid[k], t.w2[k*t.classes:][:t.classes])
	}
}

func (t *trainer) backward() {
	z := t.grad
	size := dot(z, z)
	var down float32
	for k, a := range t.hid {
		t.back[k] = 0
		if a == 0 {
			continue
		}
		row := t.w2[k*t.classes:][:t.classes]
		t.back[k] = dot(row, z) / (1 - hiddenDrop)
		down += t.back[k] * t.back[k] / hiddenUnits
		t.sum.w2[k] += size * a * a / float32(t.classes)
		axpy(row, -t.rate*a/(root(t.sum.w2[k])+1e-4), z)
	}
	t.sum.b2 += size / float32(t.classes)
	axpy(t.b2, -t.rate/(root(t.sum.b2)+1e-4), z)
	t.sum.b1 += down
	axpy(t.b1, -t.rate/(root(t.sum.b1)+1e-4), t.back)
	for i, e := range t.kept {
		t.sum.w1[e.feature] += down * e.value * e.value
		t.kept[i].value = -t.rate * e.value / (root(t.sum.w1[e.feature]) + 1e-5)
	}
	t.correct()
}

// rows is how many of a text's features are worked on at once. Nearly all of the
// time of training goes into the two loops below: a number of the hidden layer
// is read and written once for all of them, and each row passes the cache once.
const rows = 4

// row is the weights of a feature.
func (t *trainer) row(at int) (*[hiddenUnits]float32, float32) {
	e := t.kept[at]
	return (*[hiddenUnits]float32)(t.w1[int(e.feature)*hiddenUnits:]), e.value
}

// excite adds the rows of the text's features to the hidden layer, in their
// order.
func (t *trainer) excite() {
	h, at := (*[hiddenUnits]float32)(t.hid), 0
	for ; at+rows <= len(t.kept); at += rows {
		w0, v0 := t.row(at)
		w1, v1 := t.row(at + 1)
		w2, v2 := t.row(at + 2)
		w3, v3 := t.row(at + 3)
		for k := range h {
			h[k] = h[k] + v0*w0[k] + v1*w1[k] + v2*w2[k] + v3*w3[k]
		}
	}
	for ; at < len(t.kept); at++ {
		w, v := t.row(at)
		for k := range h {
			h[k] += v * w[k]
		}
	}
}

// correct moves those rows by what stands in kept times what came back.
func (t *trainer) correct() {
	b := (*[hiddenUnits]float32)(t.back)
	for at := range t.kept {
		w, v := t.row(at)
		for k := range w {
			w[k] += v * b[k]
		}
	}
}

func root(v float32) float32 { return float32(math.Sqrt(float64(v))) }

// axpy adds a times src to dst.
func axpy(dst []float32, a float32, src []float32) {
	src = src[:len(dst)]
	for len(dst) >= 4 {
		dst[0] += a * src[0]
		dst[1] += a * src[1]
		dst[2] += a * src[2]
		dst[3] += a * src[3]
		dst, src = dst[4:], src[4:]
	}
	for i := range dst {
		dst[i] += a * src[i]
	}
}

func dot(a, b []float32) (sum float32) {
	b = b[:len(a)]
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// softmax turns scores into probabilities and gives the log of their sum, which is
// high where a text excites any class at all.
func softmax(z []float32) (energy float64) {
	top := z[0]
	for _, v := range z {
		top = max(top, v)
	}
	var sum float32
	for i, v := range z {
		z[i] = float32(math.Exp(float64(v - top)))
		sum += z[i]
	}
	for i := range z {
		z[i] /= sum
	}
	return math.Log(float64(sum)) + float64(top)
}
