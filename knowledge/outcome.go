package knowledge

import (
	"context"
	"math/rand/v2"
	"slices"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge/internal/db"
)

// Outcome is what became of an article in a conversation.
type Outcome string

// The outcomes.
const (
	Shown      Outcome = "shown"       // offered to a visitor or an agent
	Cited      Outcome = "cited"       // an answer quotes it
	Resolved   Outcome = "resolved"    // cited, and the conversation ended well without a person
	Escalated  Outcome = "escalated"   // cited, and a person was needed all the same
	Helpful    Outcome = "helpful"     // somebody said so
	NotHelpful Outcome = "not_helpful" // somebody said so
)

var outcomes = []Outcome{Shown, Cited, Resolved, Escalated, Helpful, NotHelpful}

// slots spreads a popular article's counter of a day over rows.
const slots = 8

// NoteOutcomeTx counts an outcome for articles of the transaction's workspace.
// Unknown articles are passed over: they may have been deleted since.
func NoteOutcomeTx(ctx context.Context, tx *postgres.Tx, outcome Outcome, articles ...uuid.UUID) error {
	if !slices.Contains(outcomes, outcome) {
		return problem.New(problem.Invalid, "article_outcome")
	}
	if len(articles) == 0 {
		return nil
	}
	return wrap("note outcome", db.New(tx).AddOutcome(ctx, db.AddOutcomeParams{
		WorkspaceID: tx.Workspace(), Outcome: string(outcome), Slot: int16(rand.IntN(slots)), Articles: articles,
	}))
}

// NoteOutcome counts an outcome in a transaction of its own.
func (l *Library) NoteOutcome(ctx context.Context, ws uuid.UUID, outcome Outcome, articles ...uuid.UUID) error {
	return l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		return NoteOutcomeTx(ctx, tx, outcome, articles...)
	})
}

// Outcomes counts what became of articles in the last 180 days.
func (l *Library) Outcomes(ctx context.Context, ws uuid.UUID, articles ...uuid.UUID) (map[uuid.UUID]map[Outcome]int, error) {
	var out map[uuid.UUID]map[Outcome]int
	err := l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		var err error
		out, err = outcomesTx(ctx, tx, articles)
		return err
	})
	return out, wrap("count outcomes", err)
}

func outcomesTx(ctx context.Context, tx *postgres.Tx, articles []uuid.UUID) (map[uuid.UUID]map[Outcome]int, error) {
	rows, err := db.New(tx).Outcomes(ctx, db.OutcomesParams{WorkspaceID: tx.Workspace(), Articles: articles})
	out := map[uuid.UUID]map[Outcome]int{}
	for _, r := range rows {
		if out[r.ArticleID] == nil {
			out[r.ArticleID] = map[Outcome]int{}
		}
		out[r.ArticleID][Outcome(r.Outcome)] = int(r.Count)
	}
	return out, err
}
