package dispatch_test

import (
	"context"
	"encoding/json"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/dispatch"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// TestNudge starts turns without their jobs.
func TestNudge(t *testing.T) {
	t.Parallel()
	var b *bundle
	var turns atomic.Int32
	b = setup(t, func(ctx context.Context, c conversation.Claim) error {
		turns.Add(1)
		return b.settle(ctx, c)
	})
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- b.dispatcher.Run(ctx) }()
	seq := b.says()
	require.Eventually(t, func() bool {
		b.dispatcher.Nudge(b.ref) // until Run has begun a nudge does nothing
		return turns.Load() > 0
	}, 10*time.Second, 5*time.Millisecond)
	stop()
	require.NoError(t, <-ended, "and it has waited for the turn")
	require.NoError(t, b.work(seq), "the job finds nothing left to do")
	require.EqualValues(t, 1, turns.Load())
}

// TestPanicEndsOneTurn: what a nudged turn breaks on must not end the process.
func TestPanicEndsOneTurn(t *testing.T) {
	t.Parallel()
	begun := make(chan struct{}, 100)
	b := setup(t, func(context.Context, conversation.Claim) error {
		begun <- struct{}{}
		panic("an article of a kind that nobody foresaw")
	})
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- b.dispatcher.Run(ctx) }()
	b.says()
	require.Eventually(t, func() bool {
		b.dispatcher.Nudge(b.ref)
		return len(begun) > 0
	}, 10*time.Second, 5*time.Millisecond)
	stop()
	require.NoError(t, <-ended)
}

// TestJobWaitsForTheTurnUnderWay: a job must not end while the turn it stands
// for may still fail.
func TestJobWaitsForTheTurnUnderWay(t *testing.T) {
	t.Parallel()
	var b *bundle
	var turns atomic.Int32
	begun, release := make(chan struct{}), make(chan struct{})
	b = setup(t, func(ctx context.Context, c conversation.Claim) error {
		if turns.Add(1) == 1 {
			close(begun)
			<-release
			return errors.New("no luck")
		}
		return b.settle(ctx, c)
	})
	seq := b.says()
	results := make(chan error, 2)
	go func() { results <- b.work(seq) }()
	<-begun
	go func() { results <- b.work(seq) }()
	require.Empty(t, results)
	close(release)
	first, second := <-results, <-results
	require.NotEqual(t, first == nil, second == nil, "one failed, the other did its work: %v, %v", first, second)
	require.EqualValues(t, 2, turns.Load(), "the claim was given back at once")
}

// TestWatchdog: a turn whose worker died is started again once, then a person
// is asked for.
func TestWatchdog(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	b.says()
	later := func(table string) {
		b.tx(func(tx *postgres.Tx) error {
			_, err := tx.Exec(t.Context(), table, b.ref.ID)
			return err
		})
	}
	jobsOf := func() (n int) {
		require.NoError(t, b.db.Pool().QueryRow(t.Context(), `SELECT count(*) FROM river.river_job WHERE kind = 'take_turn'`).Scan(&n))
		return n
	}
	require.NoError(t, b.dispatcher.Sweep(t.Context()))
	require.Equal(t, 1, jobsOf(), "not stalled yet")
	_, ok, err := b.conversations.ClaimTurn(t.Context(), b.ref) // and its holder dies
	require.NoError(t, err)
	require.True(t, ok)
	later(`UPDATE conversations SET last_at = last_at - interval '1 minute', claim_until = claim_until - interval '1 minute' WHERE id = $1`)
	require.NoError(t, b.dispatcher.Sweep(t.Context()))
	require.Equal(t, 2, jobsOf(), "started again")
	require.Equal(t, conversation.StageBot, b.stage())
	require.NoError(t, b.dispatcher.Sweep(t.Context()))
	require.Equal(t, 2, jobsOf(), "it has just begun")
	require.Equal(t, conversation.StageBot, b.stage(), "it has just begun")
	later(`UPDATE bot_rescues SET at = at - interval '1 minute' WHERE conversation_id = $1`)
	require.NoError(t, b.dispatcher.Sweep(t.Context()))
	require.Equal(t, conversation.StageWaiting, b.stage(), "the second time a person is asked for")
	require.Equal(t, handoff.ReasonBotFailure, b.ledger()[0].Decision.Reason)
	require.NoError(t, b.dispatcher.Sweep(t.Context()))
	require.Len(t, b.ledger(), 1)
}

func TestDiscardedTurnAsksForAPerson(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	seq := b.says()
	args, err := json.Marshal(dispatch.TakeTurn{Workspace: b.ref.Workspace, Conversation: b.ref.ID, Seq: seq})
	require.NoError(t, err)
	b.dispatcher.Discarded(t.Context(), "other_kind", args, nil)
	require.Equal(t, conversation.StageBot, b.stage())
	b.dispatcher.Discarded(t.Context(), "take_turn", args, errors.New("no luck"))
	require.Equal(t, conversation.StageWaiting, b.stage())
}
