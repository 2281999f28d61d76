package guide

import (
	"context"
	"maps"
	"slices"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/action"
	"github.com/firstlinehq/firstline/bot/flow"
	"github.com/firstlinehq/firstline/bot/form"
	"github.com/firstlinehq/firstline/bot/trace"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Turn is what flows have to do with one turn of the bot. A nil turn has nothing
// to do with any.
type Turn struct {
	guide *Guide
	ref   conversation.Ref
	run   *flow.Started // nil: the conversation is in no flow
	live  []flow.Live   // what may begin
	left  *flow.Started // a run that nobody will come back to
	cause flow.Cause    // what began run in this turn
	next  flow.State    // of run
	lang  string
	moved bool                // next is to be stored
	card  action.Confirmation // that run waits for
	trace *trace.Flow
}

// ReadTx finds the run that a conversation is in, and otherwise what may begin.
// agentSeq is the last message of an agent, 0 if none spoke.
func (g *Guide) ReadTx(ctx context.Context, tx *postgres.Tx, ref conversation.Ref, agentSeq int64) (*Turn, error) {
	if g == nil {
		return nil, nil //nolint:nilnil // a bot without flows
	}
	t := &Turn{guide: g, ref: ref}
	run, err := flow.OpenTx(ctx, tx, ref.ID)
	if err != nil {
		return nil, err
	}
	if run != nil && !run.Stale && agentSeq <= run.Seq {
		t.run, t.next = run, run.State
		t.card, err = confirmationTx(ctx, tx, ref.ID, run.State.Asked)
		return t, err
	}
	t.left = run
	t.live, err = flow.LiveTx(ctx, tx)
	return t, err
}

// Asked reports whether the turn's messages answer a question of a flow.
func (t *Turn) Asked() bool { return t != nil && t.run != nil }

// Confirming reports whether a run waits for the visitor's yes to an action.
func (t *Turn) Confirming() bool {
	return t.Asked() && t.next.Status == flow.Open && t.next.Asked != ""
}

// WantsFile reports whether the question that stands is one for a file.
func (t *Turn) WantsFile() bool {
	return t.Asked() && t.run.Definition.WantsFile(t.run.State)
}

// Pause leaves the question open while the bot offers a person for reasons of
// its own.
func (t *Turn) Pause() {
	if t.Asked() {
		t.next, _ = t.run.Definition.Advance(t.run.State, flow.World{}, flow.Input{Offered: true})
		t.moved = true
		t.note(t.run.State.Step, nil)
	}
}

// HandOver ends the run because a person comes in.
func (t *Turn) HandOver() {
	if t.Asked() {
		t.next.Status, t.moved = flow.HandedOver, true
		t.note(t.run.State.Step, nil)
	}
}

// Situation is what a turn knows when it comes to flows.
type Situation struct {
	Turn uuid.UUID
	// Lines is the transcript; Pending are the visitor's messages that the turn
	// is about.
	Lines   []handoff.Line
	Pending []form.Line
	Lang    string
	Around  handoff.Surroundings
	Intent  *uuid.UUID
	// Rule is the id of the workspace's rule that has the turn answered, "" if none.
	Rule string
	// Answerable: the articles hold an answer.
	Answerable bool
	// Occasion tells this turn's messages from those of other turns; a turn that
	// takes the place of one that died has the same.
	Occasion string
}

// Take plays the flow that the conversation is in, or that the turn's messages
// begin. ok is false where there is none.
func (t *Turn) Take(ctx context.Context, s Situation) (o flow.Outcome, ok bool) {
	if t == nil {
		return flow.Outcome{}, false
	}
	in := flow.Input{Said: &flow.Said{
		Lines: s.Pending, Asks: asks(s.Pending), Answerable: s.Answerable, Confirmed: confirmed(t.card), Lapsed: lapsed(t.card),
	}}
	if t.run == nil {
		begun, cause := flow.Choose(t.live, flow.Occasion{Text: lastOf(s.Pending), Intent: s.Intent, Rule: s.Rule})
		if begun == nil {
			return flow.Outcome{}, false
		}
		t.run, t.cause = flow.Begin(*begun), cause
		in = flow.Input{Begin: true}
	}
	around := flow.World{
		Lang: s.Lang, Attributes: s.Around.Attributes, Now: s.Around.Now, Known: form.KnownOf(s.Lines), Texts: locale.Text,
	}
	from := t.run.State.Step
	o = flow.Play(ctx, &t.run.Definition, t.run.State, around, in, func(ctx context.Context, r flow.Run) flow.Acted {
		return t.guide.run(ctx, Call{Workspace: t.ref.Workspace, Conversation: t.ref.ID, Turn: &s.Turn, Occasion: s.Occasion, Run: r})
	})
	t.next, t.lang, t.moved = o.State, s.Lang, true
	t.note(from, o.Called)
	return o, true
}

// lastOf is the message that may begin a flow: what came last.
func lastOf(pending []form.Line) string {
	if len(pending) == 0 {
		return ""
	}
	return pending[len(pending)-1].Text
}

func (t *Turn) note(from string, called []flow.Called) {
	t.trace = &trace.Flow{
		ID: t.run.Flow, Name: t.run.Name, Version: t.run.Version, Cause: string(t.cause), From: from, Step: t.next.Step, Status: string(t.next.Status),
	}
	for _, name := range slices.Sorted(maps.Keys(t.next.Fields)) {
		t.trace.Filled = append(t.trace.Filled, name)
		t.trace.Fields = append(t.trace.Fields, trace.Value{Name: name, Label: t.labelOf(name)})
	}
	for _, c := range called {
		call := trace.FlowCall{Action: c.Action, Title: c.Title, OK: c.OK, Waits: c.Waits}
		for _, name := range slices.Sorted(maps.Keys(c.Results)) {
			call.Results = append(call.Results, trace.Value{Name: name, Label: c.Labels[name], Text: trace.Redact(c.Results[name])})
		}
		t.trace.Called = append(t.trace.Called, call)
	}
}

// labelOf is what people call a field of the run: what is asked for by its own
// label, what an action gave by the action's.
func (t *Turn) labelOf(name string) locale.Texts {
	if f := t.run.Definition.Field(name); f != nil {
		return f.Label
	}
	return t.next.Labels[name]
}

// Trace says what the turn did in a flow; nil if it did nothing.
func (t *Turn) Trace() *trace.Flow {
	if t == nil {
		return nil
	}
	return t.trace
}

// SaveTx stores what became of the run, and what is filled in for a brief, in
// the transaction that stores the turn. seq is the last visitor message that
// the turn took in. It fails with flow.ErrMoved.
func (t *Turn) SaveTx(ctx context.Context, tx *postgres.Tx, seq int64) error {
	if t == nil || !t.moved {
		return nil
	}
	if t.left != nil {
		gone := t.left.State
		gone.Status = flow.Left
		if err := t.guide.storeTx(ctx, tx, t.left, gone, t.left.Seq); err != nil {
			return err
		}
	}
	t.run.Conversation = t.ref.ID
	return t.guide.saveTx(ctx, tx, t.run, t.next, t.lang, seq)
}

func (g *Guide) saveTx(ctx context.Context, tx *postgres.Tx, run *flow.Started, next flow.State, lang string, seq int64) error {
	next, overtaken, err := overtakenTx(ctx, tx, run.Conversation, next)
	if err != nil {
		return err
	}
	if err := g.storeTx(ctx, tx, run, next, seq); err != nil {
		return err
	}
	if overtaken {
		if err := g.continueTx(ctx, tx, run.Conversation); err != nil {
			return err
		}
	}
	if lang == "" { // the run only changed hands
		return nil
	}
	return handoff.GiveTx(ctx, tx, run.Conversation, run.Definition.Given(next, lang))
}
