package rank

import "slices"

// densePart is what the closest article in meaning gains, against the ideal
// score by words. Words that a question shares with an article are surer than a
// likeness, so it moves what they leave close together and finds what they miss.
const densePart = 0.3

// Meaning turns similarities, whose range differs from model to model, into
// gains: the closest passage of a search gains densePart and the last one nothing.
type Meaning struct{ high, low float64 }

// NewMeaning takes the highest and the lowest similarity of a search.
func NewMeaning(high, low float64) Meaning { return Meaning{high: high, low: low} }

// Add gives a candidate the gain of one of its passages. Only its closest one
// counts, so call it for the closest first.
func (m Meaning) Add(c *Candidate, ordinal int32, similarity float64) {
	if c.Dense != 0 {
		return
	}
	c.Dense = similarity
	gain := 1.0
	if m.high > m.low {
		gain = (similarity - m.low) / (m.high - m.low)
	}
	gain *= densePart
	if c.Foreign {
		gain *= foreignWorth
	}
	c.Score += gain
	if slices.ContainsFunc(c.Passages, func(p Scored) bool { return p.Ordinal == ordinal }) {
		return
	}
	// The passage that fits by words stays first; a candidate without one has this.
	c.Passages = append(c.Passages[:min(len(c.Passages), maxPassages-1)], Scored{Ordinal: ordinal})
}
