package eval

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/firstlinehq/firstline/internal/labelled"
)

type turn struct {
	Dialogue json.RawMessage `json:"dialogue_id"` // a string or a number
	Text     *string         `json:"text"`
	Label    string          `json:"label"`
}

// conversations measures anger in turns and in whole dialogues. A dialogue is
// as angry as its angriest turn: the question is whether somebody should have
// been called, not how it was on average.
func conversations(ctx context.Context, path string, clock *stopwatch) (*DialogueFigures, error) {
	var turns []judged
	dialogues := map[string]*judged{}
	err := labelled.EachItem(ctx, path, func(t turn) error {
		id := strings.TrimSpace(string(t.Dialogue))
		switch {
		case id == "" || id == "null":
			return errors.New("dialogue_id is missing")
		case t.Text == nil:
			return errors.New("text is missing")
		case t.Label != "negative" && t.Label != "other":
			return fmt.Errorf("label %q is not negative or other", t.Label)
		}
		j := judged{score: clock.score(*t.Text).Anger, positive: t.Label == "negative"}
		turns = append(turns, j)
		d := dialogues[id]
		if d == nil {
			d = &judged{}
			dialogues[id] = d
		}
		d.score = max(d.score, j.score)
		d.positive = d.positive || j.positive
		return nil
	})
	if err != nil {
		return nil, err
	}
	whole := make([]judged, 0, len(dialogues))
	for _, d := range dialogues {
		whole = append(whole, *d)
	}
	return &DialogueFigures{
		Dialogues: len(whole), Turns: len(turns), TurnAUROC: auroc(turns),
		DialogueAUROC: auroc(whole), DialogueBestF1: bestF1(whole),
	}, nil
}
