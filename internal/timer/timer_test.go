package timer_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/internal/timer"
)

// bundle is one database and two nodes on it. What fires is counted on the
// workspace's row, so that a rollback takes it back.
type bundle struct {
	db    *postgres.DB
	nodes []*timer.Runner
	set   *timer.Timers
	ws    uuid.UUID
	key   timer.Key
	fail  atomic.Bool
	gone  atomic.Bool
	fired chan uuid.UUID
}

func setup(t *testing.T) *bundle {
	t.Helper()
	b := &bundle{db: pgtest.New(t), fired: make(chan uuid.UUID, 64)}
	b.ws = pgtest.Workspace(t, b.db)
	b.key = timer.Key{Kind: "wake", Subject: uuid.New()}
	client, err := jobs.NewClient(b.db)
	require.NoError(t, err)
	b.set = timer.New(client)
	b.nodes = []*timer.Runner{timer.NewRunner(b.db, b.actions()), timer.NewRunner(b.db, b.actions())}
	return b
}

func (b *bundle) actions() timer.Actions {
	return timer.Actions{"wake": {
		Lock: func(ctx context.Context, tx *postgres.Tx, subject uuid.UUID) error {
			if b.gone.Load() {
				return problem.New(problem.NotFound, "conversation_not_found")
			}
			_, err := tx.Exec(ctx, `SELECT FROM workspaces WHERE id = $1 FOR UPDATE`, tx.Workspace())
			return err
		},
		Do: func(ctx context.Context, tx *postgres.Tx, subject uuid.UUID) error {
			if _, err := tx.Exec(ctx, `UPDATE workspaces SET last_number = last_number + 1 WHERE id = $1`, tx.Workspace()); err != nil {
				return err
			}
			if b.fail.Load() {
				return errors.New("the action fails")
			}
			tx.AfterCommit(func(context.Context) { b.fired <- subject })
			return nil
		},
	}}
}

func (b *bundle) in(t *testing.T, f func(*postgres.Tx) error) {
	t.Helper()
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ws, f))
}

// setIn sets the timer and gives the job that would fire it.
func (b *bundle) setIn(t *testing.T, in time.Duration) (args timer.FireTimer) {
	t.Helper()
	b.in(t, func(tx *postgres.Tx) error {
		var now time.Time
		if err := tx.QueryRow(t.Context(), `SELECT app_now()`).Scan(&now); err != nil {
			return err
		}
		if err := b.set.SetTx(t.Context(), tx, b.key, now.Add(in)); err != nil {
			return err
		}
		args = timer.FireTimer{Workspace: b.ws, TimerKind: b.key.Kind, Subject: b.key.Subject}
		return tx.QueryRow(t.Context(), `SELECT version FROM timers WHERE kind = $1 AND subject_id = $2`, b.key.Kind, b.key.Subject).Scan(&args.Version)
	})
	return args
}

func (b *bundle) count(t *testing.T, sql string) (n int) {
	t.Helper()
	b.in(t, func(tx *postgres.Tx) error { return tx.QueryRow(t.Context(), sql).Scan(&n) })
	return n
}

func (b *bundle) times(t *testing.T) int {
	t.Helper()
	return b.count(t, `SELECT last_number FROM workspaces`)
}

// later is a node whose database clock is ahead.
func (b *bundle) later(t *testing.T, by time.Duration) *timer.Runner {
	t.Helper()
	db, err := postgres.Open(t.Context(), postgres.Config{
		URL: b.db.Pool().Config().ConnString(), MaxConns: 4, Settings: map[string]string{"app.clock_shift": by.String()},
	})
	require.NoError(t, err)
	t.Cleanup(db.Close)
	return timer.NewRunner(db, b.actions())
}

