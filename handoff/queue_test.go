package handoff_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/bus"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
)

func TestRequest(t *testing.T) {
	t.Parallel()

	t.Run("KeepsTheBriefAndTellsTheVisitor", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		c := b.visitor(t, "en", "I'm Laura Benson, order JH-20931 came broken. Get me a person.")
		c = b.request(t, handoff.Request{Conversation: c, Decision: handoff.Decision{
			Reason: handoff.ReasonExplicitRequest, Rule: "en.get", Evidence: handoff.Evidence{Seq: 1, Quote: "Get me a person."},
		}})
		require.Equal(t, conversation.StageWaiting, c.Stage)

		var h *handoff.Handoff
		b.in(t, func(tx *postgres.Tx) (err error) {
			h, err = b.queue.LatestTx(t.Context(), tx, c.ID)
			return err
		})
		require.Equal(t, handoff.ReasonExplicitRequest, h.Brief.Trigger.Reason)
		require.Equal(t, "Get me a person.", h.Brief.Trigger.Evidence.Quote)
		require.Contains(t, h.Brief.Reply, "Laura Benson")
		require.Contains(t, h.Brief.Reply, "JH-20931")

		require.NotContains(t, b.kinds(t, c, conversation.Everyone), "handoff.requested")
		require.Equal(t, "handoff_nobody_online", b.lastMessage(t, c).Line, "never silence, and never a promise that nobody keeps")

		var queued int
		b.in(t, func(tx *postgres.Tx) error {
			return tx.QueryRow(t.Context(), `SELECT count(*) FROM river.river_job WHERE kind = 'route_handoff'`).Scan(&queued)
		})
		require.Equal(t, 1, queued)
	})

	t.Run("NobodyThereAndTheAddressIsKnown", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		for _, said := range []struct{ text, line string }{
			{"My lamp came broken, write to tom@baker.example. Get me a person.", "handoff_nobody_online_mail"},
			{"I wrote to support@baker.example twice. Get me a person.", "handoff_nobody_online"},
			{"Not tom@baker.example but ann@baker.example. Get me a person.", "handoff_nobody_online"},
			{"Mine is " + strings.Repeat("t", 250) + "@baker.example. Get me a person.", "handoff_nobody_online"},
		} {
			c := b.visitor(t, "en", said.text)
			b.request(t, handoff.Request{Conversation: c, Decision: handoff.Decision{Reason: handoff.ReasonExplicitRequest, Rule: "en.get"}})
			last := b.lastMessage(t, c)
			require.Equal(t, said.line, last.Line, said.text)
			named := strings.HasSuffix(said.line, "_mail")
			require.Equal(t, named, strings.Contains(last.Text, "tom@baker.example"))
			b.in(t, func(tx *postgres.Tx) error {
				f, err := b.queue.FollowUps.OfTx(t.Context(), tx, c.ID)
				require.Equal(t, named, f != nil && f.Open && f.Email == "tom@baker.example", "what the line promises is set up")
				return err
			})
		}
	})

	t.Run("TwiceIsOnce", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		c := b.waiting(t)
		before := b.kinds(t, c, conversation.Staff)
		c = b.request(t, handoff.Request{Conversation: c})
		require.Equal(t, before, b.kinds(t, c, conversation.Staff))
		require.Empty(t, b.broken(t))
	})

	t.Run("ManyAtOnceLeaveOneOpen", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		c := b.visitor(t, "zh", "转人工")
		var wg sync.WaitGroup
		errs := make(chan error, 8)
		for range cap(errs) {
			wg.Go(func() {
				errs <- b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
					locked, err := b.convs.LockTx(t.Context(), tx, c.ID)
					if err != nil {
						return err
					}
					return b.queue.RequestTx(t.Context(), tx, handoff.Request{Conversation: locked})
				})
			})
		}
		wg.Wait()
		close(errs)
		for err := range errs {
			require.NoError(t, err)
		}
		require.Empty(t, b.broken(t))
	})
}

func TestQueuesStayInTheirWorkspace(t *testing.T) {
	t.Parallel()

	b := setupQueue(t, time.Minute)
	ada := b.agent(t, "Ada", account.NewMember{Capacity: 4})
	c := b.waiting(t)
	b.route(t)
	id := b.assignments(t, c.ID)[0].ID
	elsewhere := pgtest.Workspace(t, b.db)
	_, err := b.queue.Accept(t.Context(), elsewhere, ada, id)
	require.ErrorIs(t, err, handoff.ErrGone)
	require.ErrorIs(t, b.queue.Decline(t.Context(), elsewhere, ada.ID, id), handoff.ErrGone)
	require.NoError(t, b.queue.RouteWaiting(t.Context(), elsewhere))
	require.Len(t, b.assignments(t, c.ID), 1)
}

func TestPlaces(t *testing.T) {
	t.Parallel()

	b := setupQueue(t, time.Minute)
	first, second := b.waiting(t), b.waiting(t)
	place := func(c conversation.Conversation) (p handoff.Place) {
		b.in(t, func(tx *postgres.Tx) (err error) {
			p, err = b.queue.PlaceTx(t.Context(), tx, c.ID)
			return err
		})
		return p
	}
	require.Equal(t, 2, place(second).Position)
	require.False(t, place(second).PeopleOnline)
	require.Nil(t, place(second).MinWait, "too little is known")

	sub := b.bus.Subscribe(bus.Topic{Workspace: b.ws, Conversation: second.ID}, 8)
	defer sub.Close()
	require.NoError(t, b.cancel(t.Context(), first.ID))
	require.Equal(t, 1, place(second).Position)
	b.route(t)
	for {
		select {
		case h := <-sub.C():
			if e, ok := h.Body.(*conversation.Event); ok && e.Kind == "queue.moved" {
				require.JSONEq(t, `{"position":1,"people_online":false}`, string(e.Data))
				return
			}
		case <-t.Context().Done():
			t.Fatal("the visitor was not told")
		}
	}
}

// lastMessage is what a visitor sees last.
func (b *queueBundle) lastMessage(t *testing.T, c conversation.Conversation) conversation.Message {
	t.Helper()
	seen, err := b.convs.After(t.Context(), c.Ref, conversation.Everyone, 0)
	require.NoError(t, err)
	said, err := conversation.MessageOf(seen[len(seen)-1])
	require.NoError(t, err)
	return said
}
