package action

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"github.com/firstlinehq/firstline/bot/action/internal/db"
	"github.com/firstlinehq/firstline/bot/action/spec"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// ConfirmTime is how long a visitor may think: as long as a conversation
// lasts, but not until somebody else sits at the device.
const ConfirmTime = 15 * time.Minute

// askTx stores what waits for a yes and shows it. An older question of the
// conversation is void: two cards with one button each would be a trap. The
// caller holds the conversation's lock, for two actions may ask at the same time.
func (r *Runner) askTx(ctx context.Context, tx *postgres.Tx, c ready, s session, call Call) (*uuid.UUID, error) {
	q := db.New(tx)
	old, err := q.ExpireOthers(ctx, db.ExpireOthersParams{WorkspaceID: call.Workspace, ConversationID: call.Conversation})
	if err != nil {
		return nil, fmt.Errorf("expire confirmations: %w", err)
	}
	for _, id := range old {
		if err := r.settledTx(ctx, tx, Settlement{Confirmation: id, Conversation: s.talk, State: Expired}, conversation.System()); err != nil {
			return nil, err
		}
	}
	inputs, err := json.Marshal(c.values)
	if err != nil {
		return nil, fmt.Errorf("encode values: %w", err)
	}
	err = q.InsertConfirmation(ctx, db.InsertConfirmationParams{
		WorkspaceID: call.Workspace, ID: c.row, ActionID: c.action.ID, Version: int32(c.action.Version), ConversationID: call.Conversation,
		VisitorID: s.visitor.ID, TurnID: call.Turn, ByKind: string(call.By), AgentID: call.Agent, Inputs: inputs, TtlSeconds: ConfirmTime.Seconds(), Wish: c.wish,
	})
	if err != nil {
		return nil, fmt.Errorf("store confirmation: %w", err)
	}
	until, err := q.PendingExpiry(ctx, db.PendingExpiryParams{WorkspaceID: call.Workspace, ID: c.row})
	if err != nil {
		return nil, fmt.Errorf("read confirmation: %w", err)
	}
	_, err = r.Conversations.AppendTx(ctx, tx, conversation.Append{Conversation: call.Conversation, Author: conversation.Bot(), Data: ConfirmationAsked{
		Confirmation: c.row, Title: c.action.Title.In(s.talk.Lang), Titles: c.action.Title, Details: details(c.action.Inputs, c.values, s.talk.Lang), ExpiresAt: until,
	}})
	id := c.row
	return &id, err
}

// details are the values as the visitor reads them. Ids of ours say nothing to
// anybody and are left out; constants are part of the action.
func details(inputs []spec.Input, values spec.Values, lang string) []Detail {
	out := []Detail{}
	for _, in := range inputs {
		value, there := values[in.Name]
		switch in.From {
		case spec.Constant, spec.ConversationID, spec.VisitorID, spec.Language:
			continue
		case spec.FromVisitor, spec.ExternalID, spec.SignedEmail, spec.Attribute:
		}
		if there {
			out = append(out, Detail{Label: in.Label.In(lang), Labels: in.Label, Text: spec.Text(value)})
		}
	}
	return out
}

// Decision is a yes or a no to a confirmation.
type Decision struct {
	Workspace    uuid.UUID
	Conversation uuid.UUID
	Confirmation uuid.UUID
	Yes          bool
	// Author is the visitor, or the agent who says it for them.
	Author conversation.Author
}

// Decide takes the visitor's word. A yes counts once; it is carried out by a
// job of the same transaction. It fails with [ErrSettled],
// or conversation.ErrNotFound if the conversation is another visitor's.
func (r *Runner) Decide(ctx context.Context, d Decision) error {
	err := r.DB.InWorkspace(ctx, d.Workspace, func(tx *postgres.Tx) error { return r.decideTx(ctx, tx, d) })
	if err != nil {
		return fmt.Errorf("decide confirmation: %w", err)
	}
	return nil
}

func (r *Runner) decideTx(ctx context.Context, tx *postgres.Tx, d Decision) error {
	// The conversation before the confirmation, as in admitTx: else a yes and a
	// newer question could wait for each other.
	talk, err := r.Conversations.LockTx(ctx, tx, d.Conversation)
	if err != nil {
		return err
	}
	if d.Author.Kind == conversation.ByVisitor && d.Author.ID != talk.Visitor {
		return conversation.ErrNotFound
	}
	state, by := Declined, "visitor"
	if d.Yes {
		state = Confirmed
	}
	var agent *uuid.UUID
	if d.Author.Kind == conversation.ByAgent {
		by, agent = "agent", &d.Author.ID
	}
	row, err := db.New(tx).Decide(ctx, db.DecideParams{
		WorkspaceID: d.Workspace, ID: d.Confirmation, ConversationID: d.Conversation, VisitorID: talk.Visitor,
		State: string(state), DecidedBy: by, AgentID: agent,
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return ErrSettled
	}
	if err != nil {
		return err
	}
	if d.Yes {
		if err := r.Jobs.InsertTx(ctx, tx, CarryOut{Workspace: d.Workspace, Confirmation: row.ID}, &river.InsertOpts{Queue: jobs.Interactive, MaxAttempts: carryTries}); err != nil {
			return err
		}
	}
	return r.settledTx(ctx, tx, Settlement{Confirmation: row.ID, Conversation: talk, State: state, By: By(row.ByKind)}, d.Author)
}

// Settlement is what became of a confirmation.
type Settlement struct {
	Confirmation uuid.UUID
	Conversation conversation.Conversation
	// State is confirmed, declined, done, failed, unknown or expired. What only
	// runs out, unseen and unanswered, is not told.
	State State
	// By says who asked for the call; "" if that is not known any more.
	By By
	// Result is set when it has been carried out, or could not be.
	Result *Result
}

// settledTx records the step and tells whoever waits.
func (r *Runner) settledTx(ctx context.Context, tx *postgres.Tx, s Settlement, author conversation.Author) error {
	_, err := r.Conversations.AppendTx(ctx, tx, conversation.Append{
		Conversation: s.Conversation.ID, Author: author, Data: ConfirmationSettled{Confirmation: s.Confirmation, State: s.State},
	})
	if err != nil || r.Settled == nil {
		return err
	}
	return r.Settled(ctx, tx, s)
}
