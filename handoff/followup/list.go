package followup

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/handoff/followup/internal/db"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// State of an entry.
type State string

// The states. Stored: do not rename.
const (
	Open       State = "open"
	InProgress State = "in_progress"
	Done       State = "done"
)

// outcomes are how an entry may end. Stored: do not rename.
var outcomes = []string{"resolved", "answered", "no_answer", "not_needed"}

// Entry is what agents set of a follow-up.
type Entry struct {
	State State
	// Owner is who sees to it; nil for nobody yet.
	Owner *uuid.UUID
	DueAt *time.Time
	// Note is for agents, at most 2,000 characters.
	Note string
	// Outcome of an entry that is done: "resolved", "answered", "no_answer" or
	// "not_needed"; "" otherwise.
	Outcome string
}

// Errors of entries.
var (
	// ErrEntry: a state or outcome that there is not, or one without the other.
	ErrEntry = problem.New(problem.Invalid, "follow_up_invalid")
	// ErrOwner: the owner is no member of the workspace.
	ErrOwner = problem.New(problem.Invalid, "follow_up_owner")
)

const maxNote = 2000

func (e *Entry) check() error {
	if !slices.Contains([]State{Open, InProgress, Done}, e.State) || (e.State == Done) != slices.Contains(outcomes, e.Outcome) ||
		e.State != Done && e.Outcome != "" || utf8.RuneCountInString(e.Note) > maxNote {
		return ErrEntry
	}
	return nil
}

// Changed says that the conversation's entry on the list is another:
// "follow_up.changed".
type Changed struct {
	State State `json:"state" enum:"open,in_progress,done"`
	// Why it came onto the list, where it did just now.
	Why string `json:"why,omitempty" enum:"unresolved,agent"`
	// Hours after which a case is taken for unresolved; 0 otherwise.
	Hours   int    `json:"hours,omitempty"`
	Outcome string `json:"outcome,omitempty" enum:"resolved,answered,no_answer,not_needed"`
}

// Kind implements conversation.EventData.
func (Changed) Kind() string { return "follow_up.changed" }

// Audience implements conversation.EventData.
func (Changed) Audience() conversation.Audience { return conversation.Staff }

// Unresolved is a case that has lasted for so many hours.
type Unresolved struct {
	Conversation uuid.UUID
	Hours        int
}

// EscalateTx puts an unresolved case onto the list: open, for the agent who has
// it. The caller holds the conversation's lock.
func EscalateTx(ctx context.Context, tx *postgres.Tx, log *conversation.Store, u Unresolved) error {
	state, err := db.New(tx).Escalate(ctx, db.EscalateParams{WorkspaceID: tx.Workspace(), ConversationID: u.Conversation})
	if err != nil {
		return fmt.Errorf("escalate to follow-up: %w", err)
	}
	_, err = log.AppendTx(ctx, tx, conversation.Append{
		Conversation: u.Conversation, Author: conversation.System(), Data: Changed{State: State(state), Why: "unresolved", Hours: u.Hours},
	})
	return err
}

// PutTx sets a conversation's entry, and puts it onto the list if it has none.
// It fails with ErrEntry or ErrOwner. The caller holds the conversation's lock.
func (s *Store) PutTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, e Entry, by conversation.Author) error {
	if err := e.check(); err != nil {
		return err
	}
	queries := db.New(tx)
	before, err := queries.Lock(ctx, db.LockParams{WorkspaceID: tx.Workspace(), ConversationID: id})
	told := Changed{State: e.State, Outcome: e.Outcome}
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		told.Why = "agent"
	case err != nil:
		return fmt.Errorf("lock follow-up: %w", err)
	case followUpFrom(before).Entry.same(e):
		return nil
	}
	err = queries.Put(ctx, db.PutParams{
		WorkspaceID: tx.Workspace(), ConversationID: id, By: &by.ID, OwnerID: e.Owner, DueAt: e.DueAt, Note: e.Note,
		State: string(e.State), Outcome: e.Outcome,
	})
	if postgres.IsForeignKey(err) {
		return ErrOwner
	}
	if err != nil {
		return fmt.Errorf("set follow-up: %w", err)
	}
	_, err = s.Conversations.AppendTx(ctx, tx, conversation.Append{Conversation: id, Author: by, Data: told})
	return err
}

