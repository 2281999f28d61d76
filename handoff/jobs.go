package handoff

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
)

// RouteHandoff are the args of a job: offer this handoff to an agent.
type RouteHandoff struct {
	Workspace uuid.UUID `json:"workspace_id"`
	Handoff   uuid.UUID `json:"handoff_id"`
}

// Kind implements river.JobArgs.
func (RouteHandoff) Kind() string { return "route_handoff" }

// ExpireAssignment are the args of a job: this assignment may have run out.
type ExpireAssignment struct {
	Workspace  uuid.UUID `json:"workspace_id"`
	Assignment uuid.UUID `json:"assignment_id"`
}

// Kind implements river.JobArgs.
func (ExpireAssignment) Kind() string { return "expire_assignment" }

func at(t time.Time) *river.InsertOpts { return &river.InsertOpts{ScheduledAt: t} }

// AddWorkers registers the queue's workers.
func (q *Queue) AddWorkers(workers *river.Workers) {
	river.AddWorker(workers, river.WorkFunc(func(ctx context.Context, job *river.Job[RouteHandoff]) error {
		return q.RouteWaiting(ctx, job.Args.Workspace)
	}))
	river.AddWorker(workers, river.WorkFunc(func(ctx context.Context, job *river.Job[ExpireAssignment]) error {
		return q.RouteWaiting(ctx, job.Args.Workspace)
	}))
	river.AddWorker(workers, river.WorkFunc(q.workEndTeam))
}
