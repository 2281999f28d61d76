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

// EmbedChunks asks for vectors of a workspace's passages that have none.
type EmbedChunks struct {
	Workspace uuid.UUID `json:"workspace_id"`
}

// Kind implements river.JobArgs.
func (EmbedChunks) Kind() string { return "embed_chunks" }

// InsertOpts implements river.JobArgsWithInsertOpts: bulk work stands behind
// nobody's answer. An endpoint that is down for a day is tried again.
func (EmbedChunks) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: jobs.Bulk, Priority: jobs.Later, MaxAttempts: 12}
}

// EnqueueEmbeddingTx lets passages without a vector be embedded after the
// transaction. Without an embedder or jobs it does nothing. Call it for each
// workspace when the configured model may have changed, at start.
func (l *Library) EnqueueEmbeddingTx(ctx context.Context, tx *postgres.Tx, ws uuid.UUID) error {
	if l.embedder == nil || l.jobs == nil {
		return nil
	}
	return l.jobs.InsertTx(ctx, tx, EmbedChunks{Workspace: ws}, nil)
}

// EmbedWorker works [EmbedChunks]. Two at a time do the same work twice and
// store it once.
type EmbedWorker struct {
	river.WorkerDefaults[EmbedChunks]
	library *Library
}

// NewEmbedWorker makes the worker for a library.
func NewEmbedWorker(l *Library) *EmbedWorker { return &EmbedWorker{library: l} }

// The clocks of embedding: a job works for a slice of it and comes again, so that a
// library of any size ends, and one whose node died is taken up soon. An index of
// vectors is built past a job's time; another one then looks for it now and again.
const (
	embedSlice = time.Minute
	embedTime  = 3 * time.Minute
	embedAgain = 30 * time.Second
)

// Timeout implements river.Worker.
func (*EmbedWorker) Timeout(*river.Job[EmbedChunks]) time.Duration { return embedTime }

// Work implements river.Worker. What was stored before a failure is kept.
func (w *EmbedWorker) Work(ctx context.Context, job *river.Job[EmbedChunks]) error {
	more, err := w.library.EmbedFor(ctx, job.Args.Workspace, embedSlice)
	switch {
	case errors.Is(err, errIndexingVectors):
		return river.JobSnooze(embedAgain)
	case err == nil && more:
		return river.JobSnooze(0)
	}
	return err
}

// EnqueueEmbedding has every workspace's passages looked through for missing
// vectors: at start, when the configured model may be another one.
func (l *Library) EnqueueEmbedding(ctx context.Context) error {
	if l.embedder == nil || l.jobs == nil {
		return nil
	}
	ids, err := l.Workspaces(ctx)
	if err != nil {
		return err
	}
	for _, ws := range ids {
		err := l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error { return l.EnqueueEmbeddingTx(ctx, tx, ws) })
		if err != nil {
			return wrap("enqueue embedding", err)
		}
	}
	return nil
}
