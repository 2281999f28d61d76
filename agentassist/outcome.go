package agentassist

import (
	"context"
	"errors"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/agentassist/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge"
)

// Outcome records that an agent inserted or dismissed a suggestion. reason says
// why it was dismissed: wrong, irrelevant, tone, outdated, other or "". What
// was sent stays sent. It fails with ErrSuggestion.
func (a *Assistant) Outcome(ctx context.Context, ws, id uuid.UUID, outcome Outcome, reason string) error {
	if outcome != Inserted && outcome != Dismissed {
		return problem.New(problem.Invalid, "validation_failed")
	}
	return a.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		row, err := lockTx(ctx, tx, id)
		if err != nil {
			return err
		}
		if before := Outcome(row.Outcome); before == Sent || before == Edited {
			return nil
		}
		if outcome == Inserted {
			reason = ""
		}
		if err := setTx(ctx, tx, id, outcome, reason, nil); err != nil {
			return err
		}
		if outcome == Dismissed && (reason == "wrong" || reason == "outdated") {
			return noteTx(ctx, tx, row, knowledge.NotHelpful)
		}
		return nil
	})
}

// SentTx records that a message of conversation came from the suggestion id, as
// it was or edited, in the transaction that stores the message. A suggestion
// that is not known (any more), or was made for another conversation, is passed
// over: the message counts, not its record.
func (a *Assistant) SentTx(ctx context.Context, tx *postgres.Tx, conversation, id uuid.UUID, text string) error {
	row, err := lockTx(ctx, tx, id)
	if errors.Is(err, ErrSuggestion) {
		return nil
	}
	if err != nil {
		return err
	}
	if row.ConversationID != conversation {
		return nil
	}
	d := float32(Distance(row.Text, text))
	outcome := Edited
	if d == 0 {
		outcome = Sent
	}
	if err := setTx(ctx, tx, id, outcome, "", &d); err != nil {
		return err
	}
	return noteTx(ctx, tx, row, knowledge.Cited)
}

func lockTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) (db.Suggestion, error) {
	row, err := db.New(tx).LockSuggestion(ctx, db.LockSuggestionParams{WorkspaceID: tx.Workspace(), ID: id})
	if errors.Is(err, pgx.ErrNoRows) {
		return row, ErrSuggestion
	}
	return row, wrap("read suggestion", err)
}

func setTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, outcome Outcome, reason string, distance *float32) error {
	return wrap("store outcome", db.New(tx).SetOutcome(ctx, db.SetOutcomeParams{
		WorkspaceID: tx.Workspace(), ID: id, Outcome: string(outcome), Reason: reason, Distance: distance,
	}))
}

// noteTx counts an outcome for the articles that the suggestion rests on.
func noteTx(ctx context.Context, tx *postgres.Tx, row db.Suggestion, outcome knowledge.Outcome) error {
	one, err := suggestionOf(row)
	if err != nil {
		return err
	}
	var articles []uuid.UUID
	for _, src := range one.Sources {
		if src.Article != nil {
			articles = append(articles, *src.Article)
		}
	}
	return knowledge.NoteOutcomeTx(ctx, tx, outcome, articles...)
}

// longestCompared bounds the work of a comparison, in characters: what lies
// beyond is compared by its length alone.
const longestCompared = 1500

// Distance is how far b is from a, 0 (the same but for spaces) to 1 (nothing
// in common): Levenshtein's distance in characters over the longer length.
func Distance(a, b string) float64 {
	x, y := []rune(strings.Join(strings.Fields(a), " ")), []rune(strings.Join(strings.Fields(b), " "))
	longest := max(len(x), len(y))
	if longest == 0 {
		return 0
	}
	for len(x) > 0 && len(y) > 0 && x[0] == y[0] {
		x, y = x[1:], y[1:]
	}
	for len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	beyond := max(0, max(len(x), len(y))-longestCompared)
	x, y = x[:min(len(x), longestCompared)], y[:min(len(y), longestCompared)]
	return min(1, float64(levenshtein(x, y)+beyond)/float64(longest))
}

func levenshtein(x, y []rune) int {
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i, a := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j, b := range y {
			change := diagonal
			if a != b {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, diagonal+1)
		}
	}
	return row[len(y)]
}
