package main

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"strings"

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

func (u *utterance) features() []uint32 { return classifier.MessageFeatures(u.text) }

const (
	epochs = 25
	rate   = .1
	decay  = 2e-5 // L2, on touched weights only
)

// noisy copies of each utterance an epoch teach the pieces of misspelt words.
const noisyShare = .35

func fit(all []utterance) *classifier.Model {
	n := len(wording.Learned)
	w := make([]float64, classifier.Buckets*n)
	g := make([]float64, classifier.Buckets*n)
	bias, gb := make([]float64, n), make([]float64, n)
	rng := rand.New(rand.NewPCG(7, 11))
	clean := make([][]uint32, len(all))
	for i := range all {
		clean[i] = all[i].features()
	}
	weight := classWeights(all)
	for range epochs {
		for _, i := range rng.Perm(len(all)) {
			u := &all[i]
			f := clean[i]
			if rng.Float64() < noisyShare {
				f = classifier.MessageFeatures(noise(rng, u.text))
			}
			v := classifier.FeatureValue(len(f)) * spread
			for k := range n {
				if u.skips(k) {
					continue
				}
				sum := bias[k]
				for _, b := range f {
					sum += w[int(b)*n+k] * v
				}
				y, c := 0., 1.
				if u.label == wording.Learned[k] {
					y, c = 1, weight[k]
				}
				d := c * (1/(1+math.Exp(-sum)) - y)
				if math.Abs(d) < 1e-3 {
					continue
				}
				gb[k] += d * d
				bias[k] -= rate * d / math.Sqrt(gb[k]+1)
				for _, b := range f {
					at := int(b)*n + k
					grad := d*v + decay*w[at]
					g[at] += grad * grad
					w[at] -= rate * grad / math.Sqrt(g[at]+.01)
				}
			}
		}
	}
	return quantise(w, bias, n)
}

// spread makes the vectors long enough for weights of ordinary size.
const spread = 8

// classWeights makes up for labels with few utterances, in part.
func classWeights(all []utterance) []float64 {
	out := make([]float64, len(wording.Learned))
	for k, l := range wording.Learned {
		n := 0
		for _, u := range all {
			if u.label == l {
				n++
			}
		}
		out[k] = math.Min(4, math.Sqrt(float64(len(all))/float64(max(n, 1)))/1.5)
	}
	return out
}

func quantise(w, bias []float64, n int) *classifier.Model {
	m := &classifier.Model{Bias: make([]float32, n), Scale: make([]float32, n), Weights: make([]int8, len(w))}
	for k := range n {
		top := 1e-9
		for i := k; i < len(w); i += n {
			top = math.Max(top, math.Abs(w[i]))
		}
		m.Bias[k] = float32(bias[k])
		m.Scale[k] = float32(top / 127 * spread)
		for i := k; i < len(w); i += n {
			m.Weights[i] = int8(math.Round(w[i] / top * 127))
		}
	}
	return m
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
