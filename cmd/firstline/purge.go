package main

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/riverqueue/river"

	"github.com/firstlinehq/firstline/bot/action"
	"github.com/firstlinehq/firstline/bot/trace"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/files"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/gap"
	"github.com/firstlinehq/firstline/knowledge/intake"
	"github.com/firstlinehq/firstline/knowledge/overlap"
)

// purgeExpired are the args of a job: forget sessions and tokens that ran out,
// prompts, confirmations, votes and imports that are old, and files that nothing uses.
type purgeExpired struct{}

// Kind implements river.JobArgs.
func (purgeExpired) Kind() string { return "purge_expired" }

const purgeEvery = time.Hour

func purgeWorker(db *postgres.DB, accounts *account.Store, importer *intake.Importer) river.Worker[purgeExpired] {
	return river.WorkFunc(func(ctx context.Context, _ *river.Job[purgeExpired]) error {
		return errors.Join(accounts.DeleteExpired(ctx), trace.Forget(ctx, db), action.Forget(ctx, db), importer.Forget(ctx), knowledge.New(db).ForgetVotes(ctx), files.NewStore(db, files.Limits{}).Sweep(ctx))
	})
}

// periodic are the jobs that one node of many runs from time to time.
func periodic() []*river.PeriodicJob {
	purge := func() (river.JobArgs, *river.InsertOpts) { return purgeExpired{}, nil }
	return slices.Concat(knowledge.Periodic(), gap.Periodic(), overlap.Periodic(), []*river.PeriodicJob{river.NewPeriodicJob(river.PeriodicInterval(purgeEvery), purge, nil)})
}
