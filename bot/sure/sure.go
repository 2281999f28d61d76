package sure

import "math"

// vector gives the model's inputs: the signs and what only two of them together
// tell.
func (s Signs) vector() [inputs]float64 {
	return [inputs]float64{
		1, s.Retrieval, s.Margin, s.Fit, s.Close, s.Found, s.First, s.Cover, s.Quote, s.Unit, s.Local, s.Rest, s.Rest * s.Title, s.Told, s.Title, s.Section, s.Focus, s.Lacking, s.Absent, s.Guessed, s.Reworded, s.Key,
		s.Together, s.Figures, s.Codes, s.Elsewhere, s.Names, s.Shown, s.Unshown, s.Whether, s.Method, s.Terms, s.FollowUp, s.Chinese,
		s.Cover * s.Cover, s.Cover * s.Retrieval, s.Terms * s.Cover, s.Chinese * s.Cover, s.Chinese * s.Absent, math.Max(0, s.Lacking-0.3), s.Method * s.Title,
		s.Lead, s.Nearest, s.Beside, s.Own, s.Uncounted, s.Nearest - s.Told, s.Told * s.Told, s.Own * s.Own, s.Lead * s.Cover,
		s.Named, s.Missed, s.Unheard, s.Head, s.HeadUnit, s.Void, s.Named * s.Named, s.Missed * s.Missed,
		s.Foreign, s.Foreign * s.Cover, s.Foreign * s.Retrieval, s.Foreign * s.Told, s.Foreign * s.Absent,
	}
}

const inputs = 63

// Names are the model's inputs by name, for the model card.
var Names = [inputs]string{
	"bias", "retrieval", "margin", "fit", "close", "found", "first", "cover", "quote", "unit", "local", "rest", "rest×title", "told", "title", "section", "focus", "lacking", "absent", "guessed", "reworded", "key",
	"together", "figures", "codes", "elsewhere", "names", "shown", "unshown", "whether", "method", "terms", "follow_up", "chinese",
	"cover²", "cover×retrieval", "terms×cover", "chinese×cover", "chinese×absent", "lacking>0.3", "method×title",
	"lead", "nearest", "beside", "own", "uncounted", "nearest-told", "told²", "own²", "lead×cover",
	"named", "missed", "unheard", "head", "head_unit", "void", "named²", "missed²",
	"foreign", "foreign×cover", "foreign×retrieval", "foreign×told", "foreign×absent",
}

// Model is a logistic model of the signs.
type Model [inputs]float64

// Probability is how likely it is that an answer with these signs is right, 0…1.
func (m Model) Probability(s Signs) float64 {
	var sum float64
	for i, x := range s.vector() {
		sum += m[i] * x
	}
	return 1 / (1 + math.Exp(-sum))
}

// Probability is how likely it is that the answer is right, 0…1, by the weights
// that come with the program.
func (s Signs) Probability() float64 { return weights.Probability(s) }
