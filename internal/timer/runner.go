package timer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/internal/timer/internal/db"
)

// Action is what a kind of timer does.
type Action struct {
	// Lock takes the row lock that those who set the timer hold while they do so,
	// before the timer's own: locks are taken in one order everywhere. A subject
	// that it does not find ends the timer.
	Lock func(ctx context.Context, tx *postgres.Tx, subject uuid.UUID) error
	// Do acts in the transaction that ends the timer. It may set it anew.
	Do func(ctx context.Context, tx *postgres.Tx, subject uuid.UUID) error
}

// Actions are all that a node can do, by kind of timer.
type Actions map[string]Action

// Runner fires timers.
type Runner struct {
	db      *postgres.DB
	actions Actions
}

// NewRunner makes a runner over the actions of all services. It panics where two
// claim one kind. Timers of kinds that it does not know are left for the nodes
// of a newer version.
func NewRunner(db *postgres.DB, services ...Actions) *Runner {
	r := &Runner{db: db, actions: Actions{}}
	for _, actions := range services {
		for kind, act := range actions {
			if _, taken := r.actions[kind]; taken {
				panic("timer: two actions for " + kind)
			}
			r.actions[kind] = act
		}
	}
	return r
}

// AddWorkers registers the worker of the timers' jobs.
func (r *Runner) AddWorkers(workers *river.Workers) {
	river.AddWorker(workers, river.WorkFunc(func(ctx context.Context, job *river.Job[FireTimer]) error {
		left, err := r.Fire(ctx, job.Args)
		if err == nil && left > 0 {
			return river.JobSnooze(left) // this node's clock is ahead of the database's
		}
		return err
	}))
}

// The sweep comes after the jobs: what was due only now is theirs. G14 allows
// a minute after an outage.
const (
	sweepEvery = 30 * time.Second
	grace      = 5 * time.Second
	sweepBatch = 200
)

// Run sweeps until ctx ends.
func (r *Runner) Run(ctx context.Context) error {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		if err := r.Sweep(ctx); err != nil && ctx.Err() == nil {
			slog.WarnContext(ctx, "timers failed; they are tried again", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// Sweep fires every timer that should have fired and has not. One that fails
// waits for longer each time and keeps no other waiting; the failures are
// joined.
func (r *Runner) Sweep(ctx context.Context) error {
	var failed []error
	for {
		var due []db.OverdueRow
		err := r.db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) (err error) {
			due, err = db.New(tx).Overdue(ctx, db.OverdueParams{
				GraceSeconds: grace.Seconds(), Kinds: slices.Collect(maps.Keys(r.actions)), AtMost: sweepBatch,
			})
			return err
		})
		if err != nil {
			return errors.Join(append(failed, fmt.Errorf("look for due timers: %w", err))...)
		}
		for _, d := range due {
			args := FireTimer{Workspace: d.WorkspaceID, TimerKind: d.Kind, Subject: d.SubjectID, Version: d.Version}
			if _, err := r.Fire(ctx, args); err != nil {
				failed = append(failed, err, r.postpone(ctx, args))
			}
		}
		if len(due) < sweepBatch || ctx.Err() != nil {
			return errors.Join(failed...)
		}
	}
}

func (r *Runner) postpone(ctx context.Context, t FireTimer) error {
	return r.db.InWorkspace(ctx, t.Workspace, func(tx *postgres.Tx) error {
		return db.New(tx).Postpone(ctx, db.PostponeParams{
			WorkspaceID: t.Workspace, Kind: t.TimerKind, SubjectID: t.Subject, Version: t.Version,
		})
	})
}

// Fire acts on one setting of a timer, once: whoever comes second, or with a
// version that no longer holds, does nothing. left is above 0 where it is too
// early.
func (r *Runner) Fire(ctx context.Context, t FireTimer) (left time.Duration, err error) {
	act, ok := r.actions[t.TimerKind]
	if !ok {
		return 0, nil // a newer node's: its sweep finds it
	}
	err = r.db.InWorkspace(ctx, t.Workspace, func(tx *postgres.Tx) error {
		left = 0
		seconds, err := db.New(tx).Look(ctx, db.LookParams{
			WorkspaceID: t.Workspace, Kind: t.TimerKind, SubjectID: t.Subject, Version: t.Version,
		})
		if errors.Is(err, pgx.ErrNoRows) {
			return nil // fired, cleared, or set anew: then another job has that version
		}
		if err != nil {
			return fmt.Errorf("look: %w", err)
		}
		if seconds > 0 {
			left = time.Duration(seconds*float64(time.Second)) + time.Millisecond
			return nil
		}
		return act.fireTx(ctx, tx, t)
	})
	if err != nil {
		return 0, fmt.Errorf("fire timer %s of %s: %w", t.TimerKind, t.Subject, err)
	}
	return left, nil
}

// fireTx takes the timer under the lock of its subject, and acts if it was still there.
func (a Action) fireTx(ctx context.Context, tx *postgres.Tx, t FireTimer) error {
	gone := false
	if err := a.Lock(ctx, tx, t.Subject); problem.KindOf(err) == problem.NotFound {
		gone = true
	} else if err != nil {
		return err
	}
	n, err := db.New(tx).Take(ctx, db.TakeParams{
		WorkspaceID: t.Workspace, Kind: t.TimerKind, SubjectID: t.Subject, Version: t.Version,
	})
	if err != nil {
		return fmt.Errorf("take: %w", err)
	}
	if n == 0 || gone {
		return nil
	}
	return a.Do(ctx, tx, t.Subject)
}
