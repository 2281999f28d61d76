package worklist

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/internal/worklist/internal/db"
)

// Lists are the lists of all workspaces.
type Lists struct {
	db *postgres.DB
}

// New makes lists.
func New(database *postgres.DB) *Lists { return &Lists{db: database} }

// Errors of this package.
var (
	// ErrNotFound: no such conversation in this workspace.
	ErrNotFound = problem.New(problem.NotFound, "conversation_not_found")
	// ErrCursor: the cursor was not made by a page.
	ErrCursor = problem.New(problem.Invalid, "cursor_invalid")
)

// View is one list of the inbox.
type View string

// The views. All but Resolved hold what is not resolved.
const (
	Mine       View = "mine"       // held by the agent who asks
	Waiting    View = "waiting"    // for a person
	Unassigned View = "unassigned" // waiting, and offered to nobody now
	Bot        View = "bot"
	Person     View = "person" // held by anybody
	Resolved   View = "resolved"
	All        View = "all"
	Mentions   View = "mentions" // in which a note called the agent who asks, lately or unread; resolved ones too
)

// Row is one conversation in a list.
type Row struct {
	ID          uuid.UUID
	Number      int64
	Visitor     uuid.UUID
	VisitorName string
	Lang        string
	Stage       string
	Agent       *uuid.UUID
	AgentName   string
	Team        *uuid.UUID
	Preview     string
	LastAuthor  string
	LastAt      time.Time
	LastSeq     int64
	// Unread: the visitor waits for a person's word.
	Unread bool
	// WaitingSince is the first visitor message that nothing has met yet.
	WaitingSince *time.Time
	SnoozedUntil *time.Time
	// Mood is nil while the visitor has said nothing.
	Mood *Mood
	// Priority is what an agent set, else that of the handoff while waiting, 0…3.
	Priority int
	// Reason a person was asked for, while waiting or with a person.
	Reason string
	// ReasonBefore is why one was asked for before an agent left with the visitor
	// waiting; "" otherwise.
	ReasonBefore string
	// Issue is what it is about in a line, in the visitor's words, while waiting or with a person.
	Issue string
	// Intent is what the visitor was last taken to want, "" if nothing fits.
	Intent string
	// Assignment is set while the conversation is offered to an agent.
	Assignment *Assignment
	// Deadline is the one that is due first; nil where nothing is promised.
	Deadline *Deadline
	// AgentGone is since when its agent has gone, whose last word stands; nil while
	// they are there, or the visitor waits.
	AgentGone *time.Time
	// Mentioned: a note called the agent who asks, and they have not read it.
	Mentioned  bool
	resolvedAt *time.Time
}

// Mood is how the visitor feels now; see package sentiment.
type Mood struct {
	Level                   string
	Valence, Anger, Urgency float64
}

// Assignment is a conversation offered to an agent until it expires.
type Assignment struct {
	ID, Agent uuid.UUID
	ExpiresAt time.Time
}

// Deadline is what an agent has to do next, by when; see package handoff/sla.
type Deadline struct {
	Goal          string
	NearAt, DueAt time.Time
}

// Counts are how many conversations each view holds.
type Counts struct {
	Mine, Waiting, Unassigned, Bot, Person, All int
	// Resolved counts the last seven days.
	Resolved int
	// Mentions counts what the agent has not read.
	Mentions int
}

// Figures are what the status page shows of a workspace.
type Figures struct {
	AgentsOnline, ArticlesPublished, Passages int
}

// Figures reads the status page's figures.
func (l *Lists) Figures(ctx context.Context, ws uuid.UUID) (f Figures, err error) {
	err = l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		row, err := db.New(tx).Figures(ctx, ws)
		f = Figures{AgentsOnline: int(row.Online), ArticlesPublished: int(row.Articles), Passages: int(row.Passages)}
		return wrap("read figures", err)
	})
	return f, err
}

// PresenceTx says who is there: "online" or "away". Who is not in it is
// offline.
func (l *Lists) PresenceTx(ctx context.Context, tx *postgres.Tx) (map[uuid.UUID]string, error) {
	rows, err := db.New(tx).Presence(ctx, tx.Workspace())
	there := make(map[uuid.UUID]string, len(rows))
	for _, r := range rows {
		if r.Presence != "offline" {
			there[r.AgentID] = r.Presence
		}
	}
	return there, wrap("read presence", err)
}

func wrap(op string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", op, err)
}
