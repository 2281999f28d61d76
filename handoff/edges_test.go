package handoff_test

import (
	"errors"
	"slices"
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

func (b *queueBundle) count(t *testing.T, sql string) (n int) {
	t.Helper()
	b.in(t, func(tx *postgres.Tx) error { return tx.QueryRow(t.Context(), sql).Scan(&n) })
	return n
}

const countOffered = `SELECT count(*) FROM assignments WHERE state = 'offered'`

func TestEdgesOfTheQueue(t *testing.T) {
	t.Parallel()

	t.Run("AcceptedAsItExpires", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, 20*time.Millisecond)
		ada := b.agent(t, "Ada", account.NewMember{Capacity: 40})
		for range 12 {
			c := b.waiting(t)
			require.NoError(t, b.queue.SetPresence(t.Context(), handoff.Seat{Workspace: b.ws, Agent: ada.ID}, "online"))
			b.route(t)
			id := b.assignments(t, c.ID)[0].ID
			var accepted, routed error
			var wg sync.WaitGroup
			wg.Go(func() { _, accepted = b.queue.Accept(t.Context(), b.ws, ada, id) })
			wg.Go(func() { routed = b.other.RouteWaiting(t.Context(), b.ws) })
			wg.Wait()
			require.NoError(t, routed)
			if accepted != nil {
				require.ErrorIs(t, accepted, handoff.ErrGone)
			}
			stage := b.read(t, c.ID).Stage
			require.Equal(t, accepted == nil, stage == conversation.StagePerson, "accepted or waiting, nothing between")
			require.Empty(t, b.broken(t))
		}
	})

	t.Run("TheLastAgentLeaves", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Hour)
		ada := b.agent(t, "Ada", account.NewMember{Capacity: 2})
		answering, offered, behind := b.waiting(t), b.waiting(t), b.waiting(t)
		b.route(t)
		_, err := b.queue.Accept(t.Context(), b.ws, ada, b.assignments(t, answering.ID)[0].ID)
		require.NoError(t, err)
		b.gone(t, ada.ID)
		b.in(t, func(tx *postgres.Tx) error { // the visitor has waited for a reply for a while
			_, err := tx.Exec(t.Context(), `UPDATE conversations SET last_at = app_now() - interval '1 minute' WHERE id = $1`, answering.ID)
			return err
		})
		require.NoError(t, b.queue.Sweep(t.Context()))
		for _, c := range []conversation.Conversation{answering, offered, behind} {
			require.Equal(t, conversation.StageWaiting, b.read(t, c.ID).Stage)
			b.in(t, func(tx *postgres.Tx) error {
				p, err := b.queue.PlaceTx(t.Context(), tx, c.ID)
				require.False(t, p.PeopleOnline, "the visitor sees that nobody is there")
				return err
			})
		}
		require.Zero(t, b.count(t, countOffered), "what was offered to them goes back at once, not when it runs out")
		bo := b.agent(t, "Bo", account.NewMember{Capacity: 5})
		b.route(t)
		require.Equal(t, 3, b.count(t, countOffered))
		require.Equal(t, bo.ID, b.assignments(t, behind.ID)[0].Agent)
		require.Empty(t, b.broken(t))
	})

	t.Run("TheClockJumps", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		ada := b.agent(t, "Ada", account.NewMember{Capacity: 9})
		var waiting []conversation.Conversation
		for range 3 {
			waiting = append(waiting, b.waiting(t))
		}
		b.route(t)
		require.Equal(t, 3, b.count(t, countOffered))
		for _, jump := range []time.Duration{48 * time.Hour, -48 * time.Hour, 0} {
			b := b.later(t, jump)
			require.NoError(t, b.queue.Sweep(t.Context()))
			require.Empty(t, b.broken(t), "after a jump to %s", jump)
			b.present(t, ada.ID) // the node renews the lease by the new clock
			require.NoError(t, b.queue.SetPresence(t.Context(), handoff.Seat{Workspace: b.ws, Agent: ada.ID}, "online"))
			b.route(t)
			for _, c := range waiting {
				require.Equal(t, conversation.StageWaiting, b.read(t, c.ID).Stage, "nobody is lost")
			}
			require.Equal(t, 3, b.count(t, countOffered), "everybody is offered again after a jump to %s", jump)
			require.Empty(t, b.broken(t), "after a jump to %s", jump)
		}
		for _, c := range waiting {
			list := b.assignments(t, c.ID)
			live := slices.IndexFunc(list, func(a assignment) bool { return a.State == "offered" })
			_, err := b.queue.Accept(t.Context(), b.ws, ada, list[live].ID)
			require.NoError(t, err)
		}
	})

	t.Run("AThousandVisitorsAndNobodyThere", func(t *testing.T) {
		t.Parallel()

		const crowd, capacity = 1000, 7
		b := setupQueue(t, time.Minute)
		var wg sync.WaitGroup
		errs := make(chan error, crowd)
		for worker := range 4 {
			wg.Go(func() {
				for range crowd / 4 {
					errs <- b.arrives(t, []*handoff.Queue{b.queue, b.other}[worker%2])
				}
			})
		}
		wg.Wait()
		close(errs)
		for err := range errs {
			require.NoError(t, err)
		}
		require.NoError(t, b.queue.RouteWaiting(t.Context(), b.ws))
		require.Equal(t, crowd, b.count(t, `SELECT count(*) FROM handoffs WHERE state = 'open'`))
		require.Equal(t, crowd, b.count(t, `SELECT count(*) FROM events WHERE data->>'line' = 'handoff_nobody_online' AND vseq IS NOT NULL`),
			"each visitor was told that nobody is there")
		require.Empty(t, b.broken(t))
		require.Equal(t, crowd, b.lastPlace(t), "each has a place, and the last one is told theirs")
		b.agent(t, "Ada", account.NewMember{Capacity: capacity})
		b.route(t)
		require.Equal(t, capacity, b.count(t, countOffered))
		require.Equal(t, capacity, b.count(t, `SELECT count(*) FROM assignments a JOIN
			(SELECT id FROM handoffs ORDER BY requested_at, id LIMIT 7) first ON first.id = a.handoff_id`), "who came first is served first")
		require.Empty(t, b.broken(t))
	})
}

