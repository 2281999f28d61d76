package action

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/bot/action/internal/db"
	"github.com/firstlinehq/firstline/bot/action/spec"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// FreshTime is how long what a read gave stands for the same wish: as long as
// one turn and the one that takes its place may last. What is older is looked up
// again.
const FreshTime = 2 * time.Minute

// wishOf is a call as a digest: what is to be done with which values, for which
// conversation and on which occasion. A call without an occasion is none.
func wishOf(c ready, call Call) ([]byte, error) {
	if call.Occasion == "" {
		return nil, nil
	}
	// Maps are encoded in the order of their keys: the same values, the same wish.
	raw, err := json.Marshal([]any{call.Conversation, call.Occasion, c.action.ID, c.action.Version, c.values})
	if err != nil {
		return nil, fmt.Errorf("encode wish: %w", err)
	}
	sum := sha256.Sum256(raw)
	return sum[:], nil
}

// grantedTx reports whether the wish was made before, and puts what came of it
// into c. Of a write the caller holds the conversation's lock.
func grantedTx(ctx context.Context, tx *postgres.Tx, c *ready, call Call) (bool, error) {
	wish, err := wishOf(*c, call)
	if c.wish = wish; err != nil || wish == nil {
		return false, err
	}
	if c.action.Writes {
		return askedTx(ctx, tx, c, call)
	}
	row, err := db.New(tx).Found(ctx, db.FoundParams{
		WorkspaceID: call.Workspace, ConversationID: &call.Conversation, Wish: wish, Seconds: FreshTime.Seconds(),
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("look for what a call gave: %w", err)
	}
	out := &c.result
	out.Outcome, out.Reason, out.Status, out.Took = Outcome(row.Outcome), Reason(row.Reason), int(row.Status), time.Duration(row.TookMs)*time.Millisecond
	out.Fields, err = decodeFields(row.Fields)
	return err == nil, err
}

// askedTx finds the confirmation that was asked for a wish. The caller holds the
// conversation's lock: a turn that has lost its claim may still be asking.
func askedTx(ctx context.Context, tx *postgres.Tx, c *ready, call Call) (bool, error) {
	row, err := db.New(tx).Wished(ctx, db.WishedParams{WorkspaceID: call.Workspace, ConversationID: call.Conversation, Wish: c.wish})
	if errors.Is(err, pgx.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("look for a confirmation: %w", err)
	}
	c.result.Outcome, c.result.Confirmation, c.result.State = Asked, &row.ID, State(row.State)
	c.result.Fields, err = decodeFields(row.Fields)
	return err == nil, err
}

// Confirmation is how far the yes is that somebody waits for.
type Confirmation struct {
	// State is "" if there is no such confirmation.
	State State
	// Late: the time to give it has run out, or it is forgotten.
	Late bool
	// Fields are what came back, once it is [Carried].
	Fields []spec.Field
}

// ConfirmationTx reads a confirmation of a conversation.
func ConfirmationTx(ctx context.Context, tx *postgres.Tx, conversation, id uuid.UUID) (Confirmation, error) {
	row, err := db.New(tx).Standing(ctx, db.StandingParams{WorkspaceID: tx.Workspace(), ID: id, ConversationID: conversation})
	if errors.Is(err, pgx.ErrNoRows) {
		return Confirmation{Late: true}, nil
	}
	if err != nil {
		return Confirmation{}, fmt.Errorf("read confirmation: %w", err)
	}
	fields, err := decodeFields(row.Fields)
	return Confirmation{State: State(row.State), Late: row.Late, Fields: fields}, err
}

// WithdrawTx takes back a question that nobody has answered; done is false if
// somebody has. The caller holds the conversation's lock, and tells the visitor.
func WithdrawTx(ctx context.Context, tx *postgres.Tx, conversation, id uuid.UUID) (done bool, err error) {
	n, err := db.New(tx).Withdraw(ctx, db.WithdrawParams{WorkspaceID: tx.Workspace(), ID: id, ConversationID: conversation})
	if err != nil {
		return false, fmt.Errorf("withdraw confirmation: %w", err)
	}
	return n > 0, nil
}

// encodeFields is what came back, as it is kept; nil for nothing.
func encodeFields(res Result) ([]byte, error) {
	if res.Outcome != Done && res.Outcome != NotThere {
		return nil, nil
	}
	raw, err := json.Marshal(append([]spec.Field{}, res.Fields...))
	if err != nil {
		return nil, fmt.Errorf("encode what came back: %w", err)
	}
	return raw, nil
}

func decodeFields(raw []byte) (fields []spec.Field, err error) {
	if len(raw) == 0 {
		return nil, nil
	}
	if err := json.Unmarshal(raw, &fields); err != nil {
		return nil, fmt.Errorf("decode what came back: %w", err)
	}
	return fields, nil
}
