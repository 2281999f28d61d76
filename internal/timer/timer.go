package timer

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/timer/internal/db"
)

// Timers sets and clears timers. It fires none: that is [Runner].
type Timers struct {
	jobs *jobs.Client
}

// New makes timers whose jobs go through the client.
func New(client *jobs.Client) *Timers { return &Timers{jobs: client} }

// Key names a timer: there is at most one of a kind for a subject.
type Key struct {
	// Kind is stored and travels in jobs: letters a-z and "_", at most 40. Do not
	// rename one.
	Kind string
	// Subject is what it is about, for example a conversation.
	Subject uuid.UUID
}

// SetTx makes the timer fire at an instant of the database's clock, in place of
// any instant it was set to before. One that has passed fires at once.
func (t *Timers) SetTx(ctx context.Context, tx *postgres.Tx, k Key, at time.Time) error {
	row, err := db.New(tx).Set(ctx, db.SetParams{WorkspaceID: tx.Workspace(), Kind: k.Kind, SubjectID: k.Subject, DueAt: at})
	if errors.Is(err, pgx.ErrNoRows) {
		return nil // set to this already, and its job is there
	}
	if err != nil {
		return fmt.Errorf("set timer %s: %w", k.Kind, err)
	}
	return t.jobs.InsertTx(ctx, tx, FireTimer{Workspace: tx.Workspace(), TimerKind: k.Kind, Subject: k.Subject, Version: row.Version},
		&river.InsertOpts{ScheduledAt: row.RunAt, MaxAttempts: jobTries})
}

// jobTries is few: what fails thrice in a row is left to the sweep, which waits
// longer and longer.
const jobTries = 3

// ClearTx lets the timer not fire; without one it does nothing.
func (t *Timers) ClearTx(ctx context.Context, tx *postgres.Tx, k Key) error {
	err := db.New(tx).Clear(ctx, db.ClearParams{WorkspaceID: tx.Workspace(), Kind: k.Kind, SubjectID: k.Subject})
	if err != nil {
		return fmt.Errorf("clear timer %s: %w", k.Kind, err)
	}
	return nil
}

// PutTx sets the timer, or clears it where at is nil.
func (t *Timers) PutTx(ctx context.Context, tx *postgres.Tx, k Key, at *time.Time) error {
	if at == nil {
		return t.ClearTx(ctx, tx, k)
	}
	return t.SetTx(ctx, tx, k, *at)
}

// DueTx tells when the timer fires; nil if it is not set.
func DueTx(ctx context.Context, tx *postgres.Tx, k Key) (*time.Time, error) {
	at, err := db.New(tx).DueAt(ctx, db.DueAtParams{WorkspaceID: tx.Workspace(), Kind: k.Kind, SubjectID: k.Subject})
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil //nolint:nilnil // not set is an answer, not an error
	}
	if err != nil {
		return nil, fmt.Errorf("read timer %s: %w", k.Kind, err)
	}
	return &at, nil
}

// FireTimer are the args of a job: this setting of a timer is due.
type FireTimer struct {
	Workspace uuid.UUID `json:"workspace_id"`
	TimerKind string    `json:"timer"`
	Subject   uuid.UUID `json:"subject_id"`
	Version   int64     `json:"version"`
}

// Kind implements river.JobArgs.
func (FireTimer) Kind() string { return "fire_timer" }
