package guide

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"github.com/firstlinehq/firstline/bot/flow"
	"github.com/firstlinehq/firstline/bot/form"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// SettledTx takes the end of an action that waited for the visitor's yes, in the
// transaction that records it; a job goes on with the run. What no run waits
// for is nothing to it.
func (g *Guide) SettledTx(ctx context.Context, tx *postgres.Tx, conversationID uuid.UUID, confirmation string, acted flow.Acted) error {
	run, err := flow.OpenTx(ctx, tx, conversationID)
	if err != nil || run == nil || run.State.Asked != confirmation {
		return err
	}
	next := run.State
	next.Acted = &acted
	if err := run.SaveTx(ctx, tx, conversationID, next, run.Seq); err != nil {
		return err
	}
	return g.continueTx(ctx, tx, conversationID)
}

// continueTx has a job go on with the run.
func (g *Guide) continueTx(ctx context.Context, tx *postgres.Tx, conversationID uuid.UUID) error {
	args := Continue{Workspace: tx.Workspace(), Conversation: conversationID}
	return g.Jobs.InsertTx(ctx, tx, args, &river.InsertOpts{Queue: jobs.Interactive})
}

// Continue are the args of a job: go on with the conversation's run, whose
// action has ended.
type Continue struct {
	Workspace    uuid.UUID `json:"workspace_id"`
	Conversation uuid.UUID `json:"conversation_id"`
}

// Kind implements river.JobArgs.
func (Continue) Kind() string { return "continue_flow" }

// Worker works continue_flow.
type Worker struct {
	river.WorkerDefaults[Continue]
	guide *Guide
}

// Worker is the worker to register.
func (g *Guide) Worker() *Worker { return &Worker{guide: g} }

// Timeout implements river.Worker: a few actions at their longest.
func (*Worker) Timeout(*river.Job[Continue]) time.Duration { return 90 * time.Second }

// Work implements river.Worker. A run that went on meanwhile is looked at again.
func (w *Worker) Work(ctx context.Context, job *river.Job[Continue]) error {
	for range 3 {
		err := w.guide.resume(ctx, conversation.Ref{Workspace: job.Args.Workspace, ID: job.Args.Conversation})
		if !errors.Is(err, flow.ErrMoved) {
			return err
		}
	}
	return river.JobSnooze(time.Second)
}

func (g *Guide) resume(ctx context.Context, ref conversation.Ref) error {
	var run *flow.Started
	var c conversation.Conversation
	var around handoff.Surroundings
	var known []form.Known
	err := g.DB.InWorkspace(ctx, ref.Workspace, func(tx *postgres.Tx) (err error) {
		if run, err = flow.OpenTx(ctx, tx, ref.ID); err != nil || run == nil {
			return err
		}
		if c, err = g.Conversations.GetTx(ctx, tx, ref.ID); err != nil {
			return err
		}
		if around, err = g.Queue.SurroundingsTx(ctx, tx, c); err != nil {
			return err
		}
		known, err = g.knownTx(ctx, tx, ref.ID)
		return err
	})
	if err != nil || run == nil || run.State.Acted == nil {
		return err
	}
	from := run.State
	acted := *from.Acted
	from.Acted = nil
	world := flow.World{Lang: c.Lang, Attributes: around.Attributes, Now: around.Now, Known: known, Texts: locale.Text}
	o := flow.Play(ctx, &run.Definition, from, world, flow.Input{Acted: &acted}, func(ctx context.Context, r flow.Run) flow.Acted {
		return g.run(ctx, Call{Workspace: ref.Workspace, Conversation: ref.ID, Occasion: run.Place(), Run: r})
	})
	return g.DB.InWorkspace(ctx, ref.Workspace, func(tx *postgres.Tx) error { return g.goOnTx(ctx, tx, run, o) })
}

func (g *Guide) knownTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) ([]form.Known, error) {
	events, err := g.Conversations.MessagesTx(ctx, tx, id, 40)
	if err != nil {
		return nil, err
	}
	lines, err := handoff.LinesOf(events)
	return form.KnownOf(lines), err
}

// goOnTx stores what became of a run that went on by itself. Where a person has
// the conversation by now, the run is left and nothing is said.
func (g *Guide) goOnTx(ctx context.Context, tx *postgres.Tx, run *flow.Started, o flow.Outcome) error {
	// Locked: a turn that ends at the same time waits, and finds the run moved.
	c, err := g.Conversations.LockTx(ctx, tx, run.Conversation)
	if err != nil {
		return fmt.Errorf("go on with a flow: %w", err)
	}
	if c.Stage == conversation.StagePerson || c.Stage == conversation.StageResolved {
		o.State.Status = flow.Left
		return g.storeTx(ctx, tx, run, o.State, run.Seq)
	}
	if err := g.saveTx(ctx, tx, run, o.State, c.Lang, run.Seq); err != nil {
		return err
	}
	if o.Text != "" {
		_, err := g.Conversations.AppendTx(ctx, tx, conversation.Append{
			Conversation: c.ID, Author: conversation.Bot(),
			Data: conversation.Message{Text: o.Text, Offer: o.Offer, Ask: o.Ask},
		})
		if err != nil {
			return err
		}
	}
	if !o.HandOver {
		return nil
	}
	d := handoff.Decision{Kind: handoff.Handover, Reason: handoff.ReasonFlow, Rule: "flow." + o.State.Step, Confidence: 1, Team: o.Team}
	if err := g.Queue.RecordDecisionTx(ctx, tx, handoff.Entry{Conversation: c.ID, Seq: c.LastVisitorSeq, Decision: d}); err != nil {
		return err
	}
	return g.Queue.RequestTx(ctx, tx, handoff.Request{Conversation: c, Decision: d})
}
