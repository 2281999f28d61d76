package wording

import "math"

// Signs are what speaks for a request for a person and against it: patterns, what
// the classifier makes of the whole and of the clause that is most like a request, and
// what stands beside. None of them is believed alone; how much each weighs was learned
// from messages of writers whom the classifier did not know (handoff/train).
type Signs struct {
	found   Found   // the pattern of a request
	refused bool    // a pattern of a refusal
	reach   bool    // a pattern that asks how support is reached
	bare    bool    // the service is named, nothing else
	hard    bool    // a word of a request was used in another sense
	things  bool    // a question about goods or ways
	negated bool    // there is a negation
	anchor  bool    // there is a word without which hardly anybody asks for a person
	chinese bool    // there are Chinese characters
	whole   float64 // the classifier's view of all of it
	clause  float64 // of the clause, or the whole, that is most like a request
	refusal float64 // and of a refusal
	problem float64 // and of something that is wrong
}

// SignCount is the number of signs that are weighed.
const SignCount = 18

// asked is from where a message counts as a request.
const asked = .5

// Weights weighs the signs, in the order of Values.
type Weights [SignCount]float64

// learnedSigns are the shipped weights, from what the classifier made of messages of
// writers it had not seen: handoff/train prints them with -writers. The first, by
// which all are raised, is .15 more than it found: a missed request costs most.
var learnedSigns = Weights{0.51, 0.45, 0.45, 0.13, 2.20, -2.74, -1.22, -1.52, -0.25, 0.41, 0.89, 0.03, -1.14, 0.97, -0.62, 0.44, 0.63, -1.49}

// Values gives the signs as numbers of about one size.
func (s *Signs) Values() [SignCount]float64 {
	flag := func(b bool) float64 {
		if b {
			return 1
		}
		return 0
	}
	whole, clause, refusal := logit(s.whole), logit(s.clause), logit(s.refusal)
	pattern := s.found.Sure > 0
	refuses := max(refusal-clause, 0) / 5
	return [SignCount]float64{
		1, whole, clause, refusal / 5, flag(pattern), flag(s.refused), flag(s.refused) * whole / 5, flag(s.hard), flag(s.things), flag(s.negated),
		flag(s.anchor), logit(s.problem) / 5, flag(s.reach), flag(s.bare), flag(s.chinese), flag(s.hard && pattern), refuses, flag(s.negated) * refuses,
	}
}

// sure is how sure it is, 0…1, that a person is asked for.
func (s *Signs) sure() float64 { return s.Weighed(&learnedSigns) }

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
