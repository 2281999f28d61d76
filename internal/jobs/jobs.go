// Package jobs is the queue of work that must happen: a job is inserted in the
// transaction of its cause, so that one exists exactly when the other does.
//
// Job args hold ids and sequence numbers, never text: they sit in a table, are
// logged, and outlive an erasure. Workers set their own timeout and are safe
// to run twice. Uniqueness by conversation is never used, because an insert
// while the first job runs would be dropped and a message with it; who may
// act is decided by a claim instead.
//
// The package may import internal/postgres.
package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"

	"github.com/firstlinehq/firstline/internal/postgres"
)

// Schema is where the queue's tables live.
const Schema = "river"

// The queues. Interactive work never stands behind a bulk import.
const (
	Interactive = river.QueueDefault
	Bulk        = "bulk"
	// Assist is what agents are helped with: welcome at once, but a burst of
	// messages must not take the processors from the messages themselves.
	Assist = "assist"
	// Long is for jobs of many minutes, one at a time on a node: on the bulk
	// queue a few of them would keep everything else waiting.
	Long = "long"
	// Mail waits on other people's servers, up to 30 s a mail, and nothing else
	// waits for it.
	Mail = "mail"
)

// Later is the priority of bulk work that lets what was inserted with the
// default go first: without its index a workspace is not searched.
const Later = 2

// River's limiter on fetches is read from the client, and its default makes an
// insert wait up to 100 ms; 5 ms was measured at a p50 of 2 ms from insert to
// work. Rescue is far above the longest turn (50 s) plus its job timeout (60 s).
const (
	fetchCooldown = 5 * time.Millisecond
	fetchPoll     = time.Second
	rescueAfter   = 90 * time.Second
)

// Client inserts jobs. It works none: that is [Runner], which needs the
// workers, which need services that need this client.
type Client struct {
	river *river.Client[pgx.Tx]
}

// NewClient makes an insert-only client.
func NewClient(db *postgres.DB) (*Client, error) {
	c, err := river.NewClient(riverpgxv5.New(db.Pool()), &river.Config{
		Schema: Schema, Logger: quiet(), FetchCooldown: fetchCooldown,
	})
	if err != nil {
		return nil, fmt.Errorf("job client: %w", err)
	}
	return &Client{river: c}, nil
}

// InsertTx adds a job in the caller's transaction. opts may be nil.
func (c *Client) InsertTx(ctx context.Context, tx *postgres.Tx, args river.JobArgs, opts *river.InsertOpts) error {
	if _, err := c.river.InsertTx(ctx, tx.Tx, args, opts); err != nil {
		return fmt.Errorf("insert job %s: %w", args.Kind(), err)
	}
	return nil
}

// Runner works jobs.
type Runner struct {
	river *river.Client[pgx.Tx]
}

// RunnerConfig says how much is worked at once.
type RunnerConfig struct {
	// InteractiveWorkers and BulkWorkers default to 50 and 2.
	InteractiveWorkers, BulkWorkers int
	// OnDiscard is told of a job that failed for good, after its last try.
	OnDiscard func(ctx context.Context, kind string, args []byte, err error)
	// Periodic jobs, run by one node of many.
	Periodic []*river.PeriodicJob
}

// NewRunner makes a runner over all workers.
func NewRunner(db *postgres.DB, workers *river.Workers, cfg RunnerConfig) (*Runner, error) {
	if cfg.InteractiveWorkers == 0 {
		cfg.InteractiveWorkers = 50
	}
	if cfg.BulkWorkers == 0 {
		cfg.BulkWorkers = 2
	}
	c, err := river.NewClient(riverpgxv5.New(db.Pool()), &river.Config{
		Schema: Schema,
		Logger: quiet(),
		Queues: map[string]river.QueueConfig{
			Interactive: {MaxWorkers: cfg.InteractiveWorkers},
			Bulk:        {MaxWorkers: cfg.BulkWorkers},
			Assist:      {MaxWorkers: assistWorkers},
			Long:        {MaxWorkers: longWorkers},
			Mail:        {MaxWorkers: mailWorkers},
		},
		Workers:              workers,
		PeriodicJobs:         cfg.Periodic,
		FetchCooldown:        fetchCooldown,
		FetchPollInterval:    fetchPoll,
		RescueStuckJobsAfter: rescueAfter,
		JobTimeout:           60 * time.Second,
		ErrorHandler:         &errorHandler{onDiscard: cfg.OnDiscard},
		// Reindexing needs to own the tables, which the app role does not.
		ReindexerSchedule: river.NeverSchedule(),
	})
	if err != nil {
		return nil, fmt.Errorf("job runner: %w", err)
	}
	return &Runner{river: c}, nil
}

// assistWorkers is few: a draft costs tens of milliseconds of processor time.
const assistWorkers = 2

const (
	// longWorkers is one: a training takes a processor for minutes.
	longWorkers = 1
	// mailWorkers spare small SMTP servers, which limit connections.
	mailWorkers = 2
)

// stopSoftly is how long running jobs may finish on shutdown: a turn ends, or
// is taken again after its lease.
const stopSoftly = 8 * time.Second

// Run works jobs until ctx ends, then lets the running ones finish.
func (r *Runner) Run(ctx context.Context) error {
	if err := r.river.Start(context.WithoutCancel(ctx)); err != nil {
		return fmt.Errorf("start jobs: %w", err)
	}
	<-ctx.Done()
	soft, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopSoftly)
	defer cancel()
	if err := r.river.Stop(soft); err == nil {
		return nil
	}
	hard, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	if err := r.river.StopAndCancel(hard); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("stop jobs: %w", err)
	}
	return nil
}

type errorHandler struct {
	onDiscard func(ctx context.Context, kind string, args []byte, err error)
}

func (h *errorHandler) HandleError(ctx context.Context, job *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	slog.ErrorContext(ctx, "job failed", "kind", job.Kind, "job", job.ID, "attempt", job.Attempt, "error", err)
	if job.Attempt >= job.MaxAttempts && h.onDiscard != nil {
		h.onDiscard(ctx, job.Kind, job.EncodedArgs, err)
	}
	return nil
}

func (h *errorHandler) HandlePanic(ctx context.Context, job *rivertype.JobRow, value any, trace string) *river.ErrorHandlerResult {
	slog.ErrorContext(ctx, "job panicked", "kind", job.Kind, "job", job.ID, "attempt", job.Attempt, "panic", value, "trace", trace)
	if job.Attempt >= job.MaxAttempts && h.onDiscard != nil {
		h.onDiscard(ctx, job.Kind, job.EncodedArgs, fmt.Errorf("panic: %v", value))
	}
	return nil
}

// quiet keeps River's own chatter to warnings; failures are logged above.
func quiet() *slog.Logger {
	return slog.New(&atLeast{Handler: slog.Default().Handler(), level: slog.LevelWarn})
}

type atLeast struct {
	slog.Handler
	level slog.Level
}

func (h *atLeast) Enabled(ctx context.Context, l slog.Level) bool {
	return l >= h.level && h.Handler.Enabled(ctx, l)
}
