package errand

import (
	"context"
	"log/slog"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/action"
	"github.com/firstlinehq/firstline/bot/action/spec"
	"github.com/firstlinehq/firstline/bot/prompt"
	"github.com/firstlinehq/firstline/bot/trace"
	"github.com/firstlinehq/firstline/bot/writer"
	"github.com/firstlinehq/firstline/internal/llm"
)

// Before is how long after a turn's beginning an action may still be under way: an
// answer has to be made of what it finds out.
const Before = 25 * time.Second

// Errand is what the actions are chosen and done for.
type Errand struct {
	Actions      *action.Runner
	Writer       writer.Writer
	Task         writer.Task
	Conversation uuid.UUID
	// Said is what the visitor has written in this conversation; Occasion tells the
	// turn's messages from those of other turns.
	Said, Occasion string
	// Confirming: a flow waits for the visitor's yes already.
	Confirming bool
}

// Run has the model choose and the actions done, and notes each call. Besides what
// was found out there may be words that end the turn; nil if there are none. note
// is nil where there was nothing to choose from.
func (e Errand) Run(ctx context.Context) (found []prompt.Source, last *Words, note *trace.Actions) {
	offered, err := e.offered(ctx)
	if err != nil {
		slog.WarnContext(ctx, "the actions could not be read; the turn does without", "turn", e.Task.Turn, "error", err)
	}
	if len(offered) == 0 {
		return nil, nil, nil
	}
	note = &trace.Actions{Calls: []trace.ActionCall{}}
	for _, wish := range e.Writer.Choose(ctx, e.Task, toolsOf(offered, e.Task.Lang), note) {
		a, known := offered[wish.Name]
		if !known {
			note.Calls = append(note.Calls, trace.ActionCall{Name: "?", Outcome: string(action.Refused), Reason: string(action.Off)})
			continue
		}
		res, err := e.call(ctx, a, wish)
		if err != nil {
			slog.WarnContext(ctx, "an action failed; the turn goes on without", "turn", e.Task.Turn, "action", a.Name, "error", err)
			continue
		}
		note.Calls = append(note.Calls, trace.ActionCall{
			Name: a.Name, Title: a.Title.In(e.Task.Lang), Titles: a.Title, Given: given(a, res), Results: results(res),
			Outcome: string(res.Outcome), Reason: string(res.Reason), TookMs: res.Took.Milliseconds(),
		})
		if text := spec.Shown(res.Fields, e.Task.Lang); res.Outcome == action.Done && text != "" {
			found = append(found, prompt.Source{Title: a.Title.In(e.Task.Lang), Text: text})
		}
		if last = wordsOf(a, res, e.Task.Lang); last != nil {
			break
		}
	}
	return found, last, note
}

// given are a call's inputs, redacted where it was made, for a trace.
func given(a action.Action, res action.Result) (out []trace.Value) {
	for _, in := range a.Inputs {
		if text, there := res.Inputs[in.Name]; there {
			out = append(out, trace.Value{Name: in.Name, Label: in.Label, Text: text})
		}
	}
	return out
}

// results are what a call gave and may be seen, redacted, for a trace.
func results(res action.Result) (out []trace.Value) {
	for _, f := range res.Fields {
		if !f.Hidden {
			out = append(out, trace.Value{Name: f.Name, Label: f.Label, Text: trace.Redact(f.Text)})
		}
	}
	return out
}

func (e Errand) call(ctx context.Context, a action.Action, wish writer.Wish) (action.Result, error) {
	return e.Actions.Run(ctx, action.Call{
		Workspace: e.Task.Workspace, Conversation: e.Conversation, Action: a.ID, By: action.ByModel, Inputs: wish.Arguments,
		Said: e.Said, Turn: &e.Task.Turn, Occasion: e.Occasion,
	})
}

// offered are the actions that the model may choose from, by name. While a flow
// waits for a yes, none that needs one as well: its question would make the
// flow's void.
func (e Errand) offered(ctx context.Context) (map[string]action.Action, error) {
	all, err := e.Actions.Describe(ctx, e.Task.Workspace)
	out := make(map[string]action.Action, len(all))
	for _, a := range all {
		if !a.ForModel || a.Writes && e.Confirming {
			continue
		}
		out[a.Name] = a
	}
	return out, err
}

func toolsOf(offered map[string]action.Action, lang string) []llm.Tool {
	var out []llm.Tool
	for _, a := range offered {
		out = append(out, llm.Tool{Name: a.Name, Description: prompt.Neutral(a.Title.In(lang) + ". " + a.Description), Parameters: spec.Schema(a.Inputs)})
	}
	return out
}
