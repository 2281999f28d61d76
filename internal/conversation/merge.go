package conversation

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/conversation/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Merged says that another conversation of the visitor goes on in this one,
// from here: "conversation.merged". Its log stays where it is.
type Merged struct {
	From uuid.UUID `json:"from_id" format:"uuid"`
	// Number is From's, for people.
	Number int64 `json:"number"`
	// Messages is how many it held.
	Messages int `json:"messages"`
}

// Kind implements EventData.
func (Merged) Kind() string { return "conversation.merged" }

// Audience implements EventData.
func (Merged) Audience() Audience { return Everyone }

// MovedOn says that this conversation goes on in another one:
// "conversation.moved_on". Whoever follows it follows that one from now on.
type MovedOn struct {
	Into uuid.UUID `json:"into_id" format:"uuid"`
	// Number is Into's, for people.
	Number int64 `json:"number"`
}

// Kind implements EventData.
func (MovedOn) Kind() string { return "conversation.moved_on" }

// Audience implements EventData.
func (MovedOn) Audience() Audience { return Everyone }

// LockTwoTx locks two conversations and before them their visitors, the order
// in which an identified visitor takes conversations over. It fails with
// ErrNotFound.
func (s *Store) LockTwoTx(ctx context.Context, tx *postgres.Tx, one, other uuid.UUID) (a, b Conversation, err error) {
	q, ids := db.New(tx), []uuid.UUID{one, other}
	if err := q.LockVisitors(ctx, db.LockVisitorsParams{WorkspaceID: tx.Workspace(), Ids: ids}); err != nil {
		return a, b, fmt.Errorf("lock visitors: %w", err)
	}
	rows, err := q.LockConversations(ctx, db.LockConversationsParams{WorkspaceID: tx.Workspace(), Ids: ids})
	if err != nil {
		return a, b, fmt.Errorf("lock conversations: %w", err)
	}
	if len(rows) != 2 {
		return a, b, ErrNotFound
	}
	if rows[0].ID != one {
		rows[0], rows[1] = rows[1], rows[0]
	}
	return fromRow(rows[0]), fromRow(rows[1]), nil
}

// MergeTx ends source and lets it go on in target: both logs name the other,
// and who waited longer in source waits as long in target. The caller has both
// locked ([Store.LockTwoTx]) and has ended what else hangs on source.
func (s *Store) MergeTx(ctx context.Context, tx *postgres.Tx, source, target Conversation, by Author) error {
	q := db.New(tx)
	messages, err := q.CountMessages(ctx, db.CountMessagesParams{WorkspaceID: tx.Workspace(), ConversationID: source.ID})
	if err != nil {
		return fmt.Errorf("count messages: %w", err)
	}
	if _, err := s.MoveTx(ctx, tx, Move{Conversation: source.ID, To: StageResolved, By: by}); err != nil {
		return err
	}
	for _, a := range []Append{
		{Conversation: source.ID, Author: by, Data: MovedOn{Into: target.ID, Number: target.Number}},
		{Conversation: target.ID, Author: by, Data: Merged{From: source.ID, Number: source.Number, Messages: int(messages)}},
	} {
		if _, err := s.AppendTx(ctx, tx, a); err != nil {
			return err
		}
	}
	if err := q.SetMerged(ctx, db.SetMergedParams{WorkspaceID: tx.Workspace(), ID: source.ID, IntoID: target.ID}); err != nil {
		return fmt.Errorf("mark merged: %w", err)
	}
	err = q.TakeWaiting(ctx, db.TakeWaitingParams{WorkspaceID: tx.Workspace(), ID: target.ID, Since: source.WaitingSince})
	if err != nil {
		return fmt.Errorf("keep waiting time: %w", err)
	}
	return nil
}

// WhereTx gives the conversation that this one goes on in, at the end of all
// merges; the same one where it was not merged.
func (s *Store) WhereTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) (uuid.UUID, error) {
	for {
		into, err := db.New(tx).MergedInto(ctx, db.MergedIntoParams{WorkspaceID: tx.Workspace(), ID: id})
		if err != nil {
			return id, notFound(err, "find where a conversation goes on")
		}
		if into == nil {
			return id, nil
		}
		id = *into
	}
}

// PartsTx lists the conversations that go on in this one, at most 20.
func (s *Store) PartsTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) ([]uuid.UUID, error) {
	ids, err := db.New(tx).MergedHere(ctx, db.MergedHereParams{WorkspaceID: tx.Workspace(), ID: id})
	if err != nil {
		return nil, fmt.Errorf("find merged conversations: %w", err)
	}
	return ids, nil
}

// CountTx counts a conversation's messages.
func (s *Store) CountTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) (int, error) {
	n, err := db.New(tx).CountMessages(ctx, db.CountMessagesParams{WorkspaceID: tx.Workspace(), ConversationID: id})
	if err != nil {
		return 0, fmt.Errorf("count messages: %w", err)
	}
	return int(n), nil
}

// PassedNoteTx gives the note that came with the last transfer; nil if there
// was none, or if the conversation was finished since.
func (s *Store) PassedNoteTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) (*Event, error) {
	row, err := db.New(tx).LastNote(ctx, db.LastNoteParams{WorkspaceID: tx.Workspace(), ConversationID: id})
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil //nolint:nilnil // none is an answer, not an error
	}
	if err != nil {
		return nil, fmt.Errorf("read transfer's note: %w", err)
	}
	return fromEvents([]db.Event{row})[0], nil
}