func TestFire(t *testing.T) {
	t.Parallel()

	t.Run("OnceByNodesThatRace", func(t *testing.T) {
		t.Parallel()

		b := setup(t)
		for range 5 {
			args := b.setIn(t, -time.Second)
			before := b.times(t)
			var racing sync.WaitGroup
			for i := range 8 {
				racing.Go(func() {
					_, err := b.nodes[i%2].Fire(t.Context(), args)
					require.NoError(t, err)
				})
			}
			racing.Wait()
			require.Equal(t, before+1, b.times(t))
		}
	})

	t.Run("NeverEarly", func(t *testing.T) {
		t.Parallel()

		b := setup(t)
		args := b.setIn(t, time.Hour)
		left, err := b.nodes[0].Fire(t.Context(), args)
		require.NoError(t, err)
		require.InDelta(t, time.Hour, left, float64(time.Minute))
		require.NoError(t, b.nodes[0].Sweep(t.Context()))
		require.Zero(t, b.times(t))
		require.NoError(t, b.later(t, 2*time.Hour).Sweep(t.Context()))
		require.Equal(t, 1, b.times(t), "the database's clock decides")
	})

	t.Run("WhatWasSetAnewSpeaksForItself", func(t *testing.T) {
		t.Parallel()

		b := setup(t)
		old := b.setIn(t, -time.Minute)
		b.setIn(t, time.Hour)
		left, err := b.nodes[0].Fire(t.Context(), old)
		require.NoError(t, err)
		require.Zero(t, left, "an old job has nothing to wait for")
		require.Zero(t, b.times(t))

		b.in(t, func(tx *postgres.Tx) error { return b.set.ClearTx(t.Context(), tx, b.key) })
		require.NotEqual(t, old.Version, b.setIn(t, -time.Minute).Version, "nor after a deletion")
		_, err = b.nodes[0].Fire(t.Context(), old)
		require.NoError(t, err)
		require.Zero(t, b.times(t))
	})

	t.Run("TheSameInstantIsOneJob", func(t *testing.T) {
		t.Parallel()

		b := setup(t)
		at := time.Now().Add(time.Hour)
		for range 3 {
			b.in(t, func(tx *postgres.Tx) error { return b.set.SetTx(t.Context(), tx, b.key, at) })
		}
		require.Equal(t, 1, b.count(t, `SELECT count(*) FROM river.river_job WHERE kind = 'fire_timer'`))
		b.in(t, func(tx *postgres.Tx) error {
			due, err := timer.DueTx(t.Context(), tx, b.key)
			require.WithinDuration(t, at, *due, time.Millisecond)
			return err
		})
	})

	t.Run("ASubjectThatIsGoneEndsIt", func(t *testing.T) {
		t.Parallel()

		b := setup(t)
		b.gone.Store(true)
		_, err := b.nodes[0].Fire(t.Context(), b.setIn(t, -time.Second))
		require.NoError(t, err)
		require.Zero(t, b.count(t, `SELECT count(*) FROM timers`))
		require.Zero(t, b.times(t))
	})
}

func TestSweep(t *testing.T) {
	t.Parallel()

	t.Run("MakesLostJobsGood", func(t *testing.T) {
		t.Parallel()

		b := setup(t)
		b.setIn(t, -time.Minute) // no runner works here: its job is as good as lost
		require.NoError(t, b.nodes[0].Sweep(t.Context()))
		require.NoError(t, b.nodes[1].Sweep(t.Context()))
		require.Equal(t, 1, b.times(t))
	})

	t.Run("AFailureLeavesNoTraceAndIsTriedAgain", func(t *testing.T) {
		t.Parallel()

		b := setup(t)
		b.fail.Store(true)
		b.setIn(t, -time.Minute)
		require.ErrorContains(t, b.nodes[0].Sweep(t.Context()), "the action fails")
		require.Zero(t, b.times(t))
		require.NoError(t, b.nodes[0].Sweep(t.Context()), "it waits and keeps no other waiting")
		b.fail.Store(false)
		require.NoError(t, b.later(t, 2*time.Minute).Sweep(t.Context()))
		require.Equal(t, 1, b.times(t))
	})

	t.Run("LeavesKindsOfANewerVersion", func(t *testing.T) {
		t.Parallel()

		b := setup(t)
		b.setIn(t, -time.Minute)
		older := timer.NewRunner(b.db, timer.Actions{})
		require.NoError(t, older.Sweep(t.Context()))
		_, err := older.Fire(t.Context(), timer.FireTimer{Workspace: b.ws, TimerKind: "wake", Subject: b.key.Subject, Version: 1})
		require.NoError(t, err)
		require.Equal(t, 1, b.count(t, `SELECT count(*) FROM timers`))
	})
}

// The job fires on time, and a runner that comes after an outage finds it.
func TestJob(t *testing.T) {
	t.Parallel()

	b := setup(t)
	b.setIn(t, -time.Second) // set before any runner was there
	workers := river.NewWorkers()
	b.nodes[0].AddWorkers(workers)
	runner, err := jobs.NewRunner(b.db, workers, jobs.RunnerConfig{})
	require.NoError(t, err)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- runner.Run(ctx) }()
	for range 2 {
		select {
		case got := <-b.fired:
			require.Equal(t, b.key.Subject, got)
		case <-time.After(30 * time.Second):
			require.FailNow(t, "the job did not fire the timer")
		}
		if b.times(t) == 1 {
			b.setIn(t, 300*time.Millisecond)
		}
	}
	stop()
	require.NoError(t, <-ended)
	require.Equal(t, 2, b.times(t))
}
