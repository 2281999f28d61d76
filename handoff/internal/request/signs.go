package request

import "math"

// Signs are what speaks for a request and against it: patterns, what the classifier
// makes of the whole and of the clause that is most like a request, and what stands
// beside.
type Signs struct {
	Pattern bool // there is the pattern of a request
	Refused bool // a pattern of a refusal
	Reach   bool // a pattern that asks how support is reached
	Bare    bool // the service is named, nothing else
	Hard    bool // a word of a request was used in another sense
	Things  bool // a question about goods or ways
	Negated bool // there is a negation
	Anchor  bool // there is a word without which hardly anybody asks for a person
	Chinese bool // there are Chinese characters

	// The classifier's view, 0…1 each.
	Whole   float64 // of all of it
	Clause  float64 // of the clause, or the whole, that is most like a request
	Refusal float64 // and of a refusal
	Problem float64 // and of something that is wrong
}

// Count is the number of signs that are weighed.
const Count = 18

// Asked is from where a message counts as a request.
const Asked = .5

// Weights weighs the signs, in the order of Values.
type Weights [Count]float64

// learned are the shipped weights, from what the classifier made of messages of
// writers it had not seen: handoff/train prints them with -writers. The first, by
// which all are raised, is .15 more than it found: a missed request costs most.
var learned = Weights{0.51, 0.45, 0.45, 0.13, 2.20, -2.74, -1.22, -1.52, -0.25, 0.41, 0.89, 0.03, -1.14, 0.97, -0.62, 0.44, 0.63, -1.49}

// Values gives the signs as numbers of about one size.
func (s *Signs) Values() [Count]float64 {
	flag := func(b bool) float64 {
		if b {
			return 1
		}
		return 0
	}
	whole, clause, refusal := logit(s.Whole), logit(s.Clause), logit(s.Refusal)
	refuses := max(refusal-clause, 0) / 5
	return [Count]float64{
		1, whole, clause, refusal / 5, flag(s.Pattern), flag(s.Refused), flag(s.Refused) * whole / 5, flag(s.Hard), flag(s.Things), flag(s.Negated),
		flag(s.Anchor), logit(s.Problem) / 5, flag(s.Reach), flag(s.Bare), flag(s.Chinese), flag(s.Hard && s.Pattern), refuses, flag(s.Negated) * refuses,
	}
}

// Sure is how sure it is, 0…1, that a person is asked for.
func (s *Signs) Sure() float64 { return s.Weighed(&learned) }

// Weighed is the same with other weights.
func (s *Signs) Weighed(w *Weights) float64 {
	sum := 0.
	for i, v := range s.Values() {
		sum += v * w[i]
	}
	return 1 / (1 + math.Exp(-sum))
}

// logit is the logarithm of the odds, bounded: what is nearly sure is no more than that.
func logit(p float64) float64 {
	p = max(1e-4, min(1-1e-4, p))
	return math.Log(p / (1 - p))
}
