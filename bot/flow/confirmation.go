package flow

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/bot/flow/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Confirmation is how far the yes is that a run waits for.
type Confirmation struct {
	// State as package action has it; "" if there is no such confirmation.
	State string
	// Late: the time to give it has run out, or it is forgotten.
	Late bool
}

// ConfirmationTx reads the confirmation that a run of a conversation waits for.
func ConfirmationTx(ctx context.Context, tx *postgres.Tx, conversation uuid.UUID, asked string) (Confirmation, error) {
	id, err := uuid.Parse(asked)
	if err != nil { // of a trial, or of actions that are not ours
		return Confirmation{}, nil
	}
	row, err := db.New(tx).Confirmation(ctx, db.ConfirmationParams{WorkspaceID: tx.Workspace(), ID: id, ConversationID: conversation})
	if errors.Is(err, pgx.ErrNoRows) {
		return Confirmation{Late: true}, nil
	}
	if err != nil {
		return Confirmation{}, fmt.Errorf("read confirmation of a flow: %w", err)
	}
	return Confirmation{State: row.State, Late: row.Late}, nil
}

// WithdrawTx takes back a question that nobody has answered; done is false if
// somebody has. The caller holds the conversation's lock.
func WithdrawTx(ctx context.Context, tx *postgres.Tx, conversation uuid.UUID, asked string) (done bool, err error) {
	id, err := uuid.Parse(asked)
	if err != nil {
		return false, nil
	}
	n, err := db.New(tx).Withdraw(ctx, db.WithdrawParams{WorkspaceID: tx.Workspace(), ID: id, ConversationID: conversation})
	if err != nil {
		return false, fmt.Errorf("withdraw confirmation of a flow: %w", err)
	}
	return n > 0, nil
}