// PassOnTx lets a conversation's entry go on in the one that it goes on in itself.
// Where that has an entry of its own the two are one: open if either is, for the
// owner there, with the earlier dates and both notes as far as they fit; and who
// wanted the answer by e-mail still does. The entry that it comes from is done,
// but stays: replies to its address still come in, and what was replied before is
// still mailed. The caller holds both conversations' locks.
func (s *Store) PassOnTx(ctx context.Context, tx *postgres.Tx, from uuid.UUID, into conversation.Conversation) error {
	wish, err := s.OfTx(ctx, tx, from)
	if err != nil || wish == nil {
		return err
	}
	n, err := db.New(tx).PassOn(ctx, db.PassOnParams{WorkspaceID: tx.Workspace(), FromID: from, IntoID: into.ID, MailedSeq: into.LastSeq})
	if err != nil {
		return fmt.Errorf("pass follow-up on: %w", err)
	}
	if n == 0 {
		err := db.New(tx).Join(ctx, db.JoinParams{WorkspaceID: tx.Workspace(), FromID: from, IntoID: into.ID, MaxNote: maxNote})
		if err != nil {
			return fmt.Errorf("join follow-ups: %w", err)
		}
	}
	if err := s.EndTx(ctx, tx, from); err != nil || n > 0 || !wish.Open {
		return err
	}
	there, err := s.OfTx(ctx, tx, into.ID)
	if err != nil || there != nil && there.Open {
		return err
	}
	return s.AskTx(ctx, tx, into, wish.Email)
}

// same reports whether nothing would change.
func (e Entry) same(o Entry) bool {
	owner := e.Owner == o.Owner || e.Owner != nil && o.Owner != nil && *e.Owner == *o.Owner
	due := e.DueAt == o.DueAt || e.DueAt != nil && o.DueAt != nil && e.DueAt.Equal(*o.DueAt)
	return owner && due && e.State == o.State && e.Note == o.Note && e.Outcome == o.Outcome
}

func followUpFrom(r db.FollowUp) *FollowUp {
	return &FollowUp{
		Entry: Entry{State: State(r.State), Owner: r.OwnerID, DueAt: r.DueAt, Note: r.Note, Outcome: r.Outcome},
		Email: r.Email, Open: r.Mailing, MailedAt: r.MailedAt, Failure: r.Failure, AskedAt: r.AskedAt,
		UnresolvedAt: r.UnresolvedAt, AddedBy: r.AddedBy, ClosedAt: r.ClosedAt, ClosedBy: r.ClosedBy,
	}
}

// Show says which entries a page lists.
type Show string

// What may be shown.
const (
	ShowOpen    Show = "open" // all that are not done
	ShowMine    Show = "mine"
	ShowUnowned Show = "unowned"
	ShowDone    Show = "done" // closed last first; the others: waiting longest first
)

// Filter chooses a page.
type Filter struct {
	Show Show
	// Me is who asks.
	Me uuid.UUID
	// Team narrows to what is for one team; nil = all.
	Team *uuid.UUID
	// After is the last line of the page before; nil for the first.
	After *Cursor
}

// Cursor is where a page ends.
type Cursor struct {
	At           time.Time
	Conversation uuid.UUID
}

// Line is an entry with as much of its conversation as the list shows.
type Line struct {
	FollowUp
	Conversation uuid.UUID
	Number       int64
	Stage        conversation.Stage
	Team         *uuid.UUID
	Preview      string
	Visitor      uuid.UUID
	VisitorName  string
}

// Counts are how many entries are not done.
type Counts struct {
	Open, Mine, Unowned, Overdue int
}

// pageLines is how many a page holds.
const pageLines = 50

// ListTx gives a page and, where more follow, the cursor of the next.
func (s *Store) ListTx(ctx context.Context, tx *postgres.Tx, f Filter) (lines []Line, next *Cursor, err error) {
	p := db.ListParams{WorkspaceID: tx.Workspace(), Show: string(f.Show), Me: f.Me, TeamID: f.Team, AtMost: pageLines + 1}
	if f.After != nil {
		p.AfterAt, p.AfterID = &f.After.At, f.After.Conversation
	}
	rows, err := db.New(tx).List(ctx, p)
	if err != nil {
		return nil, nil, fmt.Errorf("list follow-ups: %w", err)
	}
	lines = make([]Line, min(len(rows), pageLines))
	for i := range lines {
		r := rows[i]
		lines[i] = Line{
			FollowUp:     *followUpFrom(r.FollowUp),
			Conversation: r.FollowUp.ConversationID, Number: r.Number, Stage: conversation.Stage(r.Stage), Team: r.TeamID,
			Preview: r.Preview, Visitor: r.VisitorID, VisitorName: r.VisitorName,
		}
	}
	if len(rows) > pageLines {
		last := lines[pageLines-1]
		next = &Cursor{At: last.AskedAt, Conversation: last.Conversation}
		if f.Show == ShowDone {
			next.At = *last.ClosedAt
		}
	}
	return lines, next, nil
}

// CountTx counts what is not done.
func (s *Store) CountTx(ctx context.Context, tx *postgres.Tx, me uuid.UUID) (Counts, error) {
	c, err := db.New(tx).Count(ctx, db.CountParams{WorkspaceID: tx.Workspace(), Me: me})
	if err != nil {
		return Counts{}, fmt.Errorf("count follow-ups: %w", err)
	}
	return Counts{Open: int(c.Open), Mine: int(c.Mine), Unowned: int(c.Unowned), Overdue: int(c.Overdue)}, nil
}
