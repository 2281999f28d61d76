package handoff

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/handoff/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// Mark is what somebody said of a decision afterwards.
type Mark string

// The marks. They are stored: do not rename.
const (
	MarkRight  Mark = "right"  // a person was needed
	MarkFalse  Mark = "false"  // a person was not needed
	MarkMissed Mark = "missed" // the bot answered, and a person was needed
)

// ErrNoDecision: it is gone, or the mark does not go with it.
var ErrNoDecision = problem.New(problem.NotFound, "decision_not_found")

// Judged is a decision in the ledger's list, with what was said of it.
type Judged struct {
	ID     uuid.UUID
	Number int64 // of the conversation, for people
	Entry
	// Said is the visitor's message, "" if it is gone.
	Said string
	// House is the version of the rules it was decided by; 0 = none were set.
	House int
	// Mark is "" while nobody has judged it; Cause is what should have called
	// for a person, of one that was missed.
	Mark  Mark
	Cause string
	By    *uuid.UUID
}

// LedgerFilter chooses decisions, newest first.
type LedgerFilter struct {
	// Kinds are those wanted; none = all.
	Kinds []Kind
	// Cause is a reason or a rule; "" = any.
	Cause string
	// Marked is a mark, "no" for what nobody has judged, "" for all.
	Marked string
	// Before is the time of the last one of the page before; zero begins.
	Before time.Time
}

const ledgerPage = 50

// LedgerPageTx gives a page of all decisions; more says that others follow.
func (q *Queue) LedgerPageTx(ctx context.Context, tx *postgres.Tx, f LedgerFilter) (list []Judged, more bool, err error) {
	if f.Before.IsZero() {
		f.Before = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	kinds := make([]string, len(f.Kinds))
	for i, k := range f.Kinds {
		kinds[i] = string(k)
	}
	rows, err := db.New(tx).LedgerPage(ctx, db.LedgerPageParams{
		WorkspaceID: tx.Workspace(), Before: f.Before, Kinds: kinds, Cause: f.Cause, Marked: f.Marked, LimitTo: ledgerPage + 1,
	})
	if err != nil {
		return nil, false, fmt.Errorf("list the ledger: %w", err)
	}
	if len(rows) > ledgerPage {
		rows, more = rows[:ledgerPage], true
	}
	list = make([]Judged, len(rows))
	for i, r := range rows {
		list[i] = Judged{
			ID: r.ID, Number: r.Number, Said: r.Said, House: int(r.House), Mark: Mark(r.Mark), Cause: r.Cause, By: r.MarkedBy,
			Entry: Entry{Conversation: r.ConversationID, Seq: r.Seq, At: r.At, Decision: Decision{
				Kind: Kind(r.Kind), Reason: Reason(r.Reason), Rule: r.Rule, Confidence: float64(r.Confidence),
			}},
		}
		if err := json.Unmarshal(r.Evidence, &list[i].Decision.Evidence); err != nil {
			return nil, false, fmt.Errorf("decode evidence: %w", err)
		}
	}
	return list, more, nil
}

// MarkTx says what somebody thinks of a decision: of an escalation that it was
// right or false, of an answer that one was missed and for which cause, a reason
// or "admin." with a rule's id. "" takes the mark back.
func (q *Queue) MarkTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, mark Mark, cause string, by uuid.UUID) error {
	queries := db.New(tx)
	if mark == "" {
		there, err := queries.UnmarkDecision(ctx, db.UnmarkDecisionParams{WorkspaceID: tx.Workspace(), ID: id})
		if err != nil {
			return fmt.Errorf("take a mark back: %w", err)
		}
		if !there {
			return ErrNoDecision
		}
		return nil
	}
	if mark != MarkMissed {
		cause = ""
	}
	n, err := queries.MarkDecision(ctx, db.MarkDecisionParams{WorkspaceID: tx.Workspace(), ID: id, Mark: string(mark), Cause: cause, MarkedBy: by})
	if err != nil {
		return fmt.Errorf("mark a decision: %w", err)
	}
	if n == 0 {
		return ErrNoDecision
	}
	return nil
}

// Verdict is how a cause of escalations does on the decisions that were marked.
type Verdict struct {
	// Cause is a reason, or "admin." with the id of a rule of the workspace.
	Cause string
	// Fired is how often it called for a person.
	Fired, Right, False, Missed int
}

// Precision is the part of its marked escalations that were right; ok is false
// where none was marked.
func (v Verdict) Precision() (p float64, ok bool) { return share(v.Right, v.Right+v.False) }

// Recall is the part of the marked needs for a person, by this cause, that it
// found; ok is false where none was marked.
func (v Verdict) Recall() (r float64, ok bool) { return share(v.Right, v.Right+v.Missed) }

func share(n, of int) (float64, bool) {
	if of == 0 {
		return 0, false
	}
	return float64(n) / float64(of), true
}

// VerdictsTx counts the last days by cause, most frequent first.
func (q *Queue) VerdictsTx(ctx context.Context, tx *postgres.Tx, days int) ([]Verdict, error) {
	rows, err := db.New(tx).Verdicts(ctx, db.VerdictsParams{WorkspaceID: tx.Workspace(), Days: int32(days)})
	if err != nil {
		return nil, fmt.Errorf("count marks: %w", err)
	}
	list := make([]Verdict, len(rows))
	for i, r := range rows {
		list[i] = Verdict{Cause: r.Cause, Fired: int(r.Fired), Right: int(r.RightOnes), False: int(r.FalseOnes), Missed: int(r.MissedOnes)}
	}
	return list, nil
}
