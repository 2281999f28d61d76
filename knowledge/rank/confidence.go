package rank

import "math"

// The logistic curve from a candidate's fit to the share of such candidates that
// were right, fitted on this project's own questions to the demo shop (343 with
// and without an answer, and the answerable ones again without their article).
// Fit of the whole article tells better than the best passage's: an article that
// only mentions the words has a passage as good as the right one's.
const (
	confidenceSlope = 8.7
	confidenceShift = -2.5
	confidenceCover = 0.15
)

// Confidence is the probability that a candidate, the best of its search, holds
// the answer.
func Confidence(c Candidate) float64 {
	return 1 / (1 + math.Exp(-(confidenceSlope*(c.Article+confidenceCover*c.Cover) + confidenceShift)))
}
