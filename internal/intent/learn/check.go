package learn

import (
	"context"
	"slices"
)

// plan is how a set is checked: the examples are split into folds and some of the
// labels into groups, each left out once, and a model of that many nets is
// trained without them. Large sets are split less often, for time: they say as
// much. Of some hundred examples a single network says as much as two do (four
// sets of 500: .797 of all right with one, .794 with two), in half the time; of
// fewer, chance has too much of a say in it.
type plan struct{ folds, groups, nets int }

func (s *set) plan() plan {
	switch n := len(s.y); {
	case n > 3000:
		return plan{folds: 3, groups: 1, nets: 2}
	case n > 200:
		return plan{folds: 4, groups: 2, nets: 1}
	default:
		return plan{folds: 4, groups: 2, nets: 2}
	}
}

// hiddenShare is the part of the labels that a group leaves out.
const hiddenShare = 5 // a fifth

// check predicts examples that training was not shown, and labels that it was
// not shown; the trials say how sure it was of them.
func (s *set) check(ctx context.Context, report *Report) (trials []trial, err error) {
	plan := s.plan()
	report.begin(s, plan.folds)
	var inside, outside, labelled []trial
	for fold := range plan.folds {
		shown, kept := s.split(func(i int) bool { return s.fold[i]%plan.folds == fold })
		m, err := s.train(ctx, shown, plan.nets)
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
	for group := range plan.groups {
		shown, kept := s.split(func(i int) bool { return s.y[i] < len(s.labels) && s.y[i]%hiddenShare == group })
		if len(shown) == 0 || len(kept) == 0 {
			continue
		}
		m, err := s.train(ctx, shown, plan.nets)
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
