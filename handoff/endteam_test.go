package handoff_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/postgres"
)

const naming = `SELECT count(*) FROM conversations WHERE team_id IS NOT NULL`

// history puts finished conversations into a team's past, faster than they
// could be held.
func (b *queueBundle) history(t *testing.T, team uuid.UUID, like conversation.Conversation, many int) {
	t.Helper()
	b.in(t, func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `INSERT INTO conversations (workspace_id, id, number, visitor_id, stage, team_id, resolved_at)
			SELECT $1, gen_random_uuid(), 10000 + n, $2, 'resolved', $3, app_now() FROM generate_series(1, $4) n`, b.ws, like.Visitor, team, many)
		return err
	})
}

func (b *queueBundle) ended(t *testing.T) (list []account.EndedTeam) {
	t.Helper()
	b.in(t, func(tx *postgres.Tx) (err error) {
		list, err = b.accounts.EndedTeamsTx(t.Context(), tx)
		return err
	})
	return list
}

// TestATeamWithALongHistoryEnds: who waits is free at once; the history follows
// in steps, and until then the team is shown as ending.
func TestATeamWithALongHistoryEnds(t *testing.T) {
	t.Parallel()

	b := setupQueue(t, time.Minute)
	mine := b.agent(t, "In", account.NewMember{Capacity: 1})
	team := b.team(t, "Returns", mine.ID)
	b.agent(t, "Out", account.NewMember{Capacity: 9})
	waiting := b.request(t, handoff.Request{Conversation: b.visitor(t, "en", "a human please"), Team: &team})
	b.history(t, team, waiting, 1200)

	b.in(t, func(tx *postgres.Tx) error { return b.queue.EndTeamTx(t.Context(), tx, team) })
	require.Equal(t, 1201, b.count(t, naming), "the request waits for nothing")
	b.in(t, func(tx *postgres.Tx) error {
		online, err := b.queue.OnlineTx(t.Context(), tx, &team)
		require.Equal(t, 2, online, "who still names it may go to anybody")
		return err
	})
	ended := b.ended(t)
	require.Len(t, ended, 1)
	require.Equal(t, "Returns", ended[0].Name)
	require.True(t, ended[0].Freeing)
	b.in(t, func(tx *postgres.Tx) error {
		_, err := b.accounts.CreateTeamTx(t.Context(), tx, account.Team{Name: "Returns"})
		require.NoError(t, err, "its name is free")
		require.ErrorIs(t, b.queue.EndTeamTx(t.Context(), tx, team), account.ErrTeam, "it ends once")
		return nil
	})

	b.work(t, func() bool { return !b.ended(t)[0].Freeing })
	require.Zero(t, b.count(t, naming))
}

// work runs the jobs of a node until something holds.
func (b *queueBundle) work(t *testing.T, until func() bool) {
	t.Helper()
	workers := river.NewWorkers()
	b.queue.AddWorkers(workers)
	b.queue.Deadlines.AddWorkers(workers)
	runner, err := jobs.NewRunner(b.db, workers, jobs.RunnerConfig{})
	require.NoError(t, err)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- runner.Run(ctx) }()
	require.Eventually(t, until, 20*time.Second, 20*time.Millisecond)
	stop()
	require.NoError(t, <-done)
}

// TestNothingKeepsATeamThatEnds: neither what moves from stage to stage between
// the steps, nor what is asked for it while it ends.
func TestNothingKeepsATeamThatEnds(t *testing.T) {
	t.Parallel()

	t.Run("WhatMovesMeanwhile", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		team := b.team(t, "Returns")
		b.history(t, team, b.visitor(t, "en", "hello"), 1)
		b.in(t, func(tx *postgres.Tx) error { return b.queue.EndTeamTx(t.Context(), tx, team) })
		// While what is resolved is looked at, it is opened again: the looks at what
		// is open are over by then.
		held, err := b.db.Pool().Begin(t.Context())
		require.NoError(t, err)
		_, err = held.Exec(t.Context(), `SELECT set_config('app.workspace', $1, true)`, b.ws.String())
		require.NoError(t, err)
		opened, err := held.Exec(t.Context(), `UPDATE conversations SET stage = 'bot', resolved_at = NULL WHERE team_id = $1`, team)
		require.NoError(t, err)
		require.EqualValues(t, 1, opened.RowsAffected())
		committed := make(chan error, 1)
		go func() {
			b.blocked(t)
			committed <- held.Commit(context.WithoutCancel(t.Context()))
		}()
		b.work(t, func() bool { return !b.ended(t)[0].Freeing })
		require.NoError(t, <-committed)
		require.Zero(t, b.count(t, naming))
	})

	t.Run("WhoAsksForItMeanwhile", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		team := b.team(t, "Returns")
		var wg sync.WaitGroup
		errs := make(chan error, 9)
		for i := range cap(errs) {
			c := b.visitor(t, "en", "a human please")
			wg.Go(func() {
				errs <- b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
					if i == cap(errs)/2 {
						return b.queue.EndTeamTx(t.Context(), tx, team)
					}
					locked, err := b.convs.LockTx(t.Context(), tx, c.ID)
					if err != nil {
						return err
					}
					return []*handoff.Queue{b.queue, b.other}[i%2].RequestTx(t.Context(), tx, handoff.Request{Conversation: locked, Team: &team})
				})
			})
		}
		wg.Wait()
		close(errs)
		for err := range errs {
			require.NoError(t, err)
		}
		b.work(t, func() bool { return !b.ended(t)[0].Freeing })
		require.Zero(t, b.count(t, naming))
		require.Zero(t, b.count(t, `SELECT count(*) FROM handoffs WHERE team_id IS NOT NULL`), "whoever asked waits for anybody")
		require.Equal(t, 8, b.count(t, `SELECT count(*) FROM handoffs WHERE state = 'open'`))
		late := b.request(t, handoff.Request{Conversation: b.visitor(t, "en", "a human please"), Team: &team})
		require.Nil(t, late.Team)
		require.Empty(t, b.broken(t))
	})
}

// blocked waits until some statement waits for a row of another.
func (b *queueBundle) blocked(t *testing.T) {
	t.Helper()
	for t.Context().Err() == nil {
		var n int
		err := b.db.Pool().QueryRow(t.Context(), `SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`).Scan(&n)
		if err == nil && n > 0 {
			return
		}
	}
}
