package bot

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/firstlinehq/firstline/bot/action"
	"github.com/firstlinehq/firstline/bot/action/spec"
	"github.com/firstlinehq/firstline/bot/prompt"
	"github.com/firstlinehq/firstline/bot/trace"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/locale"
)

// actBy is how late in a turn an action may still be under way: an answer has to
// be made of what it finds out.
const actBy = 25 * time.Second

// act lets the model choose among the workspace's actions by what the visitor
// has written, and has them done behind the gates of package action. What they
// find out becomes a source of the answer; whatever else comes of them is said
// in words of ours, and ends the turn.
func (t *turn) act(ctx context.Context) (r reply, ends bool) {
	w, ready := t.writer()
	if !ready || t.bot.Actions == nil || t.watch == nil { // a trial does nothing to anybody
		return reply{}, false
	}
	offered, err := t.offered(ctx)
	if err != nil {
		slog.WarnContext(ctx, "the actions could not be read; the turn does without", "turn", t.id, "error", err)
	}
	if len(offered) == 0 {
		return reply{}, false
	}
	ctx, cancel := context.WithDeadline(ctx, t.begun.Add(actBy))
	defer cancel()
	t.trace.Actions = &trace.Actions{Calls: []trace.ActionCall{}}
	for _, wish := range w.Choose(ctx, t.task(), toolsOf(offered, t.lang), t.trace.Actions) {
		a, known := offered[wish.Name]
		if !known {
			t.trace.Actions.Calls = append(t.trace.Actions.Calls, trace.ActionCall{Name: "?", Outcome: string(action.Refused), Reason: string(action.Off)})
			continue
		}
		res, err := t.bot.Actions.Run(ctx, action.Call{
			Workspace: t.claim.Workspace, Conversation: t.claim.ID, Action: a.ID, By: action.ByModel, Inputs: wish.Arguments, Said: t.visitorSaid(), Turn: &t.id, Occasion: t.occasion(),
		})
		if err != nil {
			slog.WarnContext(ctx, "an action failed; the turn goes on without", "turn", t.id, "action", a.Name, "error", err)
			continue
		}
		t.trace.Actions.Calls = append(t.trace.Actions.Calls, trace.ActionCall{
			Name: a.Name, Title: a.Title.In(t.lang), Titles: a.Title, Inputs: res.Inputs, Outcome: string(res.Outcome), Reason: string(res.Reason), TookMs: res.Took.Milliseconds(),
		})
		if r, ends := t.acted(a, res); ends {
			t.show(r.text)
			return r, true
		}
	}
	return reply{}, false
}

// offered are the actions that the model may choose from, by name. While a flow
// waits for a yes, none that needs one as well: its question would make the
// flow's void.
func (t *turn) offered(ctx context.Context) (map[string]action.Action, error) {
	all, err := t.bot.Actions.Describe(ctx, t.claim.Workspace)
	out := make(map[string]action.Action, len(all))
	for _, a := range all {
		if !a.ForModel || a.Writes && t.flow.Confirming() {
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

// visitorSaid is what the visitor has written in this conversation.
func (t *turn) visitorSaid() string {
	var b strings.Builder
	for _, l := range t.lines {
		if l.By == conversation.ByVisitor {
			b.WriteString(l.Text + "\n")
		}
	}
	return b.String()
}

// acted keeps what an action has found out, or says why it found nothing.
func (t *turn) acted(a action.Action, res action.Result) (r reply, ends bool) {
	line := func(name string, offer bool, params ...string) (reply, bool) {
		return reply{text: locale.Text(t.lang, "action."+name, params...), offer: offer && !t.waiting(), outcome: FixedLine, mode: Fixed}, true
	}
	switch res.Outcome {
	case action.Done:
		if text := spec.Shown(res.Fields, t.lang); text != "" {
			t.findings = append(t.findings, prompt.Source{Title: a.Title.In(t.lang), Text: text})
		}
	case action.Asked:
		return t.awaited(res.State)
	case action.NotThere:
		return line("not_there", false, "title", a.Title.In(t.lang))
	case action.Failed:
		return line("unavailable", true)
	case action.Refused:
		switch res.Reason {
		case action.BadInputs, action.NotSaid:
			return line(lacking(res.Bad), false, "inputs", labels(a, res.Bad, t.lang))
		case action.NotIdentified:
			return line("sign_in", true)
		}
	case action.Started, action.Unsure:
	}
	return reply{}, false
}

// awaited says that the visitor's yes is asked for; or how far it is, where a turn
// that died has asked for it.
func (t *turn) awaited(s action.State) (r reply, ends bool) {
	switch s {
	case action.Confirmed, action.Running:
		return reply{text: locale.Text(t.lang, "flow.under_way"), outcome: FixedLine, mode: Fixed}, true
	case action.Declined:
		return reply{text: locale.Text(t.lang, "flow.declined"), outcome: FixedLine, mode: Fixed}, true
	case action.Carried, action.Fell, action.NotKnown: // which has been told when it ended
		return reply{outcome: FixedLine, mode: NoText}, true
	case action.Pending, action.Expired:
	}
	return reply{text: locale.Text(t.lang, "action.confirm"), outcome: FixedLine, mode: Fixed}, true
}

// occasion tells the turn's messages from those of other turns: who takes them up
// after this one died makes no call twice.
func (t *turn) occasion() string { return fmt.Sprintf("turn:%d", t.claim.After) }

// lacking names the text that asks for values: those that are not there, or
// those that are no good.
func lacking(bad []spec.Bad) string {
	for _, b := range bad {
		if b.Fault != spec.Missing {
			return "not_valid"
		}
	}
	return "need"
}

func labels(a action.Action, bad []spec.Bad, lang string) string {
	var out []string
	for _, b := range bad {
		for _, in := range a.Asks() {
			if in.Name == b.Input {
				out = append(out, in.Label.In(lang))
			}
		}
	}
	if len(out) == 0 {
		return a.Title.In(lang)
	}
	return strings.Join(out, ", ")
}

// foundOut says what the actions found out as it is, where no model can.
func (t *turn) foundOut() reply {
	r := reply{outcome: Answered, mode: Extractive}
	for i, f := range t.findings {
		r.sources = append(r.sources, finding(i+1, f))
		r.text += action.Markdown(f.Text) + "\n\n"
	}
	r.text = strings.TrimSpace(r.text)
	t.show(r.text)
	return r
}

func finding(number int, f prompt.Source) conversation.Source {
	return conversation.Source{Number: number, Title: f.Title, Quote: f.Text, Action: true}
}
