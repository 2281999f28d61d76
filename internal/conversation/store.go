package conversation

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/bus"
	"github.com/firstlinehq/firstline/internal/conversation/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Ref names a conversation.
type Ref struct {
	Workspace uuid.UUID
	ID        uuid.UUID
}

// Store keeps conversations.
type Store struct {
	db  *postgres.DB
	bus bus.Bus
}

// NewStore makes a store over a database and a bus.
func NewStore(database *postgres.DB, b bus.Bus) *Store { return &Store{db: database, bus: b} }

// Conversation is who holds it now and how far it has come.
type Conversation struct {
	Ref
	// Number is for people ("#1042"); it is no key.
	Number  int64
	Visitor uuid.UUID
	// Lang is the language the visitor writes in, "en" or "zh".
	Lang  string
	Stage Stage
	// Agent holds it; nil unless Stage is person.
	Agent *uuid.UUID
	// LastAgent held it last, or holds it.
	LastAgent    *uuid.UUID
	Team         *uuid.UUID
	SnoozedUntil *time.Time
	LastSeq      int64
	LastVSeq     int64
	// LastVisitorSeq is the seq of the visitor's last message.
	LastVisitorSeq int64
	// AnsweredSeq is the last visitor seq that a turn has finished with.
	AnsweredSeq int64
	LastAt      time.Time
	// WaitingSince is the first visitor message that neither an answer nor a
	// person has met; nil if there is none.
	WaitingSince *time.Time
	// Preview is the start of what was said last.
	Preview    string
	CreatedAt  time.Time
	ResolvedAt *time.Time
	// MergedInto is the conversation of the visitor that this one goes on in.
	MergedInto *uuid.UUID
	// Resolution says whether what the bot answered settled the matter.
	Resolution Resolution
	// CheckInSeq is the line that asked whether it did; nil before that.
	CheckInSeq *int64
}

// OpenTx gives the visitor's open conversation, or opens one. Two messages of
// one visitor at once open one conversation: the visitor's row is locked.
func (s *Store) OpenTx(ctx context.Context, tx *postgres.Tx, visitor uuid.UUID, lang string) (Conversation, error) {
	q := db.New(tx)
	if _, err := q.LockVisitor(ctx, db.LockVisitorParams{WorkspaceID: tx.Workspace(), ID: visitor}); err != nil {
		return Conversation{}, notFound(err, "lock visitor")
	}
	open, err := q.OpenOfVisitor(ctx, db.OpenOfVisitorParams{WorkspaceID: tx.Workspace(), VisitorID: visitor})
	if err != nil {
		return Conversation{}, fmt.Errorf("find open conversation: %w", err)
	}
	if len(open) > 0 {
		return fromRow(open[0]), nil
	}
	id, err := uuid.NewV7()
	if err != nil {
		return Conversation{}, fmt.Errorf("conversation id: %w", err)
	}
	row, err := q.CreateConversation(ctx, db.CreateConversationParams{
		WorkspaceID: tx.Workspace(), ID: id, VisitorID: visitor, Lang: lang,
	})
	if err != nil {
		return Conversation{}, fmt.Errorf("create conversation: %w", err)
	}
	return fromRow(row), nil
}

// FindOrOpenTx gives the conversation for a message that names none: the one
// that holds this client id already, else the open one, else a new one. A
// resend whose acknowledgement was lost must not begin a second conversation
// because the first was resolved meanwhile.
//
// Most messages find their conversation, and take no lock for it: what happens
// to it before the message is appended, the append sees under its own lock.
func (s *Store) FindOrOpenTx(ctx context.Context, tx *postgres.Tx, visitor uuid.UUID, clientID, lang string) (uuid.UUID, error) {
	id, err := placeTx(ctx, tx, visitor, clientID)
	if err != nil || id != uuid.Nil {
		return id, err
	}
	if _, err := db.New(tx).LockVisitor(ctx, db.LockVisitorParams{WorkspaceID: tx.Workspace(), ID: visitor}); err != nil {
		return uuid.Nil, notFound(err, "lock visitor")
	}
	// Who waited for the lock may find what its holder opened.
	if id, err = placeTx(ctx, tx, visitor, clientID); err != nil || id != uuid.Nil {
		return id, err
	}
	c, err := s.OpenTx(ctx, tx, visitor, lang)
	return c.ID, err
}

// placeTx is where a message belongs that names no conversation; uuid.Nil if
// nowhere yet.
func placeTx(ctx context.Context, tx *postgres.Tx, visitor uuid.UUID, clientID string) (uuid.UUID, error) {
	id, err := db.New(tx).PlaceOf(ctx, db.PlaceOfParams{WorkspaceID: tx.Workspace(), VisitorID: visitor, ClientID: &clientID})
	if errors.Is(err, pgx.ErrNoRows) {
		return uuid.Nil, nil
	}
	if err != nil {
		return uuid.Nil, fmt.Errorf("find conversation: %w", err)
	}
	return id, nil
}

// RecordedTx reports whether an author's client id is recorded in the
// conversation. The caller holds the conversation's lock.
func (s *Store) RecordedTx(ctx context.Context, tx *postgres.Tx, id, author uuid.UUID, clientID string) (bool, error) {
	found, err := db.New(tx).IsRecorded(ctx, db.IsRecordedParams{
		WorkspaceID: tx.Workspace(), ConversationID: id, AuthorID: author, ClientID: &clientID,
	})
	if err != nil {
		return false, fmt.Errorf("look for message: %w", err)
	}
	return found, nil
}

