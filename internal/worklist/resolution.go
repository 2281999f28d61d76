package worklist

import (
	"context"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/worklist/internal/db"
)

// Outcomes counts conversations that the bot spoke in, by how they stand.
// Confirmed is what visitors said, Assumed what their silence was taken for; the
// rest neither was resolved nor came to a person.
type Outcomes struct {
	Conversations, Confirmed, Assumed, Escalated int
}

// DayOutcomes are those of conversations that began on a day (UTC).
type DayOutcomes struct {
	Day string // YYYY-MM-DD
	Outcomes
}

// IntentOutcomes are those of conversations in which something was wanted; ""
// is nothing that is known.
type IntentOutcomes struct {
	Intent string
	Outcomes
}

// OutcomesTx counts the last days, by day and by intent, days 1 to 366.
func (l *Lists) OutcomesTx(ctx context.Context, tx *postgres.Tx, days int) ([]DayOutcomes, []IntentOutcomes, error) {
	q := db.New(tx)
	byDay, err := q.Resolutions(ctx, db.ResolutionsParams{WorkspaceID: tx.Workspace(), Days: int32(days)})
	if err != nil {
		return nil, nil, wrap("count resolutions", err)
	}
	list := make([]DayOutcomes, len(byDay))
	for i, r := range byDay {
		list[i] = DayOutcomes{Day: r.Day, Outcomes: Outcomes{int(r.Conversations), int(r.Confirmed), int(r.Assumed), int(r.Escalated)}}
	}
	rows, err := q.ResolutionsByIntent(ctx, db.ResolutionsByIntentParams{WorkspaceID: tx.Workspace(), Days: int32(days)})
	intents := make([]IntentOutcomes, len(rows))
	for i, r := range rows {
		intents[i] = IntentOutcomes{Intent: r.Intent, Outcomes: Outcomes{int(r.Conversations), int(r.Confirmed), int(r.Assumed), int(r.Escalated)}}
	}
	return list, intents, wrap("count resolutions by intent", err)
}

// Wanted is what messages of a conversation were taken to want.
type Wanted struct {
	Name string
	// Confidence is the highest of those messages, 0…1.
	Confidence float64
	// Seq is the latest of them.
	Seq int64
}

// IntentsTx lists what a conversation was taken to want, the latest first, at
// most 5.
func (l *Lists) IntentsTx(ctx context.Context, tx *postgres.Tx, conversation uuid.UUID) ([]Wanted, error) {
	rows, err := db.New(tx).IntentsOf(ctx, db.IntentsOfParams{WorkspaceID: tx.Workspace(), ConversationID: conversation})
	list := make([]Wanted, len(rows))
	for i, r := range rows {
		list[i] = Wanted{Name: r.Name, Confidence: float64(r.Confidence), Seq: r.Seq}
	}
	return list, wrap("read intents", err)
}

// ResolutionTx says what became of the bot's answers in a conversation: "open",
// "confirmed", "assumed", or "" where they settled nothing.
func (l *Lists) ResolutionTx(ctx context.Context, tx *postgres.Tx, conversation uuid.UUID) (string, error) {
	r, err := db.New(tx).Resolution(ctx, db.ResolutionParams{WorkspaceID: tx.Workspace(), ConversationID: conversation})
	return r, wrap("read resolution", err)
}
