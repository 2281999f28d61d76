package handoff

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/handoff/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Entry is one row of the ledger.
type Entry struct {
	Conversation uuid.UUID
	// Turn is the bot's turn; nil for what a person or a button decided.
	Turn *uuid.UUID
	// Seq is the visitor message that was decided on.
	Seq      int64
	Decision Decision
	At       time.Time
}

// RecordDecisionTx adds a row to the ledger. It holds numbers and a quote's
// place and words, no other text of the visitor.
func (q *Queue) RecordDecisionTx(ctx context.Context, tx *postgres.Tx, e Entry) error {
	id, err := uuid.NewV7()
	if err != nil {
		return fmt.Errorf("decision id: %w", err)
	}
	evidence, err := json.Marshal(e.Decision.Evidence)
	if err != nil {
		return fmt.Errorf("encode evidence: %w", err)
	}
	snapshot, err := json.Marshal(e.Decision.Snapshot)
	if err != nil {
		return fmt.Errorf("encode snapshot: %w", err)
	}
	err = db.New(tx).InsertDecision(ctx, db.InsertDecisionParams{
		WorkspaceID: tx.Workspace(), ID: id, ConversationID: e.Conversation, TurnID: e.Turn, Seq: e.Seq,
		Kind: string(e.Decision.Kind), Reason: string(e.Decision.Reason), Rule: e.Decision.Rule,
		Evidence: evidence, Snapshot: snapshot, Confidence: float32(e.Decision.Confidence),
	})
	if err != nil {
		return fmt.Errorf("record decision: %w", err)
	}
	return nil
}

// offersTx gives why a person was offered in a conversation, by the last message of
// the visitor that each offer was decided on.
func offersTx(ctx context.Context, tx *postgres.Tx, conversation uuid.UUID) (map[int64]Reason, error) {
	rows, err := db.New(tx).OffersOf(ctx, db.OffersOfParams{WorkspaceID: tx.Workspace(), ConversationID: conversation})
	if err != nil {
		return nil, fmt.Errorf("read past offers: %w", err)
	}
	offers := make(map[int64]Reason, len(rows))
	for _, r := range rows {
		offers[r.Seq] = Reason(r.Reason)
	}
	return offers, nil
}

// LedgerTx lists a conversation's decisions, newest first, at most 100.
func (q *Queue) LedgerTx(ctx context.Context, tx *postgres.Tx, conversation uuid.UUID) ([]Entry, error) {
	rows, err := db.New(tx).DecisionsOf(ctx, db.DecisionsOfParams{WorkspaceID: tx.Workspace(), ConversationID: conversation})
	if err != nil {
		return nil, fmt.Errorf("read ledger: %w", err)
	}
	list := make([]Entry, len(rows))
	for i, r := range rows {
		list[i] = Entry{Conversation: r.ConversationID, Turn: r.TurnID, Seq: r.Seq, At: r.At, Decision: Decision{
			Kind: Kind(r.Kind), Reason: Reason(r.Reason), Rule: r.Rule, Confidence: float64(r.Confidence),
		}}
		if err := json.Unmarshal(r.Evidence, &list[i].Decision.Evidence); err != nil {
			return nil, fmt.Errorf("decode evidence: %w", err)
		}
	}
	return list, nil
}
