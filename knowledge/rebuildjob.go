package knowledge

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// RebuildIndex asks for [Library.RebuildIndex] in one workspace.
type RebuildIndex struct {
	Workspace uuid.UUID `json:"workspace_id"`
}

// Kind implements river.JobArgs.
func (RebuildIndex) Kind() string { return "rebuild_index" }

// InsertOpts implements river.JobArgsWithInsertOpts. Jobs are not unique: one that
// died with its node still counts as running for a while, and would keep the next
// from going on. Those of a workspace take turns by a claim.
func (RebuildIndex) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: jobs.Bulk, MaxAttempts: 12}
}

// EnqueueRebuild asks for it at start, when the program may be another version than
// the one that wrote the indexes: by a job a workspace, so that one that fails is
// tried again by itself, and no other waits for it.
func (l *Library) EnqueueRebuild(ctx context.Context) error {
	if l.jobs == nil {
		return nil
	}
	ids, err := l.Workspaces(ctx)
	for _, ws := range ids {
		// One that cannot be asked for is asked for at the next start, and the others now.
		err = errors.Join(err, l.db.InWorkspace(ctx, ws, l.enqueueRebuildTx(ctx)))
	}
	return wrap("enqueue rebuild", err)
}

func (l *Library) enqueueRebuildTx(ctx context.Context) func(*postgres.Tx) error {
	return func(tx *postgres.Tx) error {
		var stale bool
		err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM index_heads WHERE workspace_id = $1 AND (format <> $2 OR building IS NOT NULL))`,
			tx.Workspace(), indexFormat).Scan(&stale)
		if err != nil || !stale {
			return err
		}
		return l.jobs.InsertTx(ctx, tx, RebuildIndex{Workspace: tx.Workspace()}, nil)
	}
}

// RebuildWorker works [RebuildIndex].
type RebuildWorker struct {
	river.WorkerDefaults[RebuildIndex]
	library *Library
}

// NewRebuildWorker makes the worker for a library.
func NewRebuildWorker(l *Library) *RebuildWorker { return &RebuildWorker{library: l} }

// The clocks of a rebuild: a job works for a slice of it and comes again, so that
// others have their turn, and one that died is taken up soon; who finds somebody else
// at it looks again later.
const (
	rebuildSlice = 30 * time.Second
	rebuildTime  = 5 * time.Minute
	rebuildAgain = 5 * time.Second
)

// Timeout implements river.Worker.
func (*RebuildWorker) Timeout(*river.Job[RebuildIndex]) time.Duration { return rebuildTime }

// Work implements river.Worker. Cut off, it goes on where it was.
func (w *RebuildWorker) Work(ctx context.Context, job *river.Job[RebuildIndex]) (err error) {
	ws := job.Args.Workspace
	due, mine, err := w.library.claimBuild(ctx, ws)
	switch {
	case err != nil || !due:
		return err
	case !mine:
		return river.JobSnooze(rebuildAgain)
	}
	defer func() { err = errors.Join(err, w.library.releaseBuild(context.WithoutCancel(ctx), ws)) }()
	more, _, err := w.library.rebuildUntil(ctx, ws, time.Now().Add(rebuildSlice))
	if err == nil && more {
		return river.JobSnooze(0)
	}
	return err
}
