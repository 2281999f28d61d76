package eval

import (
	"context"
	"errors"
	"fmt"

	"github.com/firstlinehq/firstline/internal/labelled"
	"github.com/firstlinehq/firstline/sentiment"
)

// CauseFigures are about what a message's feeling is about, from the file "causes".
type CauseFigures struct {
	Causes int `json:"causes"`
	// CauseAccuracy is the share of messages whose cause is the labelled one.
	CauseAccuracy float64 `json:"cause_accuracy"`
	// CauseMacroF1 is the mean F1 of the causes that occur in the file.
	CauseMacroF1 float64 `json:"cause_macro_f1"`
	// ByCause is how each cause that occurs in the file is told.
	ByCause map[sentiment.Cause]CauseFigure `json:"by_cause"`
}

// CauseFigure is how one cause is told. Recall is the share of its messages that
// were given it, which is its accuracy; precision the share of those given it
// that have it.
type CauseFigure struct {
	N         int     `json:"n"`
	Recall    float64 `json:"recall"`
	Precision float64 `json:"precision"`
}

type caused struct {
	Text  *string         `json:"text"`
	Cause sentiment.Cause `json:"cause"`
}

var knownCauses = map[sentiment.Cause]bool{
	sentiment.CauseNone: true, sentiment.CauseProduct: true, sentiment.CauseWait: true, sentiment.CauseBot: true, sentiment.CausePolicy: true,
}

func causes(ctx context.Context, path string, clock *stopwatch) (*CauseFigures, error) {
	hit, said, is := map[sentiment.Cause]int{}, map[sentiment.Cause]int{}, map[sentiment.Cause]int{}
	n, right := 0, 0
	err := labelled.EachItem(ctx, path, func(c caused) error {
		if c.Text == nil {
			return errors.New("text is missing")
		}
		if !knownCauses[c.Cause] {
			return fmt.Errorf("cause %q is not none, product, wait, bot or policy", c.Cause)
		}
		guess := clock.score(*c.Text).Cause
		n++
		said[guess]++
		is[c.Cause]++
		if guess == c.Cause {
			hit[guess]++
			right++
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	f := &CauseFigures{Causes: n, CauseAccuracy: float64(right) / float64(n), ByCause: map[sentiment.Cause]CauseFigure{}}
	for cause, total := range is {
		f.CauseMacroF1 += f1(hit[cause], said[cause], total) / float64(len(is))
		f.ByCause[cause] = CauseFigure{
			N: total, Recall: float64(hit[cause]) / float64(total), Precision: float64(hit[cause]) / float64(max(said[cause], 1)),
		}
	}
	return f, nil
}
