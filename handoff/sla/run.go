package sla

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"github.com/firstlinehq/firstline/handoff/sla/internal/db"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/internal/timer"
)

// Actions are what the clocks' timers do.
func (k *Clocks) Actions() timer.Actions {
	return timer.Actions{deadline: {
		Lock: func(ctx context.Context, tx *postgres.Tx, id uuid.UUID) error {
			_, err := k.Conversations.LockTx(ctx, tx, id)
			return err
		},
		Do: k.countTx,
	}}
}

// CountDeadlines are the args of a job: count a workspace's clocks anew.
type CountDeadlines struct {
	Workspace uuid.UUID `json:"workspace_id"`
}

// Kind implements river.JobArgs.
func (CountDeadlines) Kind() string { return "count_deadlines" }

// RecountTx has the workspace's clocks counted by new policies or hours soon.
func (k *Clocks) RecountTx(ctx context.Context, tx *postgres.Tx) error {
	return k.Jobs.InsertTx(ctx, tx, CountDeadlines{Workspace: tx.Workspace()}, &river.InsertOpts{Queue: jobs.Bulk})
}

// AddWorkers registers the clocks' workers.
func (k *Clocks) AddWorkers(workers *river.Workers) {
	river.AddWorker(workers, river.WorkFunc(func(ctx context.Context, job *river.Job[CountDeadlines]) error {
		return k.Recount(ctx, job.Args.Workspace)
	}))
}

// Recount counts all clocks of a workspace anew, a conversation at a time: no
// visitor waits for all of them.
func (k *Clocks) Recount(ctx context.Context, ws uuid.UUID) error {
	var after uuid.UUID
	for {
		var batch []uuid.UUID
		err := k.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) (err error) {
			batch, err = db.New(tx).CasesAfter(ctx, db.CasesAfterParams{WorkspaceID: ws, After: after})
			return err
		})
		if err != nil {
			return fmt.Errorf("list cases: %w", err)
		}
		if len(batch) == 0 {
			return nil
		}
		for _, id := range batch {
			if err := k.lockedTx(ctx, ws, id, k.countTx); err != nil {
				return err
			}
		}
		after = batch[len(batch)-1]
	}
}

func (k *Clocks) lockedTx(ctx context.Context, ws, id uuid.UUID, f func(context.Context, *postgres.Tx, uuid.UUID) error) error {
	err := k.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		if _, err := k.Conversations.LockTx(ctx, tx, id); err != nil {
			return err
		}
		return f(ctx, tx, id)
	})
	if problem.KindOf(err) == problem.NotFound {
		return nil // erased meanwhile
	}
	return err
}

// sweepEvery is how long a change that nobody told the clocks of stays unseen.
const sweepEvery = 30 * time.Second

// Run sweeps until ctx ends.
func (k *Clocks) Run(ctx context.Context) error {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		if err := k.Sweep(ctx); err != nil && ctx.Err() == nil {
			slog.WarnContext(ctx, "clocks could not be set; the next sweep tries again", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// Sweep sets the clocks of conversations that changed untold.
func (k *Clocks) Sweep(ctx context.Context) error {
	var drifted []db.DriftedRow
	err := k.DB.AcrossWorkspaces(ctx, func(tx *postgres.Tx) (err error) {
		drifted, err = db.New(tx).Drifted(ctx)
		return err
	})
	if err != nil {
		return fmt.Errorf("look for drifted clocks: %w", err)
	}
	var failed []error
	for _, d := range drifted {
		failed = append(failed, k.lockedTx(ctx, d.WorkspaceID, d.ConversationID, k.TouchTx))
	}
	return errors.Join(failed...)
}
