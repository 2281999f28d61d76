package rank

import "math"

// Confidence is the probability that a candidate, the best of its search, holds
// the answer.
func Confidence(c Candidate) float64 {
	return 1 / (1 + math.Exp(-(8*c.Score - 3)))
}
