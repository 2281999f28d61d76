package eval

import (
	"sort"

	"github.com/firstlinehq/firstline/sentiment"
)

// messageFigures predicts the most probable of the allowed classes and
// compares. F1 is averaged over the allowed classes.
func messageFigures(truth []int, shares [][3]float64, allowed [3]bool) *MessageFigures {
	var hit, said, is [3]int
	right := 0
	for i, t := range truth {
		guess := -1
		for class := range allowed {
			if allowed[class] && (guess < 0 || shares[i][class] > shares[i][guess]) {
				guess = class
			}
		}
		said[guess]++
		is[t]++
		if guess == t {
			hit[t]++
			right++
		}
	}
	f := &MessageFigures{N: len(truth), Accuracy: float64(right) / float64(len(truth))}
	for class := range allowed {
		if !allowed[class] {
			continue
		}
		f1 := f1(hit[class], said[class], is[class])
		f.MacroF1 += f1
		f.Classes = append(f.Classes, sentiment.Labels[class])
		if sentiment.Labels[class] == sentiment.Negative {
			f.NegativeF1 = f1
		}
	}
	f.MacroF1 /= float64(len(f.Classes))
	return f
}

// f1 is the harmonic mean of precision and recall, 0 where both are undefined.
func f1(hit, said, is int) float64 {
	if said+is == 0 {
		return 0
	}
	return 2 * float64(hit) / float64(said+is)
}

// judged is a score with the truth about it.
type judged struct {
	score    float64
	positive bool
}

// auroc is the chance that a random positive scores above a random negative,
// ties counting half; 0 where one of the two does not occur.
func auroc(all []judged) float64 {
	sort.Slice(all, func(i, j int) bool { return all[i].score < all[j].score })
	var below, positives, negatives, won float64
	for i := 0; i < len(all); {
		var p, n float64
		j := i
		for ; j < len(all) && all[j].score == all[i].score; j++ {
			if all[j].positive {
				p++
			} else {
				n++
			}
		}
		won += p * (below + n/2)
		below += n
		positives += p
		negatives += n
		i = j
	}
	if positives == 0 || negatives == 0 {
		return 0
	}
	return won / (positives * negatives)
}

// bestF1 is the F1 of "score at or above t" at the best t.
func bestF1(all []judged) float64 {
	sort.Slice(all, func(i, j int) bool { return all[i].score > all[j].score })
	total := 0
	for _, j := range all {
		if j.positive {
			total++
		}
	}
	best, hit := 0.0, 0
	for i, j := range all {
		if j.positive {
			hit++
		}
		if i+1 < len(all) && all[i+1].score == j.score {
			continue
		}
		best = max(best, f1(hit, i+1, total))
	}
	return best
}
