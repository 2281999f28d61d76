package main

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/firstlinehq/firstline/handoff/internal/classifier"
	"github.com/firstlinehq/firstline/handoff/internal/wording"
	"github.com/firstlinehq/firstline/internal/labelled"
)

type utterance struct {
	label wording.Label
	lang  string
	text  string
	// background marks text of a public set, which may well tell a problem.
	background bool
	// composed marks what was made of a frame; it may tell a problem as well.
	composed bool
	// writer is the development set that it is from, "" if none.
	writer string
}

func load(dir string) ([]utterance, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.*.txt"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no utterances in %s", dir)
	}
	var all []utterance
	for _, file := range files {
		parts := strings.Split(filepath.Base(file), ".")
		label, ok := labelOf(parts[0])
		if !ok {
			return nil, fmt.Errorf("%s: no such label", file)
		}
		err := labelled.Each(context.Background(), file, func(line []byte) error {
			all = append(all, utterance{label: label, lang: parts[1], text: string(line)})
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

const (
	epochs = 12
	rate   = .1
	decay  = 2e-5 // L2, on touched weights only
	// noisyShare of the visits to an utterance see a copy with slips of the fingers, of
	// which there are noisyCopies: they teach the pieces of misspelt words.
	noisyShare  = .35
	noisyCopies = 3
	// Weights are the mean of so many runs, each without keptOut of the utterances: one
	// run alone turns on which few of them stand at its edge.
	runs    = 4
	keptOut = .15
	// spread makes the vectors long enough for weights of ordinary size.
	spread = 8
)

// corpus is utterances with their features, which all labels and folds share.
type corpus struct {
	all   []utterance
	clean [][]uint32
	noisy [][noisyCopies][]uint32
}

func everything(int) bool { return true }

func prepare(all []utterance) *corpus {
	c := &corpus{all, make([][]uint32, len(all)), make([][noisyCopies][]uint32, len(all))}
	abreast(len(all), func(i int) {
		rng := rand.New(rand.NewPCG(7, uint64(i)))
		c.clean[i] = classifier.MessageFeatures(all[i].text)
		for k := range noisyCopies {
			c.noisy[i][k] = classifier.MessageFeatures(noise(rng, all[i].text))
		}
	})
	return c
}

// abreast does n things on all processors.
func abreast(n int, do func(int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
}

// fit trains on the utterances that keep names, by number.
func (c *corpus) fit(keep func(i int) bool) *classifier.Model {
	n := len(wording.Learned)
	m := &classifier.Model{Bias: make([]float32, n), Scale: make([]float32, n), Weights: make([]int8, classifier.Buckets*n)}
	abreast(n, func(k int) {
		var use []int
		for i := range c.all {
			if keep(i) && !c.all[i].skips(k) {
				use = append(use, i)
			}
		}
		w, bias := c.fitRuns(wording.Learned[k], use)
		quantise(m, k, w, bias)
	})
	return m
}

// fitRuns gives the mean of several runs.
func (c *corpus) fitRuns(label wording.Label, use []int) ([]float32, float64) {
	mean, bias := make([]float32, classifier.Buckets), 0.
	for run := range runs {
		rng := rand.New(rand.NewPCG(uint64(7+run), uint64(label)))
		part := make([]int, 0, len(use))
		for _, i := range use {
			if rng.Float64() >= keptOut {
				part = append(part, i)
			}
		}
		w, b := c.fitLabel(rng, label, part)
		for i, x := range w {
			mean[i] += x / runs
		}
		bias += b / runs
	}
	return mean, bias
}

// fitLabel is a logistic regression by AdaGrad.
func (c *corpus) fitLabel(rng *rand.Rand, label wording.Label, use []int) ([]float32, float64) {
	w, g := make([]float32, classifier.Buckets), make([]float32, classifier.Buckets)
	bias, gb := 0., 0.
	cost := c.costs(label, use)
	for range epochs {
		for _, at := range rng.Perm(len(use)) {
			i := use[at]
			f := c.clean[i]
			if rng.Float64() < noisyShare {
				f = c.noisy[i][rng.IntN(noisyCopies)]
			}
			v := classifier.FeatureValue(len(f)) * spread
			sum := 0.
			for _, b := range f {
				sum += float64(w[b])
			}
			y := 0.
			if c.all[i].label == label {
				y = 1
			}
			d := cost(i) * (1/(1+math.Exp(-bias-sum*v)) - y)
			if math.Abs(d) < 1e-3 {
				continue
			}
			gb += d * d
			bias -= rate * d / math.Sqrt(gb+1)
			for _, b := range f {
				grad := d*v + decay*float64(w[b])
				g[b] += float32(grad * grad)
				w[b] -= float32(rate * grad / math.Sqrt(float64(g[b])+.01))
			}
		}
	}
	return w, bias
}

// costs of an error on an utterance: they make up for labels with few, in part.
func (c *corpus) costs(label wording.Label, use []int) func(i int) float64 {
	n := 0
	for _, i := range use {
		if c.all[i].label == label {
			n++
		}
	}
	rare := math.Min(4, math.Sqrt(float64(len(use))/float64(max(n, 1)))/1.5)
	return func(i int) float64 {
		if c.all[i].label == label {
			return rare
		}
		return 1
	}
}

func quantise(m *classifier.Model, k int, w []float32, bias float64) {
	top := 1e-9
	for _, x := range w {
		top = math.Max(top, math.Abs(float64(x)))
	}
	m.Bias[k] = float32(bias)
	m.Scale[k] = float32(top / 127 * spread)
	for i, x := range w {
		m.Weights[i*len(m.Bias)+k] = int8(math.Round(float64(x) / top * 127))
	}
}

// noise makes one or two slips of the fingers: a swap, a loss, a repeat.
func noise(rng *rand.Rand, text string) string {
	r := []rune(text)
	for range 1 + rng.IntN(2) {
		if len(r) < 6 {
			break
		}
		i := 1 + rng.IntN(len(r)-2)
		switch rng.IntN(3) {
		case 0:
			r[i], r[i-1] = r[i-1], r[i]
		case 1:
			r = append(r[:i:i], r[i+1:]...)
		default:
			r = append(r[:i:i], append([]rune{r[i]}, r[i:]...)...)
		}
	}
	return string(r)
}
