package bot

import (
	"context"
	"fmt"
	"strings"

	"github.com/firstlinehq/firstline/bot/action"
	"github.com/firstlinehq/firstline/bot/errand"
	"github.com/firstlinehq/firstline/bot/prompt"
	"github.com/firstlinehq/firstline/internal/conversation"
)

// act lets the model choose among the workspace's actions. What they find out
// becomes a source of the answer; whatever else comes of them ends the turn.
func (t *turn) act(ctx context.Context) (r reply, ends bool) {
	w, ready := t.writer()
	if !ready || t.bot.Actions == nil || t.watch == nil { // a trial does nothing to anybody
		return reply{}, false
	}
	ctx, cancel := context.WithDeadline(ctx, t.begun.Add(errand.Before))
	defer cancel()
	found, last, note := errand.Errand{
		Actions: t.bot.Actions, Writer: w, Task: t.task(), Conversation: t.claim.ID,
		Said: t.lines.Said(), Occasion: t.occasion(), Confirming: t.flow.Confirming(),
	}.Run(ctx)
	t.findings = append(t.findings, found...)
	if note != nil {
		t.trace.Actions = note
	}
	if last == nil {
		return reply{}, false
	}
	r = reply{text: last.Text, offer: last.Offer && !t.waiting(), outcome: FixedLine, mode: Fixed}
	if r.text == "" {
		r.mode = NoText
	}
	t.show(r.text)
	return r, true
}

// occasion tells the turn's messages from those of other turns: who takes them up
// after this one died makes no call twice.
func (t *turn) occasion() string { return fmt.Sprintf("turn:%d", t.claim.After) }

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
