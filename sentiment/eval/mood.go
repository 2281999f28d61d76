package eval

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/firstlinehq/firstline/internal/labelled"
	"github.com/firstlinehq/firstline/sentiment"
)

// Options say how to measure. The zero value measures all there is.
type Options struct {
	// Classes are the labels that may be predicted; empty means those that
	// occur in the file.
	Classes []sentiment.Label
}

// Report is what Mood measured. A part without a file is absent.
type Report struct {
	*MessageFigures
	*DialogueFigures
	*CauseFigures
	// MicrosPerMessage is the mean time to score a message, in µs.
	MicrosPerMessage float64 `json:"us_per_message"`
	// Unsure is the share of messages about which a model would be asked.
	Unsure float64 `json:"unsure"`
}

// MessageFigures are about single messages, from the file "test".
type MessageFigures struct {
	N          int     `json:"n"`
	Accuracy   float64 `json:"accuracy"`
	MacroF1    float64 `json:"macro_f1"`
	NegativeF1 float64 `json:"negative_f1"`
	// Classes are the labels that were predicted.
	Classes []sentiment.Label `json:"classes"`
}

// DialogueFigures are about anger at the company, from the file "dialogues".
type DialogueFigures struct {
	Dialogues int `json:"dialogues"`
	Turns     int `json:"turns"`
	// TurnAUROC is that of the anger of a turn.
	TurnAUROC float64 `json:"turn_auroc"`
	// DialogueAUROC is that of the greatest anger in a dialogue, against
	// whether one of its turns is labelled negative.
	DialogueAUROC float64 `json:"dialogue_auroc"`
	// DialogueBestF1 is the F1 of dialogues at the best threshold.
	DialogueBestF1 float64 `json:"dialogue_best_f1"`
}

// ErrNothing says that a folder holds none of the files.
var ErrNothing = errors.New("found neither test.jsonl nor dialogues.jsonl nor causes.jsonl (or .gz)")

// Mood measures the scorer on the folder dir: "test" with text, label and lang,
// "dialogues" with dialogue_id, turn, text and label, or "causes" with text,
// cause and lang, as .jsonl or .jsonl.gz, or several of them. An error names the
// file and the line.
func Mood(ctx context.Context, dir string, opts Options) (Report, error) {
	var report Report
	clock := stopwatch{scorer: sentiment.NewScorer()}
	test, err := locate(dir, "test")
	if err != nil {
		return Report{}, err
	}
	dialogues, err := locate(dir, "dialogues")
	if err != nil {
		return Report{}, err
	}
	because, err := locate(dir, "causes")
	if err != nil {
		return Report{}, err
	}
	if test == "" && dialogues == "" && because == "" {
		return Report{}, fmt.Errorf("%s: %w", dir, ErrNothing)
	}
	if test != "" {
		if report.MessageFigures, err = messages(ctx, test, &clock, opts); err != nil {
			return Report{}, err
		}
	}
	if dialogues != "" {
		if report.DialogueFigures, err = conversations(ctx, dialogues, &clock); err != nil {
			return Report{}, err
		}
	}
	if because != "" {
		if report.CauseFigures, err = causes(ctx, because, &clock); err != nil {
			return Report{}, err
		}
	}
	report.MicrosPerMessage, report.Unsure = clock.mean(), clock.unsure()
	return report, nil
}

// locate finds the plain or the zipped file of a name, "" if there is none.
func locate(dir, name string) (string, error) {
	path, err := labelled.Find(dir, name+".jsonl")
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return path, err
}

// stopwatch scores and adds up the time that it takes.
type stopwatch struct {
	scorer *sentiment.Scorer
	spent  time.Duration
	n      int
	asked  int
}

func (s *stopwatch) score(text string) sentiment.Score {
	start := time.Now()
	score := s.scorer.Score(text)
	s.spent += time.Since(start)
	s.n++
	if score.Unsure() {
		s.asked++
	}
	return score
}

func (s *stopwatch) unsure() float64 {
	if s.n == 0 {
		return 0
	}
	return float64(s.asked) / float64(s.n)
}

func (s *stopwatch) mean() float64 {
	if s.n == 0 {
		return 0
	}
	return float64(s.spent.Nanoseconds()) / 1e3 / float64(s.n)
}

type message struct {
	Text  *string         `json:"text"`
	Label sentiment.Label `json:"label"`
	Lang  string          `json:"lang"`
}

// messages measures the three classes. Scores are kept until the end because
// which classes may be predicted depends on the whole file.
func messages(ctx context.Context, path string, clock *stopwatch, opts Options) (*MessageFigures, error) {
	var truth []int
	var shares [][3]float64
	err := labelled.EachItem(ctx, path, func(m message) error {
		class := classOf(m.Label)
		if m.Text == nil {
			return errors.New("text is missing")
		}
		if class < 0 {
			return fmt.Errorf("label %q is not positive, neutral or negative", m.Label)
		}
		truth = append(truth, class)
		shares = append(shares, clock.score(*m.Text).Shares)
		return nil
	})
	if err != nil {
		return nil, err
	}
	allowed, err := allowedClasses(opts.Classes, truth)
	if err != nil {
		return nil, err
	}
	return messageFigures(truth, shares, allowed), nil
}

func classOf(l sentiment.Label) int {
	for i, known := range sentiment.Labels {
		if known == l {
			return i
		}
	}
	return -1
}

func allowedClasses(wanted []sentiment.Label, truth []int) ([3]bool, error) {
	var allowed [3]bool
	for _, l := range wanted {
		class := classOf(l)
		if class < 0 {
			return allowed, fmt.Errorf("class %q is not positive, neutral or negative", l)
		}
		allowed[class] = true
	}
	if len(wanted) == 0 {
		for _, class := range truth {
			allowed[class] = true
		}
	}
	return allowed, nil
}
