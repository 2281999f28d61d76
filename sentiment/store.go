package sentiment

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/sentiment/internal/db"
)

// Store keeps the moods of conversations.
type Store struct {
	scorer        *Scorer
	conversations *conversation.Store
	askAgain      AskAgain
}

// AskAgain arranges, in the transaction that stores a message, that somebody
// else says how it feels: [Store.CorrectTx] takes what they say.
type AskAgain func(ctx context.Context, tx *postgres.Tx, conversation uuid.UUID, seq int64) error

// Option changes a new store.
type Option func(*Store)

// WithSecondOpinion has somebody else asked about what the scorer is unsure of.
func WithSecondOpinion(ask AskAgain) Option { return func(s *Store) { s.askAgain = ask } }

// NewStore makes a store that scores with scorer and records changes in the
// log of conversations.
func NewStore(scorer *Scorer, conversations *conversation.Store, options ...Option) *Store {
	s := &Store{scorer: scorer, conversations: conversations}
	for _, o := range options {
		o(s)
	}
	return s
}

// LatestTx gives the mood of a conversation; the zero Mood where its visitor
// has said nothing.
func (s *Store) LatestTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) (Mood, error) {
	row, err := db.New(tx).LatestMood(ctx, db.LatestMoodParams{WorkspaceID: tx.Workspace(), ConversationID: id})
	if errors.Is(err, pgx.ErrNoRows) {
		return Mood{Conversation: id, Level: Even, Cause: CauseNone}, nil
	}
	if err != nil {
		return Mood{}, fmt.Errorf("read mood: %w", err)
	}
	return moodOf(row), nil
}

// LineTx gives the mood after each visitor message, the oldest first.
func (s *Store) LineTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) ([]Point, error) {
	rows, err := db.New(tx).MoodLine(ctx, db.MoodLineParams{WorkspaceID: tx.Workspace(), ConversationID: id})
	if err != nil {
		return nil, fmt.Errorf("read mood line: %w", err)
	}
	points := make([]Point, len(rows))
	for i, r := range rows {
		points[i] = Point{
			Seq: r.Seq, At: r.At, Valence: float64(r.Valence), Anger: float64(r.Anger), Urgency: float64(r.Urgency),
			Cause: Cause(r.Cause), Confidence: float64(r.Confidence), Mood: moodOf(r), By: r.ScoredBy,
		}
	}
	return points, nil
}

func moodOf(r db.Mood) Mood {
	return Mood{
		Conversation: r.ConversationID, Seq: r.Seq, At: r.At, Level: Level(r.Level),
		Valence: float64(r.SmoothValence), Anger: float64(r.SmoothAnger), Urgency: float64(r.SmoothUrgency),
		Cause: Cause(r.Cause), Confidence: float64(r.Confidence), Slope: float64(r.Slope),
		Peak: float64(r.Peak), PeakSeq: r.PeakSeq,
	}
}
