package handoff_test

import (
	"context"
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
	require.Nil(t, b.read(t, waiting.ID).Team)
	require.Equal(t, 1200, b.count(t, naming), "the request does not wait for the history")
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

	workers := river.NewWorkers()
	b.queue.AddWorkers(workers)
	b.queue.Deadlines.AddWorkers(workers)
	runner, err := jobs.NewRunner(b.db, workers, jobs.RunnerConfig{})
	require.NoError(t, err)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- runner.Run(ctx) }()
	require.Eventually(t, func() bool { return !b.ended(t)[0].Freeing }, 20*time.Second, 20*time.Millisecond)
	stop()
	require.NoError(t, <-done)
	require.Zero(t, b.count(t, naming))
}
