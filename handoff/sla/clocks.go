package sla

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/handoff/calendar"
	"github.com/firstlinehq/firstline/handoff/followup"
	"github.com/firstlinehq/firstline/handoff/sla/internal/db"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/timer"
)

// Clocks measure what was promised.
type Clocks struct {
	Parts
}

// Parts are what the clocks work with.
type Parts struct {
	DB            *postgres.DB
	Conversations *conversation.Store
	Jobs          *jobs.Client
	Timers        *timer.Timers
}

// New makes clocks.
func New(parts Parts) *Clocks { return &Clocks{Parts: parts} }

// deadline is the kind of timer, one a conversation: the next thing that
// happens to its case.
const deadline = "deadline"

// TouchTx sets a conversation's clocks by what it has become. The caller holds
// its lock and has made all its changes. Where nothing changed that matters it
// costs one look.
func (k *Clocks) TouchTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) error {
	row, err := db.New(tx).Facts(ctx, db.FactsParams{WorkspaceID: tx.Workspace(), ConversationID: id})
	if errors.Is(err, pgx.ErrNoRows) {
		return conversation.ErrNotFound
	}
	if err != nil {
		return fmt.Errorf("read clocks: %w", err)
	}
	held := heldBy(row.Stage)
	if !held && row.CaseSeen == nil || held && row.CaseSeen != nil && *row.CaseSeen == row.Seen {
		return nil
	}
	return k.settleTx(ctx, tx, id, row)
}

// VisitorWroteTx is TouchTx after a visitor's message, by what the
// conversation was before it. The message only makes somebody wait who did not,
// and wakes what was snoozed: most change nothing that is counted.
func (k *Clocks) VisitorWroteTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, before conversation.State) error {
	if heldBy(string(before.Stage)) && before.WaitingSince != nil && before.SnoozedUntil == nil {
		return nil
	}
	return k.TouchTx(ctx, tx, id)
}

// countTx sets the clocks whatever the conversation was: a timer has fired, or
// a policy has changed.
func (k *Clocks) countTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) error {
	row, err := db.New(tx).Facts(ctx, db.FactsParams{WorkspaceID: tx.Workspace(), ConversationID: id})
	if err != nil {
		return fmt.Errorf("read clocks: %w", err)
	}
	if !heldBy(row.Stage) && row.CaseSeen == nil {
		return nil
	}
	return k.settleTx(ctx, tx, id, row)
}

func heldBy(stage string) bool {
	return stage == string(conversation.StageWaiting) || stage == string(conversation.StagePerson)
}

func (k *Clocks) settleTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, row db.FactsRow) error {
	m, err := measureTx(ctx, tx, row)
	if err != nil {
		return err
	}
	f, err := fileTx(ctx, tx, id, row)
	if err != nil {
		return err
	}
	now := facts{held: heldBy(row.Stage), snoozed: row.SnoozedUntil != nil && row.SnoozedUntil.After(row.Now)}
	if row.Stage == string(conversation.StageResolved) {
		now.resolved = row.ResolvedAt
	}
	if now.held {
		now.waiting = row.WaitingSince
	}
	if now.held && f.began.IsZero() {
		if now.since, err = sinceTx(ctx, tx, id, row.Now); err != nil {
			return err
		}
	}
	if now.replied, err = repliedTx(ctx, tx, id, f); err != nil {
		return err
	}
	f.advance(now, m)
	if err := storeTx(ctx, tx, id, f, row.Seen); err != nil {
		return err
	}
	var next *time.Time
	if now.held {
		next = f.next(m.policy)
	}
	if err := k.Timers.PutTx(ctx, tx, timer.Key{Kind: deadline, Subject: id}, next); err != nil {
		return err
	}
	return k.tellTx(ctx, tx, id, f, m.policy)
}

// measureTx reads by what is counted.
func measureTx(ctx context.Context, tx *postgres.Tx, row db.FactsRow) (*measure, error) {
	m := &measure{team: row.TeamID, priority: int(row.Priority), now: row.Now}
	var err error
	if m.policy, err = policyTx(ctx, tx, row.TeamID); err != nil {
		return nil, err
	}
	raw, err := db.New(tx).CalendarFor(ctx, db.CalendarForParams{WorkspaceID: tx.Workspace(), TeamID: row.TeamID})
	if errors.Is(err, pgx.ErrNoRows) {
		m.calendar = calendar.Calendar{}
		return m, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read calendar: %w", err)
	}
	if err := json.Unmarshal(raw, &m.calendar); err != nil {
		return nil, fmt.Errorf("decode calendar: %w", err)
	}
	return m, nil
}

func fileTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, row db.FactsRow) (*file, error) {
	f := &file{firstReplied: row.FirstRepliedAt, escalated: row.EscalatedAt}
	if row.BeganAt != nil {
		f.began = *row.BeganAt
	}
	rows, err := db.New(tx).OpenClocks(ctx, db.OpenClocksParams{WorkspaceID: tx.Workspace(), ConversationID: id})
	if err != nil {
		return nil, fmt.Errorf("read clocks: %w", err)
	}
	for _, r := range rows {
		f.clocks = append(f.clocks, &clock{
			id: r.ID, goal: Goal(r.Goal), team: r.TeamID, priority: int(r.Priority), started: r.StartedAt, since: r.RunningSince,
			spent: time.Duration(r.SpentS * float64(time.Second)).Round(time.Millisecond), target: time.Duration(r.TargetS) * time.Second,
			near: r.NearAt, due: r.DueAt, warned: r.WarnedAt, missed: r.MissedAt,
		})
	}
	return f, nil
}

// sinceTx is when people got the conversation: now, unless nobody told the
// clocks at the time.
func sinceTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, now time.Time) (time.Time, error) {
	at, err := db.New(tx).HeldSince(ctx, db.HeldSinceParams{WorkspaceID: tx.Workspace(), ConversationID: id})
	if errors.Is(err, pgx.ErrNoRows) {
		return now, nil
	}
	if err != nil {
		return at, fmt.Errorf("read stage: %w", err)
	}
	return at, nil
}

// repliedTx is when an agent last spoke, where a reply is measured.
func repliedTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, f *file) (*time.Time, error) {
	if !f.began.IsZero() && f.open(FirstReply) == nil && f.open(NextReply) == nil {
		return nil, nil //nolint:nilnil // nothing to end
	}
	at, err := db.New(tx).LastReply(ctx, db.LastReplyParams{WorkspaceID: tx.Workspace(), ConversationID: id})
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil //nolint:nilnil // nobody has
	}
	if err != nil {
		return nil, fmt.Errorf("read last reply: %w", err)
	}
	return &at, nil
}

func storeTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, f *file, seen string) error {
	queries := db.New(tx)
	for _, c := range f.clocks {
		put := db.PutClockParams{
			WorkspaceID: tx.Workspace(), ID: c.id, ConversationID: id, Goal: string(c.goal), TeamID: c.team, Priority: int16(c.priority),
			StartedAt: c.started, RunningSince: c.since, SpentS: c.spent.Seconds(), TargetS: int32(c.target / time.Second),
			NearAt: c.near, DueAt: c.due, WarnedAt: c.warned, MissedAt: c.missed, EndedAt: c.end,
		}
		if put.ID == uuid.Nil {
			id, err := uuid.NewV7()
			if err != nil {
				return fmt.Errorf("clock id: %w", err)
			}
			put.ID = id
		}
		if c.outcome != running {
			put.Outcome = new(string(c.outcome))
		}
		if err := queries.PutClock(ctx, put); err != nil {
			return fmt.Errorf("store clock %s: %w", c.goal, err)
		}
	}
	if f.began.IsZero() {
		if err := queries.EndCase(ctx, db.EndCaseParams{WorkspaceID: tx.Workspace(), ConversationID: id}); err != nil {
			return fmt.Errorf("end case: %w", err)
		}
		return nil
	}
	put := db.PutCaseParams{
		WorkspaceID: tx.Workspace(), ConversationID: id, BeganAt: f.began, FirstRepliedAt: f.firstReplied, EscalatedAt: f.escalated, Seen: seen,
	}
	if c := f.nearest(); c != nil {
		put.Goal, put.NearAt, put.DueAt = new(string(c.goal)), c.near, c.due
	}
	if err := queries.PutCase(ctx, put); err != nil {
		return fmt.Errorf("store case: %w", err)
	}
	return nil
}

// tellTx records what was found, for agents.
func (k *Clocks) tellTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, f *file, p Policy) error {
	var told []conversation.EventData
	for _, c := range f.neared {
		told = append(told, Neared{Goal: c.goal, DueAt: *c.due})
	}
	for _, c := range f.missed {
		told = append(told, Missed{Goal: c.goal, DueAt: *c.missed})
	}
	for _, data := range told {
		if _, err := k.Conversations.AppendTx(ctx, tx, conversation.Append{Conversation: id, Author: conversation.System(), Data: data}); err != nil {
			return err
		}
	}
	if !f.escalate {
		return nil
	}
	return followup.EscalateTx(ctx, tx, k.Conversations, followup.Unresolved{Conversation: id, Hours: p.EscalateHours})
}
