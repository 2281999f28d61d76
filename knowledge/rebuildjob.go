package knowledge

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// RebuildIndex asks for [Library.RebuildIndex] in one workspace.
type RebuildIndex struct {
	Workspace uuid.UUID `json:"workspace_id"`
}

// Kind implements river.JobArgs.
func (RebuildIndex) Kind() string { return "rebuild_index" }

// InsertOpts implements river.JobArgsWithInsertOpts. One at a time is enough for a
// workspace: it looks at the index when it begins, so what a second one would do is
// done. A job that has ended is no reason against the next upgrade's.
func (RebuildIndex) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: jobs.Bulk, MaxAttempts: 12, UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{
		rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRunning, rivertype.JobStateRetryable, rivertype.JobStateScheduled,
	}}}
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
		err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM index_heads WHERE workspace_id = $1 AND format <> $2)`, tx.Workspace(), indexFormat).Scan(&stale)
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

// Timeout implements river.Worker: hundreds of thousands of passages take minutes.
func (*RebuildWorker) Timeout(*river.Job[RebuildIndex]) time.Duration { return 30 * time.Minute }

// Work implements river.Worker. Cut off, it leaves the old index, and begins anew.
func (w *RebuildWorker) Work(ctx context.Context, job *river.Job[RebuildIndex]) error {
	_, err := w.library.RebuildIndex(ctx, job.Args.Workspace)
	return err
}
