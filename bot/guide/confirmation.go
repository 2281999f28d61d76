package guide

import (
	"context"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/action"
	"github.com/firstlinehq/firstline/bot/flow"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// confirmed reports whether the visitor has said yes: then the run goes on when
// the action ends, and not before.
func confirmed(c action.Confirmation) bool {
	switch c.State {
	case action.Confirmed, action.Running, action.Carried, action.Fell, action.NotKnown:
		return true
	default:
		return false
	}
}

// lapsed reports whether the question ran out unanswered.
func lapsed(c action.Confirmation) bool {
	switch c.State {
	case action.Expired:
		return true
	case action.Pending, "":
		return c.Late
	default:
		return false
	}
}

// confirmationTx reads the confirmation that a run waits for.
func confirmationTx(ctx context.Context, tx *postgres.Tx, talk uuid.UUID, asked string) (action.Confirmation, error) {
	id, err := uuid.Parse(asked)
	if err != nil { // of a trial, or of actions that are not ours
		return action.Confirmation{}, nil //nolint:nilerr // then there is none
	}
	return action.ConfirmationTx(ctx, tx, talk, id)
}

// overtakenTx notes in a state how the action ended that it waits for, where the
// visitor was faster than the turn: its card was on the screen before the state
// was stored, and the end found no run that waited for it.
func overtakenTx(ctx context.Context, tx *postgres.Tx, talk uuid.UUID, next flow.State) (flow.State, bool, error) {
	if next.Status != flow.Open || next.Asked == "" || next.Acted != nil {
		return next, false, nil
	}
	c, err := confirmationTx(ctx, tx, talk, next.Asked)
	if err != nil {
		return next, false, err
	}
	acted, ended := endOf(c.State, c.Fields)
	if ended {
		next.Acted = &acted
	}
	return next, ended, nil
}

// storeTx stores a state of a run over the one that was read. A run that is left
// takes its question along: nobody shall say yes to what was stopped.
func (g *Guide) storeTx(ctx context.Context, tx *postgres.Tx, run *flow.Started, next flow.State, seq int64) error {
	if next.Status != flow.Open && next.Asked != "" {
		if err := g.withdrawTx(ctx, tx, run.Conversation, next); err != nil {
			return err
		}
	}
	return run.SaveTx(ctx, tx, run.Conversation, next, seq)
}

// withdrawTx takes back the question that a run waits for. If the visitor said
// yes since the run was read, it was not stopped, whatever the turn says: it
// fails with flow.ErrMoved.
func (g *Guide) withdrawTx(ctx context.Context, tx *postgres.Tx, talk uuid.UUID, next flow.State) error {
	id, err := uuid.Parse(next.Asked)
	if err != nil {
		return nil //nolint:nilerr // of actions that are not ours, which take nothing back
	}
	done, err := action.WithdrawTx(ctx, tx, talk, id)
	if err != nil {
		return err
	}
	if !done {
		c, err := action.ConfirmationTx(ctx, tx, talk, id)
		if err == nil && next.Status == flow.Cancelled && confirmed(c) {
			return flow.ErrMoved
		}
		return err
	}
	_, err = g.Conversations.AppendTx(ctx, tx, conversation.Append{
		Conversation: talk, Author: conversation.System(), Data: action.ConfirmationSettled{Confirmation: id, State: action.Expired},
	})
	return err
}
