package guide

import (
	"context"
	"time"

	"github.com/firstlinehq/firstline/bot/flow"
	"github.com/firstlinehq/firstline/bot/form"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/locale"
)

// Trial is a step of a flow to try out: nothing is stored and no action called.
type Trial struct {
	Definition flow.Definition
	State      flow.State
	// Lines is what was said so far, with what is said now; without any the flow
	// begins.
	Lines []handoff.Line
	Lang  string
	Now   time.Time
	// Files are the names of those that come with what is said now.
	Files []string
	// Answerable: the articles hold an answer to what is said now.
	Answerable bool
	// Fail has actions fail; they end well otherwise, with a result for each name.
	Fail bool
	// Actions are those of the workspace.
	Actions []flow.Action
}

// Preview plays a step as a visitor would meet it, by the same functions.
func Preview(ctx context.Context, t Trial) flow.Outcome {
	world := flow.World{Lang: t.Lang, Now: t.Now, Known: form.KnownOf(t.Lines), Texts: locale.Text}
	in := flow.Input{Begin: true}
	if t.State.Status != "" && len(t.Lines) > 0 {
		last := t.Lines[len(t.Lines)-1]
		pending := []form.Line{{Seq: last.Seq, Text: last.Text, Files: t.Files}}
		in = flow.Input{Said: &flow.Said{Lines: pending, Asks: asks(pending), Answerable: t.Answerable}}
	}
	return flow.Play(ctx, &t.Definition, t.State, world, in, func(_ context.Context, r flow.Run) flow.Acted {
		return t.pretend(r)
	})
}

func (t *Trial) pretend(r flow.Run) flow.Acted {
	acted := flow.Acted{OK: !t.Fail, Results: map[string]string{}}
	for _, a := range t.Actions {
		if a.Name != r.Action {
			continue
		}
		for _, name := range a.Results {
			acted.Results[name] = "‹" + name + "›"
		}
	}
	return acted
}
