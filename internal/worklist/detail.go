package worklist

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/worklist/internal/db"
)

// Visitor is what is known of a conversation's visitor.
type Visitor struct {
	ID                         uuid.UUID
	Name, Email, Lang, PageURL string
	FirstSeen                  time.Time
	// External is the shop's own name of them, on its signature; "" for an
	// anonymous visitor.
	External string
	// Attributes are what the shop says of them: a JSON object of single values.
	Attributes json.RawMessage
}

// Earlier is another conversation of the same visitor.
type Earlier struct {
	ID      uuid.UUID
	Number  int64
	Stage   string
	Preview string
	LastAt  time.Time
}

// Rating is what the visitor gave, 1 to 5.
type Rating struct {
	Score   int
	Comment string
}

// VisitorTx reads a conversation's visitor. It fails with ErrNotFound.
func (l *Lists) VisitorTx(ctx context.Context, tx *postgres.Tx, conversation uuid.UUID) (Visitor, error) {
	v, err := db.New(tx).Visitor(ctx, db.VisitorParams{WorkspaceID: tx.Workspace(), ConversationID: conversation})
	if errors.Is(err, pgx.ErrNoRows) {
		return Visitor{}, ErrNotFound
	}
	return Visitor{
		ID: v.ID, Name: v.Name, Email: v.Email, Lang: v.Lang, PageURL: v.PageUrl, FirstSeen: v.CreatedAt,
		External: v.ExternalID, Attributes: v.Attributes,
	}, wrap("read visitor", err)
}

// HistoryTx lists the visitor's other conversations, newest first, at most 20.
func (l *Lists) HistoryTx(ctx context.Context, tx *postgres.Tx, visitor, except uuid.UUID) ([]Earlier, error) {
	rows, err := db.New(tx).History(ctx, db.HistoryParams{WorkspaceID: tx.Workspace(), VisitorID: visitor, ConversationID: except})
	list := make([]Earlier, len(rows))
	for i, r := range rows {
		list[i] = Earlier{ID: r.ID, Number: r.Number, Stage: r.Stage, Preview: r.Preview, LastAt: r.LastAt}
	}
	return list, wrap("read history", err)
}

// RatingTx reads a conversation's rating; nil if there is none.
func (l *Lists) RatingTx(ctx context.Context, tx *postgres.Tx, conversation uuid.UUID) (*Rating, error) {
	r, err := db.New(tx).Rating(ctx, db.RatingParams{WorkspaceID: tx.Workspace(), ConversationID: conversation})
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil //nolint:nilnil // none is an answer, not an error
	}
	if err != nil {
		return nil, wrap("read rating", err)
	}
	return &Rating{Score: int(r.Score), Comment: r.Comment}, nil
}

// HandPriorityTx is the priority that an agent set; nil if none did.
func (l *Lists) HandPriorityTx(ctx context.Context, tx *postgres.Tx, conversation uuid.UUID) (*int, error) {
	p, err := db.New(tx).HandPriority(ctx, db.HandPriorityParams{WorkspaceID: tx.Workspace(), ConversationID: conversation})
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil //nolint:nilnil // none is an answer, not an error
	}
	return new(int(p)), wrap("read priority", err)
}
