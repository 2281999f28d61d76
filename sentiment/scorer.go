package sentiment

import (
	"sync"

	"github.com/firstlinehq/firstline/sentiment/internal/feature"
	"github.com/firstlinehq/firstline/sentiment/internal/model"
)

// Label is the mood of a message in one word.
type Label string

// The labels. They are stored and shown: do not rename.
const (
	Negative Label = "negative"
	Neutral  Label = "neutral"
	Positive Label = "positive"
)

// Labels are all labels, in the order of [Score.Shares].
var Labels = [3]Label{Negative, Neutral, Positive}

// Cause is what a message's feeling is about.
type Cause string

// The causes. They are stored and shown: do not rename.
const (
	CauseNone    Cause = "none"    // about nothing of ours, or it cannot be told
	CauseProduct Cause = "product" // a thing that is broken, missing, wrong or good
	CauseWait    Cause = "wait"    // time: delivery, refund, answer, queue
	CauseBot     Cause = "bot"     // the assistant itself
	CausePolicy  Cause = "policy"  // fees, terms, prices, privacy
)

var causes = [5]Cause{CauseNone, CauseProduct, CauseWait, CauseBot, CausePolicy}

// Score is what one message says about how its writer feels.
type Score struct {
	// Valence is how good the writer feels, in [-1, 1]: the probability of
	// positive less that of negative.
	Valence float64
	// Anger is the probability that the writer attacks us, in [0, 1]. A calm
	// report of a problem has little of it, an insult much.
	Anger float64
	// Urgency is the probability that an answer is needed at once, in [0, 1].
	Urgency float64
	// Cause is what it is about, by the most probable one.
	Cause Cause
	// Label is the most probable of the three moods.
	Label Label
	// Confidence is the calibrated probability that Label is right, in [0, 1].
	Confidence float64
	// Shares are the probabilities of Labels, in their order; they add up to 1.
	Shares [3]float64
}

// Where the scorer is unsure: about as likely angry as not, which decides what
// happens to the visitor, or with no label that stands out from the three.
const (
	unsureAngerFrom = 0.35
	unsureAngerTo   = 0.65
	unsureLabel     = 0.4
)

// Unsure reports whether a second opinion is worth its cost. A score of nothing
// to read is not unsure: nobody could tell more.
func (s Score) Unsure() bool {
	return s.Anger >= unsureAngerFrom && s.Anger < unsureAngerTo || s.Confidence < unsureLabel && s.Confidence != wordless
}

// wordless is the confidence in a text without a word.
const wordless = 0.34

// Scorer scores messages with the weights that come with the program. It is
// safe for concurrent use; one is enough for a process.
type Scorer struct {
	model   *model.Model
	readers sync.Pool // of *feature.Reader
}

// NewScorer makes a scorer with the shipped weights.
func NewScorer() *Scorer {
	return &Scorer{
		model:   model.Shipped(),
		readers: sync.Pool{New: func() any { return new(feature.Reader) }},
	}
}

// Score reads a message. Any text is accepted; one without a word in it is
// neutral with little confidence. Of a very long text the beginning and the end
// are read.
func (s *Scorer) Score(text string) Score {
	r := s.readers.Get().(*feature.Reader)
	v := r.Read(text)
	p := s.model.Calibration.Probabilities(s.model.Score(v))
	tokens := v.Tokens
	s.readers.Put(r)
	if tokens == 0 {
		return Score{Label: Neutral, Cause: CauseNone, Confidence: wordless, Shares: [3]float64{0.33, 0.34, 0.33}}
	}
	return newScore(p)
}

func newScore(p model.Scores) Score {
	score := Score{
		Valence: float64(p[model.Positive] - p[model.Negative]),
		Anger:   float64(p[model.Anger]),
		Urgency: float64(p[model.Urgency]),
	}
	label, cause := 0, 0
	for i := range Labels {
		score.Shares[i] = float64(p[i])
		if p[i] > p[label] {
			label = i
		}
	}
	for i := range causes {
		if p[model.CauseNone+i] > p[model.CauseNone+cause] {
			cause = i
		}
	}
	score.Label, score.Confidence, score.Cause = Labels[label], score.Shares[label], causes[cause]
	return score
}
