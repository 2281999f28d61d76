package jobs_test

import (
	"context"
	"testing"
	"time"

	"github.com/riverqueue/river"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
)

type note struct {
	Name string `json:"name"`
}

func (note) Kind() string { return "note" }

// TestQueues: long jobs keep neither mail nor bulk work waiting, and of bulk
// work what was inserted last but comes first is first.
func TestQueues(t *testing.T) {
	t.Parallel()

	db := pgtest.New(t)
	client, err := jobs.NewClient(db)
	require.NoError(t, err)
	begun, over := make(chan string, 8), make(chan struct{})
	workers := river.NewWorkers()
	river.AddWorker(workers, river.WorkFunc(func(ctx context.Context, job *river.Job[note]) error {
		begun <- job.Args.Name
		if job.Queue == jobs.Long {
			<-over
		}
		return nil
	}))
	ws := pgtest.Workspace(t, db)
	insert := func(name string, opts river.InsertOpts) {
		require.NoError(t, db.InWorkspace(t.Context(), ws, func(tx *postgres.Tx) error {
			return client.InsertTx(t.Context(), tx, note{Name: name}, &opts)
		}))
	}
	insert("long", river.InsertOpts{Queue: jobs.Long})
	insert("long", river.InsertOpts{Queue: jobs.Long})
	insert("import", river.InsertOpts{Queue: jobs.Bulk, Priority: jobs.Later})
	insert("index", river.InsertOpts{Queue: jobs.Bulk})
	insert("mail", river.InsertOpts{Queue: jobs.Mail})

	runner, err := jobs.NewRunner(db, workers, jobs.RunnerConfig{BulkWorkers: 1})
	require.NoError(t, err)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- runner.Run(ctx) }()
	at := map[string]int{}
	for i := range 4 {
		select {
		case name := <-begun:
			require.NotContains(t, at, name, "one long job at a time")
			at[name] = i
		case <-time.After(20 * time.Second):
			require.FailNow(t, "a job waits for a long one", "%v", at)
		}
	}
	require.Less(t, at["index"], at["import"])
	close(over)
	require.Equal(t, "long", <-begun)
	stop()
	require.NoError(t, <-ended)
}
