package bot

import (
	"context"
	"strings"

	"github.com/firstlinehq/firstline/bot/form"
	"github.com/firstlinehq/firstline/bot/guide"
	"github.com/firstlinehq/firstline/bot/talk"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// readFlowTx finds the guided flow that the conversation is in.
func (t *turn) readFlowTx(ctx context.Context, tx *postgres.Tx) (err error) {
	var agent int64
	for _, l := range t.lines {
		if l.By == conversation.ByAgent {
			agent = l.Seq
		}
	}
	t.flow, err = t.bot.Flows.ReadTx(ctx, tx, t.claim.Ref, agent)
	return err
}

// guided takes the visitor on through a flow, if the conversation is in one or
// the message begins one. Who waits for a person is asked nothing.
func (t *turn) guided(ctx context.Context) (reply, bool) {
	if t.waiting() {
		return reply{}, false
	}
	o, ok := t.flow.Take(ctx, t.situation())
	if !ok {
		return reply{}, false
	}
	r := reply{outcome: Guided, mode: Fixed}
	if o.Answer {
		r = t.aside(ctx)
	}
	text := o.Text
	if r.text != "" && text != "" {
		text = "\n\n" + text
	}
	t.show(text)
	r.text += text
	r.ask, r.offer = o.Ask, r.offer || o.Offer
	if o.HandOver {
		t.judge(o.State.Step)
		t.decision.Team = o.Team
		r.outcome = HandedOver
	}
	return r, true
}

// aside answers a question between two of a flow.
func (t *turn) aside(ctx context.Context) reply {
	if t.small != talk.None {
		return t.fixed(string(t.small), SmallTalk)
	}
	return t.answer(ctx, "not_found")
}

func (t *turn) situation() guide.Situation {
	s := guide.Situation{
		Turn: t.id, Lines: t.lines.Signals(), Lang: t.lang, Around: t.around, Answerable: t.answerable(), Occasion: t.occasion(),
	}
	for _, l := range t.lines {
		if l.Pending {
			s.Pending = append(s.Pending, form.Line{Seq: l.Seq, Text: l.Text, Files: l.Files})
		}
	}
	if in := t.intent.Intent; in != nil {
		id := in.ID
		s.Intent = &id
	}
	if t.decision.Reason == handoff.ReasonAdminRule {
		s.Rule = strings.TrimPrefix(t.decision.Rule, "admin.")
	}
	return s
}
