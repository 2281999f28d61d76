package overlap

import (
	"context"
	"errors"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"github.com/firstlinehq/firstline/internal/jobs"
)

// CompareArticles asks for [Finder.CompareSome] of every workspace.
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

// compareEvery is how often it is looked for articles that were published.
const compareEvery = time.Minute

// Periodic gives the jobs that one node runs for all, from time to time.
func Periodic() []*river.PeriodicJob {
	return []*river.PeriodicJob{
		river.NewPeriodicJob(river.PeriodicInterval(compareEvery), func() (river.JobArgs, *river.InsertOpts) { return CompareArticles{}, nil }, nil),
	}
}

// Worker works [CompareArticles].
type Worker struct {
	river.WorkerDefaults[CompareArticles]
	finder *Finder
}

// Worker is the worker to register.
func (f *Finder) Worker() *Worker { return &Worker{finder: f} }

// Timeout implements river.Worker.
func (*Worker) Timeout(*river.Job[CompareArticles]) time.Duration { return 5 * time.Minute }

// Work implements river.Worker: some of each workspace, so that a large import of
// one does not keep the others waiting.
func (w *Worker) Work(ctx context.Context, _ *river.Job[CompareArticles]) error {
	ids, err := w.finder.library.Workspaces(ctx)
	for _, ws := range ids {
		err = errors.Join(err, w.finder.CompareSome(ctx, ws))
	}
	return err
}
