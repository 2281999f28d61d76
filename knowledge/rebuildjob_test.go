package knowledge_test

import (
	"context"
	"testing"
	"time"

	"github.com/riverqueue/river"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/knowledge"
)

// TestRebuildsAreApart: one workspace's index cannot be built just now. The other's is
// built all the same, and the first one's once it can be.
func TestRebuildsAreApart(t *testing.T) {
	t.Parallel()

	db := pgtest.New(t)
	client, err := jobs.NewClient(db)
	require.NoError(t, err)
	lib := knowledge.New(db, knowledge.WithJobs(client))
	held := bundle{db: db, lib: lib, ws: pgtest.Workspace(t, db)}
	other := bundle{db: db, lib: lib, ws: pgtest.Workspace(t, db)}
	for _, b := range []bundle{held, other} {
		b.mustPublish(t, knowledge.Draft{Title: "Lamps", Body: "The lamp takes a small bulb."})
	}
	require.NoError(t, lib.EnqueueRebuild(t.Context()))
	require.Zero(t, countJobs(t, db, 0), "nothing to do")
	for _, b := range []bundle{held, other} {
		b.exec(t, `UPDATE index_heads SET format = 1`)
	}
	for range 2 { // two nodes start
		require.NoError(t, lib.EnqueueRebuild(t.Context()))
	}
	require.Equal(t, 4, countJobs(t, db, 0), "for each workspace, and those of one take turns")

	locked, release, over := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	go func() {
		over <- db.InWorkspace(t.Context(), held.ws, func(tx *postgres.Tx) error {
			_, err := tx.Exec(t.Context(), `SELECT FROM index_heads FOR UPDATE`)
			close(locked)
			<-release
			return err
		})
	}()
	<-locked
	runRebuilds(t, db, lib)
	found := func(b bundle) func() bool {
		return func() bool {
			r, err := b.lib.Search(t.Context(), b.ws, knowledge.Query{Text: "lamp"})
			return err == nil && len(r.Hits) == 1
		}
	}
	require.Eventually(t, found(other), time.Minute, 20*time.Millisecond)
	require.Eventually(t, func() bool { return countJobs(t, db, 1) > 0 }, time.Minute, 20*time.Millisecond, "the first one failed")
	require.False(t, found(held)())
	close(release)
	require.NoError(t, <-over)
	require.Eventually(t, found(held), time.Minute, 20*time.Millisecond, "it is tried again")
	require.Equal(t, 1, other.count(t, `SELECT count(*) FROM index_articles`), "the old index is gone")
}

// countJobs counts rebuilds that failed so often at least.
func countJobs(t *testing.T, db *postgres.DB, failures int) (n int) {
	t.Helper()
	require.NoError(t, db.Pool().QueryRow(t.Context(), `
		SELECT count(*) FROM river.river_job WHERE kind = 'rebuild_index' AND coalesce(array_length(errors, 1), 0) >= $1`, failures).Scan(&n))
	return n
}

// runRebuilds works one rebuild at a time until the test ends.
func runRebuilds(t *testing.T, db *postgres.DB, lib *knowledge.Library) {
	t.Helper()
	workers := river.NewWorkers()
	river.AddWorker(workers, knowledge.NewRebuildWorker(lib))
	runner, err := jobs.NewRunner(db, workers, jobs.RunnerConfig{BulkWorkers: 1})
	require.NoError(t, err)
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	ended := make(chan error, 1)
	go func() { ended <- runner.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		require.NoError(t, <-ended)
	})
}
