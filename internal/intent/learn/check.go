package learn

import (
	"context"
	"slices"
)

// folds the examples are split into, and groups the labels: each is left out
// once. Large sets are split less often, for time: they say as much.
func (s *set) folds() (folds, groups int) {
	if len(s.y) > 3000 {
		return 3, 1
	}
	return 4, 2
}

// hiddenShare is the part of the labels that a group leaves out.
const hiddenShare = 5 // a fifth

// check predicts examples that training was not shown, and labels that it was
// not shown; the trials say how sure it was of them.
func (s *set) check(ctx context.Context, report *Report) (trials []trial, err error) {
	folds, groups := s.folds()
	report.begin(s, folds)
	var inside, outside, labelled []trial
	for fold := range folds {
		shown, kept := s.split(func(i int) bool { return s.fold[i]%folds == fold })
		m, err := s.train(ctx, shown, checkers)
		if err != nil {
			return nil, err
		}
		for _, i := range kept {
			share, signals := m.predict(s.text[i], s.dense[i])
			best := argmax(share)
			t := trial{signals: signals, right: best == s.y[i]}
			if s.y[i] == len(s.labels) {
				t.outside = true
				labelled = append(labelled, t)
				continue
			}
			inside = append(inside, t)
			report.count(s.y[i], best)
		}
	}
	for group := range groups {
		shown, kept := s.split(func(i int) bool { return s.y[i] < len(s.labels) && s.y[i]%hiddenShare == group })
		if len(shown) == 0 || len(kept) == 0 {
			continue
		}
		m, err := s.train(ctx, shown, checkers)
		if err != nil {
			return nil, err
		}
		for _, i := range kept {
			_, signals := m.predict(s.text[i], s.dense[i])
			outside = append(outside, trial{signals: signals, outside: true})
		}
	}
	return weigh(inside, outside, labelled, s.strangers()), nil
}

func (s *set) split(keep func(i int) bool) (shown, kept []int) {
	for i := range s.y {
		if keep(i) {
			kept = append(kept, i)
		} else {
			shown = append(shown, i)
		}
	}
	return shown, kept
}

// strangers is the part of the traffic that is taken to be out of scope: two
// fifths, for a bot that begins with some hundred examples; less the more it
// has been taught, but not nothing where people labelled such messages.
func (s *set) strangers() float64 {
	const begin, most, least, leastLabelled = 1000., .4, .01, .02
	by := min(1, begin/float64(len(s.y)))
	if s.other {
		return max(leastLabelled, most*by*by)
	}
	return max(least, most*by*by)
}

// weigh gives each kind of trial its part of the traffic, however many there
// are of it. What people labelled as out of scope counts as much as the labels
// that were hidden.
func weigh(inside, outside, labelled []trial, strangers float64) []trial {
	each := func(list []trial, weight float64) []trial {
		for i := range list {
			list[i].weight = weight / float64(len(list))
		}
		return list
	}
	kinds := 0
	for _, list := range [][]trial{outside, labelled} {
		if len(list) > 0 {
			kinds++
		}
	}
	if kinds > 0 {
		strangers /= float64(kinds)
	}
	return slices.Concat(each(inside, 1-strangers*float64(kinds)), each(outside, strangers), each(labelled, strangers))
}

func argmax(z []float32) (best int) {
	for i, v := range z {
		if v > z[best] {
			best = i
		}
	}
	return best
}