// lastPlace is the place of who came last.
func (b *queueBundle) lastPlace(t *testing.T) (place int) {
	t.Helper()
	b.in(t, func(tx *postgres.Tx) error {
		var last uuid.UUID
		if err := tx.QueryRow(t.Context(), `SELECT conversation_id FROM handoffs ORDER BY requested_at DESC, id DESC LIMIT 1`).Scan(&last); err != nil {
			return err
		}
		p, err := b.queue.PlaceTx(t.Context(), tx, last)
		place = p.Position
		return err
	})
	return place
}

// arrives opens a conversation that waits for a person, in one transaction.
func (b *queueBundle) arrives(t *testing.T, queue *handoff.Queue) error {
	t.Helper()
	ctx := t.Context()
	_, v, err := b.accounts.NewVisitor(ctx, b.ws, "en", "")
	return errors.Join(err, b.db.InWorkspace(ctx, b.ws, func(tx *postgres.Tx) error {
		opened, err := b.convs.OpenTx(ctx, tx, v.ID, "en")
		if err != nil {
			return err
		}
		if _, err := b.convs.AppendTx(ctx, tx, conversation.Append{
			Conversation: opened.ID, Author: conversation.Author{Kind: conversation.ByVisitor, ID: v.ID},
			ClientID: uuid.NewString(), Data: conversation.Message{Text: "a human please"},
		}); err != nil {
			return err
		}
		c, err := b.convs.LockTx(ctx, tx, opened.ID)
		if err != nil {
			return err
		}
		return queue.RequestTx(ctx, tx, handoff.Request{Conversation: c, Decision: handoff.Decision{
			Kind: handoff.Handover, Reason: handoff.ReasonExplicitRequest, Rule: "test", Confidence: 1,
		}})
	}))
}