// GetTx reads a conversation. It fails with ErrNotFound.
func (s *Store) GetTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) (Conversation, error) {
	row, err := db.New(tx).GetConversation(ctx, db.GetConversationParams{WorkspaceID: tx.Workspace(), ID: id})
	if err != nil {
		return Conversation{}, notFound(err, "read conversation")
	}
	return fromRow(row), nil
}

// LockTx reads a conversation and holds its row until the transaction ends.
func (s *Store) LockTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) (Conversation, error) {
	row, err := db.New(tx).LockConversation(ctx, db.LockConversationParams{WorkspaceID: tx.Workspace(), ID: id})
	if err != nil {
		return Conversation{}, notFound(err, "lock conversation")
	}
	return fromRow(row), nil
}

// OfVisitorTx lists a visitor's conversations, newest first, at most 50.
func (s *Store) OfVisitorTx(ctx context.Context, tx *postgres.Tx, visitor uuid.UUID) ([]Conversation, error) {
	rows, err := db.New(tx).OfVisitor(ctx, db.OfVisitorParams{WorkspaceID: tx.Workspace(), VisitorID: visitor})
	if err != nil {
		return nil, fmt.Errorf("list conversations of visitor: %w", err)
	}
	list := make([]Conversation, len(rows))
	for i, r := range rows {
		list[i] = fromRow(r)
	}
	return list, nil
}

// SnoozeTx hides an open conversation from the lists until a time; nil wakes it.
func (s *Store) SnoozeTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, until *time.Time) error {
	err := db.New(tx).Snooze(ctx, db.SnoozeParams{WorkspaceID: tx.Workspace(), ID: id, Until: until})
	if err != nil {
		return fmt.Errorf("snooze: %w", err)
	}
	return nil
}

// MessagesTx gives the last messages, oldest first, without notes. limit is
// 1 to 500.
func (s *Store) MessagesTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, limit int) ([]*Event, error) {
	rows, err := db.New(tx).LastMessages(ctx, db.LastMessagesParams{
		WorkspaceID: tx.Workspace(), ConversationID: id, AtMost: int32(min(max(limit, 1), 500)),
	})
	if err != nil {
		return nil, fmt.Errorf("read messages: %w", err)
	}
	return fromEvents(rows), nil
}

// MessageOf decodes the data of a message.added event.
func MessageOf(e *Event) (Message, error) {
	var m Message
	if err := json.Unmarshal(e.Data, &m); err != nil {
		return m, fmt.Errorf("decode message %d: %w", e.Seq, err)
	}
	return m, nil
}

// VisibleTx reads the event that the visitor knows by a number. It fails with
// ErrNotFound.
func (s *Store) VisibleTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, vseq int64) (*Event, error) {
	row, err := db.New(tx).VisibleEvent(ctx, db.VisibleEventParams{WorkspaceID: tx.Workspace(), ConversationID: id, Vseq: vseq})
	if err != nil {
		return nil, notFound(err, "read event")
	}
	return fromEvents([]db.Event{row})[0], nil
}

// RatedTx reports whether the visitor has rated the conversation.
func (s *Store) RatedTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) (bool, error) {
	rated, err := db.New(tx).IsRated(ctx, db.IsRatedParams{WorkspaceID: tx.Workspace(), ConversationID: id})
	if err != nil {
		return false, fmt.Errorf("read rating: %w", err)
	}
	return rated, nil
}

// RateTx keeps the visitor's rating, replacing an earlier one.
func (s *Store) RateTx(ctx context.Context, tx *postgres.Tx, c Conversation, r Rated) error {
	err := db.New(tx).PutRating(ctx, db.PutRatingParams{
		WorkspaceID: tx.Workspace(), ConversationID: c.ID, AgentID: c.LastAgent,
		Score: int16(r.Score), Comment: r.Comment,
	})
	if err != nil {
		return fmt.Errorf("store rating: %w", err)
	}
	return nil
}

func notFound(err error, doing string) error {
	if errors.Is(err, pgx.ErrNoRows) {
		return ErrNotFound
	}
	return fmt.Errorf("%s: %w", doing, err)
}

func fromRow(r db.Conversation) Conversation {
	return Conversation{
		Ref: Ref{Workspace: r.WorkspaceID, ID: r.ID}, Number: r.Number, Visitor: r.VisitorID, Lang: r.Lang,
		Stage: Stage(r.Stage), Agent: r.AgentID, LastAgent: r.LastAgentID, Team: r.TeamID,
		SnoozedUntil: r.SnoozedUntil, LastSeq: r.LastSeq, LastVSeq: r.LastVseq,
		LastVisitorSeq: r.LastVisitorSeq, AnsweredSeq: r.AnsweredSeq, LastAt: r.LastAt,
		WaitingSince: r.WaitingSince, Preview: r.Preview, CreatedAt: r.CreatedAt, ResolvedAt: r.ResolvedAt,
		MergedInto: r.MergedInto, Resolution: Resolution(r.Resolution), CheckInSeq: r.CheckInSeq,
	}
}

func fromEvents(rows []db.Event) []*Event {
	list := make([]*Event, len(rows))
	for i, r := range rows {
		e := &Event{
			Workspace: r.WorkspaceID, Conversation: r.ConversationID, Seq: r.Seq, Kind: r.Kind,
			Author: Author{Kind: AuthorKind(r.AuthorKind), ID: r.AuthorID, Name: r.AuthorName},
			At:     r.At, Data: r.Data,
		}
		if r.Vseq != nil {
			e.VSeq, e.Audience = *r.Vseq, Everyone
		}
		if r.ClientID != nil {
			e.ClientID = *r.ClientID
		}
		list[i] = e
	}
	return list
}
