// Package snooze hides conversations until a time, and wakes them.
//
// Invariants: a conversation wakes once and that is recorded, at its time by the
// database's clock or as soon as the visitor writes, whichever is first; moving
// it to another stage wakes it without a word. The time is kept by a timer
// (package internal/timer), so that it outlasts restarts.
//
// The package may import what handoff may, and not handoff itself.
package snooze

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/handoff/sla"
	"github.com/firstlinehq/firstline/handoff/snooze/internal/db"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/internal/timer"
)

// Errors of this package.
var (
	// ErrPast: the time has come already.
	ErrPast = problem.New(problem.Invalid, "snooze_past")
	// ErrFar: the time is more than a year away.
	ErrFar = problem.New(problem.Invalid, "snooze_far")
)

const longest = 366 * 24 * time.Hour

// Snoozes hides and wakes.
type Snoozes struct {
	Conversations *conversation.Store
	Timers        *timer.Timers
	Clocks        *sla.Clocks
}

// Snoozed says until when a conversation is hidden from the lists:
// "conversation.snoozed".
type Snoozed struct {
	Until time.Time `json:"until"`
}

// Kind implements conversation.EventData.
func (Snoozed) Kind() string { return "conversation.snoozed" }

// Audience implements conversation.EventData.
func (Snoozed) Audience() conversation.Audience { return conversation.Staff }

// Woken says that it is shown again: "conversation.woken".
type Woken struct {
	Why Why `json:"why" enum:"time,visitor,agent"`
}

// Kind implements conversation.EventData.
func (Woken) Kind() string { return "conversation.woken" }

// Audience implements conversation.EventData.
func (Woken) Audience() conversation.Audience { return conversation.Staff }

// Why a conversation woke.
type Why string

// The reasons.
const (
	ByTime    Why = "time"
	ByVisitor Why = "visitor"
	ByAgent   Why = "agent"
)

const kind = "snooze"

// SetTx hides a conversation until a time; nil wakes it. The caller holds its
// lock. It fails with ErrPast, ErrFar, or conversation.ErrStage where it is
// resolved.
func (s *Snoozes) SetTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation, until *time.Time, by conversation.Author) error {
	if until == nil {
		if c.SnoozedUntil == nil {
			return nil
		}
		return s.wakeTx(ctx, tx, c.ID, Woken{Why: ByAgent}, by)
	}
	if c.Stage == conversation.StageResolved {
		return conversation.ErrStage
	}
	left, err := db.New(tx).SecondsUntil(ctx, *until)
	switch {
	case err != nil:
		return fmt.Errorf("read time: %w", err)
	case left <= 0:
		return ErrPast
	case left > longest.Seconds():
		return ErrFar
	}
	if err := s.Conversations.SnoozeTx(ctx, tx, c.ID, until); err != nil {
		return err
	}
	if err := s.Timers.SetTx(ctx, tx, key(c.ID), *until); err != nil {
		return err
	}
	_, err = s.Conversations.AppendTx(ctx, tx, conversation.Append{Conversation: c.ID, Author: by, Data: Snoozed{Until: until.UTC()}})
	return err
}

// VisitorWroteTx records that a message woke a conversation that was snoozed
// until then: the message itself has shown it again.
func (s *Snoozes) VisitorWroteTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, before *time.Time) error {
	if before == nil {
		return nil
	}
	return s.wakeTx(ctx, tx, id, Woken{Why: ByVisitor}, conversation.System())
}

func (s *Snoozes) wakeTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, w Woken, by conversation.Author) error {
	if err := s.Conversations.SnoozeTx(ctx, tx, id, nil); err != nil {
		return err
	}
	if err := s.Timers.ClearTx(ctx, tx, key(id)); err != nil {
		return err
	}
	_, err := s.Conversations.AppendTx(ctx, tx, conversation.Append{Conversation: id, Author: by, Data: w})
	return err
}

func key(id uuid.UUID) timer.Key { return timer.Key{Kind: kind, Subject: id} }

// Actions wake what is due.
func (s *Snoozes) Actions() timer.Actions {
	return timer.Actions{kind: {
		Lock: func(ctx context.Context, tx *postgres.Tx, id uuid.UUID) error {
			_, err := s.Conversations.LockTx(ctx, tx, id)
			return err
		},
		Do: func(ctx context.Context, tx *postgres.Tx, id uuid.UUID) error {
			c, err := s.Conversations.GetTx(ctx, tx, id)
			if err != nil || c.SnoozedUntil == nil {
				return err // it moved on meanwhile
			}
			if err := s.wakeTx(ctx, tx, id, Woken{Why: ByTime}, conversation.System()); err != nil {
				return err
			}
			return s.Clocks.TouchTx(ctx, tx, id)
		},
	}}
}
