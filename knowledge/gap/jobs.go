package gap

import (
	"context"
	"errors"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"github.com/firstlinehq/firstline/internal/jobs"
)

// PlaceQuestions asks for [Queue.Sweep].
type PlaceQuestions struct{}

// Kind implements river.JobArgs.
func (PlaceQuestions) Kind() string { return "place_questions" }

// InsertOpts implements river.JobArgsWithInsertOpts.
func (PlaceQuestions) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: jobs.Bulk, Priority: jobs.Later}
}

// sweepEvery is how often questions are placed that nobody has looked at.
const sweepEvery = time.Minute

// Periodic gives the jobs that one node runs for all, from time to time.
func Periodic() []*river.PeriodicJob {
	every := river.PeriodicInterval(sweepEvery)
	return []*river.PeriodicJob{
		river.NewPeriodicJob(every, func() (river.JobArgs, *river.InsertOpts) { return PlaceQuestions{}, nil }, nil),
		river.NewPeriodicJob(every, func() (river.JobArgs, *river.InsertOpts) { return CompareArticles{}, nil }, nil),
	}
}

// CompareArticles asks for [Queue.CompareSome] of every workspace.
type CompareArticles struct{}

// Kind implements river.JobArgs.
func (CompareArticles) Kind() string { return "compare_articles" }

// InsertOpts implements river.JobArgsWithInsertOpts.
func (CompareArticles) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: jobs.Bulk, Priority: jobs.Later, MaxAttempts: 1, UniqueOpts: river.UniqueOpts{ByState: underway}}
}

// underway: while one is waiting or at work, another would do the same.
var underway = []rivertype.JobState{
	rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable, rivertype.JobStateRunning, rivertype.JobStateScheduled,
}

// CompareWorker works [CompareArticles].
type CompareWorker struct {
	river.WorkerDefaults[CompareArticles]
	gaps *Queue
}

// CompareWorker is the worker to register.
func (q *Queue) CompareWorker() *CompareWorker { return &CompareWorker{gaps: q} }

// Timeout implements river.Worker.
func (*CompareWorker) Timeout(*river.Job[CompareArticles]) time.Duration { return 5 * time.Minute }

// Work implements river.Worker: some of each workspace, so that a large import of
// one does not keep the others waiting.
func (w *CompareWorker) Work(ctx context.Context, _ *river.Job[CompareArticles]) error {
	ids, err := w.gaps.library.Workspaces(ctx)
	for _, ws := range ids {
		err = errors.Join(err, w.gaps.CompareSome(ctx, ws))
	}
	return err
}

// Worker works [PlaceQuestions].
type Worker struct {
	river.WorkerDefaults[PlaceQuestions]
	gaps *Queue
}

// Worker is the worker to register.
func (q *Queue) Worker() *Worker { return &Worker{gaps: q} }

// Timeout implements river.Worker.
func (*Worker) Timeout(*river.Job[PlaceQuestions]) time.Duration { return 5 * time.Minute }

// Work implements river.Worker.
func (w *Worker) Work(ctx context.Context, _ *river.Job[PlaceQuestions]) error {
	return w.gaps.Sweep(ctx)
}
