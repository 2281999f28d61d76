package knowledge

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge/internal/db"
)

// MostFeedback is how far outcomes may move an article's score, either way
// ([Reasons.Feedback]).
const MostFeedback = 0.1

// RefreshFeedback works out anew how outcomes of 180 days move each article's
// score: by [MostFeedback] at most, and not at all where a workspace has
// switched that off.
func (l *Library) RefreshFeedback(ctx context.Context, ws uuid.UUID) error {
	return wrap("refresh feedback", l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error { return refreshFeedbackTx(ctx, tx) }))
}

func refreshFeedbackTx(ctx context.Context, tx *postgres.Tx) error {
	q, ws := db.New(tx), tx.Workspace()
	allowed, err := q.FeedbackAllowed(ctx, ws)
	if err != nil {
		return err
	}
	if !allowed {
		return q.ForgetFeedback(ctx, ws)
	}
	if err := q.ForgetStaleFeedback(ctx, ws); err != nil {
		return err
	}
	_, err = q.RefreshFeedback(ctx, ws)
	return err
}

// ForgetFeedback takes back what feedback has moved and begins anew. How often
// articles were shown and cited is kept.
func (l *Library) ForgetFeedback(ctx context.Context, ws, by uuid.UUID) error {
	return wrap("forget feedback", l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		q := db.New(tx)
		if err := q.ForgetOutcomes(ctx, ws); err != nil {
			return err
		}
		if err := q.ForgetFeedback(ctx, ws); err != nil {
			return err
		}
		return noteFeedbackChangeTx(ctx, tx, by, "reset", nil)
	}))
}

// RefreshAllFeedback asks for [Library.RefreshFeedback] in every workspace.
type RefreshAllFeedback struct{}

// Kind implements river.JobArgs.
func (RefreshAllFeedback) Kind() string { return "refresh_feedback" }

// InsertOpts implements river.JobArgsWithInsertOpts.
func (RefreshAllFeedback) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: jobs.Bulk, Priority: jobs.Later}
}

// feedbackEvery is how long an outcome may take to move the ranking.
const feedbackEvery = time.Hour

// Periodic gives the jobs that one node runs for all, from time to time.
func Periodic() []*river.PeriodicJob {
	return []*river.PeriodicJob{river.NewPeriodicJob(
		river.PeriodicInterval(feedbackEvery),
		func() (river.JobArgs, *river.InsertOpts) { return RefreshAllFeedback{}, nil },
		&river.PeriodicJobOpts{RunOnStart: false},
	)}
}

// FeedbackWorker works [RefreshAllFeedback].
type FeedbackWorker struct {
	river.WorkerDefaults[RefreshAllFeedback]
	library *Library
}

// NewFeedbackWorker makes the worker for a library.
func NewFeedbackWorker(l *Library) *FeedbackWorker { return &FeedbackWorker{library: l} }

// Timeout implements river.Worker.
func (*FeedbackWorker) Timeout(*river.Job[RefreshAllFeedback]) time.Duration { return 5 * time.Minute }

// Work implements river.Worker. A workspace that fails does not keep the others
// waiting.
func (w *FeedbackWorker) Work(ctx context.Context, _ *river.Job[RefreshAllFeedback]) error {
	ids, err := w.library.Workspaces(ctx)
	for _, ws := range ids {
		err = errors.Join(err, w.library.RefreshFeedback(ctx, ws))
	}
	return err
}

// Workspaces gives the ids of all workspaces.
func (l *Library) Workspaces(ctx context.Context) (ids []uuid.UUID, err error) {
	err = l.db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) error {
		rows, err := tx.Query(ctx, `SELECT id FROM workspaces ORDER BY id`)
		if err != nil {
			return err
		}
		ids, err = pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
		return err
	})
	return ids, wrap("list workspaces", err)
}
