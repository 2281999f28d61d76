package sure

import (
	_ "embed"
	"math"
	"strings"
	"sync"
)

const inputs = 66

// vector gives the model's inputs, in the order of Names.
func (s Signs) vector() [inputs]float64 {
	return [inputs]float64{
		s.Retrieval, s.Margin, s.Lead, s.Fit, s.Close, s.Found, s.First, s.Cover, s.Quote, s.Unit, s.Local, s.Rest, s.Told, s.Nearest, s.Beside, s.Own,
		s.Title, s.Section, s.Focus, s.Lacking, s.Absent, s.Guessed, s.Reworded, s.Key, s.Together, s.Figures, s.Names, s.Codes, s.Elsewhere, s.Shown, s.Unshown,
		s.Named, s.Missed, s.Unheard, s.Head, s.HeadUnit, s.Void, s.Uncounted, s.Whether, s.Method, s.Terms, s.FollowUp, s.Foreign, s.Chinese,
		s.Items, s.Asides, s.Kinds,
		s.Rest * s.Title, s.Nearest - s.Told, s.Own - s.Cover, s.Cover - s.Unit, s.Missed - s.Unheard, s.Cover - s.Nearest, s.Retrieval * s.Cover,
		s.Spelt, s.SpeltUnit, s.SpeltTold, s.SpeltAbsent, s.SpeltLead, s.Above, s.Score, s.AskAmount, s.AskTime, s.AskCount, s.AskPlace, s.Length,
	}
}

// Names are the model's inputs by name, for its file and the model card.
var Names = [inputs]string{
	"retrieval", "margin", "lead", "fit", "close", "found", "first", "cover", "quote", "unit", "local", "rest", "told", "nearest", "beside", "own",
	"title", "section", "focus", "lacking", "absent", "guessed", "reworded", "key", "together", "figures", "names", "codes", "elsewhere", "shown", "unshown",
	"named", "missed", "unheard", "head", "head_unit", "void", "uncounted", "whether", "method", "terms", "follow_up", "foreign", "chinese",
	"items", "asides", "kinds",
	"rest×title", "nearest-told", "own-cover", "cover-unit", "missed-unheard", "cover-nearest", "retrieval×cover",
	"spelt", "spelt_unit", "spelt_told", "spelt_absent", "spelt_lead", "above", "score", "ask_amount", "ask_time", "ask_count", "ask_place", "length",
}

// Model is a sum of small trees of the signs, on the scale of log odds.
type Model struct {
	// Base is the sum's beginning: how likely an answer is right before any sign.
	Base  float64
	Trees []Tree
}

// Tree asks one input, then another, and adds what stands at the leaf.
type Tree struct {
	// First is asked first, then Low if it is at most its limit, otherwise High.
	First, Low, High Split
	// Leaves are what to add, from the lowest to the highest answer.
	Leaves [4]float64
}

// Split parts an input at a limit.
type Split struct {
	Input int // of Names
	Limit float64
}

func (t Tree) at(x *[inputs]float64) float64 {
	if x[t.First.Input] <= t.First.Limit {
		return t.Leaves[t.Low.side(x)]
	}
	return t.Leaves[2+t.High.side(x)]
}

func (s Split) side(x *[inputs]float64) int {
	if x[s.Input] <= s.Limit {
		return 0
	}
	return 1
}

// Probability is how likely it is that an answer with these signs is right, 0…1.
func (m Model) Probability(s Signs) float64 {
	x := s.vector()
	sum := m.Base
	for _, t := range m.Trees {
		sum += t.at(&x)
	}
	return 1 / (1 + math.Exp(-sum))
}

//go:embed model.txt
var stored string

// shipped is the model that comes with the program; a file that cannot be read is
// a mistake of who built it.
var shipped = sync.OnceValue(func() Model {
	m, err := Read(strings.NewReader(stored))
	if err != nil {
		panic(err)
	}
	return m
})

// Probability is how likely it is that the answer is right, 0…1, by the model
// that comes with the program.
func (s Signs) Probability() float64 { return shipped().Probability(s) }
