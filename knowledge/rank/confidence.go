package rank

import "math"

// The logistic curve from a candidate's fit to the share of such candidates that
// were right, fitted on this project's own questions (750 about three made-up
// companies, and the answerable ones again without their article), as many right as
// wrong; fitted on two of the companies it is as good on the third. Fit of the whole article tells better
// than the best passage's, all the more with a strict view of length: an article
// that only mentions the words has a passage as good as the right one's.
const (
	confidenceSlope = 2.7
	confidenceTitle = 3.75
	confidenceShift = -2.6

	confidenceCover = 0.15
	confidenceFirm  = 2
	confidenceKey   = 0.3
)

// Confidence is the probability that a candidate, the best of its search, holds
// the answer.
func Confidence(c Candidate) float64 {
	fit := c.Article + confidenceCover*c.Cover + confidenceFirm*c.Firm + confidenceKey*c.Key
	return 1 / (1 + math.Exp(-(confidenceSlope*fit + confidenceTitle*c.Title + confidenceShift)))
}
