package gap

import (
	"context"
	"time"

	"github.com/riverqueue/river"

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
	return []*river.PeriodicJob{
		river.NewPeriodicJob(river.PeriodicInterval(sweepEvery), func() (river.JobArgs, *river.InsertOpts) { return PlaceQuestions{}, nil }, nil),
	}
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
