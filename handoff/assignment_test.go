package handoff_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
)

func TestAssignments(t *testing.T) {
	t.Parallel()

	t.Run("DeclinedGoesToTheNext", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		one, two := b.agent(t, "One", account.NewMember{Capacity: 4}), b.agent(t, "Two", account.NewMember{Capacity: 4})
		c := b.waiting(t)
		b.route(t)
		first := b.assignments(t, c.ID)[0]
		require.NoError(t, b.queue.Decline(t.Context(), b.ws, first.Agent, first.ID))
		require.ErrorIs(t, b.queue.Decline(t.Context(), b.ws, first.Agent, first.ID), handoff.ErrGone)
		list := b.assignments(t, c.ID)
		require.Len(t, list, 2)
		require.ElementsMatch(t, []uuid.UUID{one.ID, two.ID}, []uuid.UUID{list[0].Agent, list[1].Agent})
		require.Empty(t, b.broken(t))
	})

	t.Run("ExpiredGoesToTheNextAndCannotBeAccepted", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Millisecond)
		agents := map[uuid.UUID]conversation.AgentRef{}
		for _, name := range []string{"One", "Two"} {
			a := b.agent(t, name, account.NewMember{Capacity: 4})
			agents[a.ID] = a
		}
		c := b.waiting(t)
		b.route(t)
		first := b.assignments(t, c.ID)[0]
		_, err := b.queue.Accept(t.Context(), b.ws, agents[first.Agent], first.ID)
		require.ErrorIs(t, err, handoff.ErrGone)
		b.route(t)
		list := b.assignments(t, c.ID)
		require.Equal(t, "expired", list[0].State)
		require.NotEqual(t, list[0].Agent, list[1].Agent)
		require.Equal(t, conversation.StageWaiting, b.read(t, c.ID).Stage)
		require.Empty(t, b.broken(t))
	})

	t.Run("WhoDeclinedIsNotAskedAgainAtOnce", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		one := b.agent(t, "One", account.NewMember{Capacity: 4})
		c, next := b.waiting(t), b.waiting(t)
		b.route(t)
		require.NoError(t, b.queue.Decline(t.Context(), b.ws, one.ID, b.assignments(t, c.ID)[0].ID))
		b.route(t)
		require.Len(t, b.assignments(t, c.ID), 1)
		require.Equal(t, "offered", b.assignments(t, next.ID)[0].State, "others are still offered to them")
		two := b.agent(t, "Two", account.NewMember{Capacity: 4})
		b.route(t)
		require.Equal(t, two.ID, b.assignments(t, c.ID)[1].Agent)
	})

	t.Run("WhoLetsOffersRunOutIsAway", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Millisecond)
		one := b.agent(t, "One", account.NewMember{Capacity: 4})
		c := b.waiting(t)
		for range 5 {
			b.route(t)
		}
		require.Len(t, b.assignments(t, c.ID), 2)
		var online int
		b.in(t, func(tx *postgres.Tx) (err error) {
			online, err = b.queue.OnlineTx(t.Context(), tx, nil)
			return err
		})
		require.Zero(t, online)
		require.NoError(t, b.queue.SetPresence(t.Context(), handoff.Seat{Workspace: b.ws, Agent: one.ID}, "online"))
		b.route(t)
		require.Len(t, b.assignments(t, c.ID), 3)
		b.route(t) // it runs out: one miss since they came back
		require.Len(t, b.assignments(t, c.ID), 4, "what they missed before they came back is forgotten")
		b.route(t)
		b.route(t)
		require.Len(t, b.assignments(t, c.ID), 4, "two misses since then: away again")
		require.Empty(t, b.broken(t))
	})

	t.Run("AWholeQueueWithNobodyThere", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		for range 30 {
			b.waiting(t)
		}
		b.route(t)
		b.agent(t, "One", account.NewMember{Capacity: 3})
		b.route(t)
		var offered int
		b.in(t, func(tx *postgres.Tx) error {
			return tx.QueryRow(t.Context(), `SELECT count(*) FROM assignments WHERE state = 'offered'`).Scan(&offered)
		})
		require.Equal(t, 3, offered)
		require.Empty(t, b.broken(t))
	})

	t.Run("TheLastPlaceIsGivenOnce", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		for range 4 {
			b.agent(t, "Agent", account.NewMember{Capacity: 1})
		}
		var convs []uuid.UUID
		for range 4 {
			convs = append(convs, b.waiting(t).ID)
		}
		b.route(t)
		b.agent(t, "Free", account.NewMember{Capacity: 1})
		var wg sync.WaitGroup
		errs := make(chan error, len(convs))
		for i, c := range convs {
			a := b.assignments(t, c)[0]
			queue := []*handoff.Queue{b.queue, b.other}[i%2]
			wg.Go(func() { errs <- queue.Decline(t.Context(), b.ws, a.Agent, a.ID) })
		}
		wg.Wait()
		close(errs)
		for err := range errs {
			require.NoError(t, err)
		}
		require.Empty(t, b.broken(t))
	})

	t.Run("OfAnotherAgentIsGone", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		b.agent(t, "One", account.NewMember{Capacity: 4})
		c := b.waiting(t)
		b.route(t)
		stranger := b.agent(t, "Stranger", account.NewMember{Capacity: 4})
		_, err := b.queue.Accept(t.Context(), b.ws, stranger, b.assignments(t, c.ID)[0].ID)
		require.ErrorIs(t, err, handoff.ErrGone)
		_, err = b.queue.Accept(t.Context(), b.ws, stranger, uuid.New())
		require.ErrorIs(t, err, handoff.ErrGone)
	})

	t.Run("AcceptedFromManyTabsIsOneConversation", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		ada := b.agent(t, "Ada", account.NewMember{Capacity: 4})
		c := b.waiting(t)
		claim, ok, err := b.convs.ClaimTurn(t.Context(), c.Ref)
		require.NoError(t, err)
		require.True(t, ok, "the bot may go on while the visitor waits")
		b.route(t)
		id := b.assignments(t, c.ID)[0].ID
		var wg sync.WaitGroup
		errs := make(chan error, 6)
		for i := range cap(errs) {
			queue := []*handoff.Queue{b.queue, b.other}[i%2]
			wg.Go(func() {
				_, err := queue.Accept(t.Context(), b.ws, ada, id)
				errs <- err
			})
		}
		wg.Wait()
		close(errs)
		for err := range errs {
			require.NoError(t, err)
		}
		got := b.read(t, c.ID)
		require.Equal(t, conversation.StagePerson, got.Stage)
		require.Equal(t, ada.ID, *got.Agent)
		err = b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error { return b.convs.FinishTx(t.Context(), tx, claim) })
		require.ErrorIs(t, err, conversation.ErrClaimLost, "the bot is silent from that instant")
		accepted := 0
		for _, kind := range b.kinds(t, c, conversation.Staff) {
			if kind == "handoff.accepted" {
				accepted++
			}
		}
		require.Equal(t, 1, accepted)
		require.Empty(t, b.broken(t))
	})

	t.Run("AcceptAgainstCancel", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		ada := b.agent(t, "Ada", account.NewMember{Capacity: 40})
		for range 10 {
			c := b.waiting(t)
			b.route(t)
			id := b.assignments(t, c.ID)[0].ID
			var accepted, cancelled error
			var wg sync.WaitGroup
			wg.Go(func() { _, accepted = b.queue.Accept(t.Context(), b.ws, ada, id) })
			wg.Go(func() { cancelled = b.cancel(t.Context(), c.ID) })
			wg.Wait()
			if accepted == nil {
				require.ErrorIs(t, cancelled, conversation.ErrStage)
			} else {
				require.ErrorIs(t, accepted, handoff.ErrGone)
				require.NoError(t, cancelled)
			}
			require.Empty(t, b.broken(t))
		}
	})

	t.Run("NoAgentGetsMoreThanFits", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		for i := range 3 {
			b.agent(t, fmt.Sprint("Agent ", i), account.NewMember{Capacity: 2})
		}
		for range 9 {
			b.waiting(t)
		}
		var wg sync.WaitGroup
		errs := make(chan error, 6)
		for i := range cap(errs) {
			queue := []*handoff.Queue{b.queue, b.other}[i%2]
			wg.Go(func() { errs <- queue.RouteWaiting(t.Context(), b.ws) })
		}
		wg.Wait()
		close(errs)
		for err := range errs {
			require.NoError(t, err)
		}
		require.Empty(t, b.broken(t))
		var offered int
		b.in(t, func(tx *postgres.Tx) error {
			return tx.QueryRow(t.Context(), `SELECT count(*) FROM assignments WHERE state = 'offered'`).Scan(&offered)
		})
		require.Equal(t, 6, offered, "no place is left empty while somebody waits")
	})
}
