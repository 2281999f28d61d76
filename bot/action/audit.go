package action

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/action/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Record is a row of the audit.
type Record struct {
	ID      uuid.UUID
	Action  uuid.UUID
	Name    string // the action's when it was called
	Version int
	// Conversation is nil for a try in the console; Number is for people.
	Conversation *uuid.UUID
	Number       int64
	Turn         *uuid.UUID
	By           By
	// Agent is the name of whoever tried it or ran it; "" if nobody did.
	Agent string
	// ConfirmedBy is "visitor", "agent" or "".
	ConfirmedBy string
	Inputs      map[string]string // redacted
	Outcome     Outcome
	Reason      Reason
	Status      int
	Took        time.Duration
	At          time.Time
}

// CallFilter says which records; zero fields take all.
type CallFilter struct {
	Action       *uuid.UUID
	Conversation *uuid.UUID
	Outcome      Outcome
	By           By
	// Before continues a list behind its last row.
	Before *time.Time
	// Limit is 1 to 200; 0 means 50.
	Limit int
}

// Calls lists the audit, newest first.
func (r *Runner) Calls(ctx context.Context, ws uuid.UUID, f CallFilter) (list []Record, err error) {
	if f.Limit <= 0 || f.Limit > 200 {
		f.Limit = 50
	}
	err = r.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		rows, err := db.New(tx).Calls(ctx, db.CallsParams{
			WorkspaceID: ws, ActionID: f.Action, ConversationID: f.Conversation, Outcome: string(f.Outcome), ByKind: string(f.By),
			Before: f.Before, AtMost: int32(f.Limit),
		})
		if err != nil {
			return fmt.Errorf("read calls: %w", err)
		}
		list = make([]Record, len(rows))
		for i, row := range rows {
			list[i] = Record{
				ID: row.ID, Action: row.ActionID, Name: row.Action, Version: int(row.Version), Conversation: row.ConversationID, Number: row.Number,
				Turn: row.TurnID, By: By(row.ByKind), Agent: row.Agent, ConfirmedBy: row.ConfirmedBy, Outcome: Outcome(row.Outcome),
				Reason: Reason(row.Reason), Status: int(row.Status), Took: time.Duration(row.TookMs) * time.Millisecond, At: row.At,
			}
			if err := json.Unmarshal(row.Inputs, &list[i].Inputs); err != nil {
				return fmt.Errorf("decode inputs of call %s: %w", row.ID, err)
			}
		}
		return nil
	})
	return list, err
}
