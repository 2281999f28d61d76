package action_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/action"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// TestOneCard: an action that asks while another one's question is on its way
// waits for it, and voids it.
func TestOneCard(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.identify(account.Identity{External: "c-1"})
	other := b.cancel()
	other.Name = "return_order"
	id := b.add(other)
	first := b.call(b.add(b.cancel()), action.ByFlow, map[string]any{"number": "ORD-1234"})
	state := func(tx *postgres.Tx, to action.State) error {
		_, err := tx.Exec(t.Context(), "UPDATE action_confirmations SET state = $2 WHERE id = $1", *first.Confirmation, string(to))
		return err
	}
	b.tx(func(tx *postgres.Tx) error { return state(tx, action.Declined) })
	failed := make(chan error, 1)
	b.tx(func(tx *postgres.Tx) error {
		if _, err := b.conversations.LockTx(t.Context(), tx, b.talk.ID); err != nil {
			return err
		}
		if err := state(tx, action.Pending); err != nil { // nobody sees it before the commit
			return err
		}
		go func() {
			_, err := b.runner.Run(t.Context(), action.Call{Workspace: b.ws, Conversation: b.talk.ID, Action: id, By: action.ByFlow, Inputs: map[string]any{"number": "ORD-1234"}})
			failed <- err
		}()
		require.Eventually(t, func() bool {
			var waiting bool
			err := b.db.Pool().QueryRow(t.Context(), "SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'").Scan(&waiting)
			return err == nil && waiting
		}, 10*time.Second, 5*time.Millisecond)
		return nil
	})
	require.NoError(t, <-failed)
	require.Equal(t, 1, b.count("action_confirmations WHERE state = 'pending'"))
	require.ErrorIs(t, b.decide(*first.Confirmation, true), action.ErrSettled)
	require.Equal(t, action.Expired, events[action.ConfirmationSettled](b)[0].State)
}

// TestFateUnknown: a write whose answer is lost is neither repeated nor called
// a failure; so is one whose node died.
func TestFateUnknown(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.identify(account.Identity{External: "c-1"})
	id := b.add(b.cancel())
	res := b.call(id, action.ByFlow, map[string]any{"number": "ORD-1234"})
	// A connection that is kept, and dies under the next request.
	require.Equal(t, action.Done, b.call(b.add(b.order()), action.ByFlow, map[string]any{"number": "ORD-1234"}).Outcome)
	b.shop.does(func(w http.ResponseWriter, _ *http.Request) { panic(http.ErrAbortHandler) })
	require.NoError(t, b.decide(*res.Confirmation, true))
	b.work(*res.Confirmation)
	require.Len(t, b.shop.asked(), 1)
	require.Equal(t, action.Unsure, b.calls()[0].Outcome)
	require.Equal(t, action.NotKnown, (*b.settled)[1].State)

	res = b.call(id, action.ByFlow, map[string]any{"number": "ORD-1234"})
	require.NoError(t, b.decide(*res.Confirmation, true))
	b.tx(func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), "UPDATE action_confirmations SET state = 'started' WHERE id = $1", *res.Confirmation)
		return err
	})
	b.work(*res.Confirmation)
	require.Len(t, b.shop.asked(), 1, "not sent again")
	require.Equal(t, action.NotKnown, (*b.settled)[3].State)

	// A gateway that gave up does not know either; a server that refuses does.
	states := len(*b.settled)
	for status, want := range map[int]action.Outcome{408: action.Unsure, 500: action.Unsure, 502: action.Unsure, 504: action.Unsure, 400: action.Failed, 409: action.Failed} {
		b.shop.does(says(status, `{}`))
		res = b.call(id, action.ByFlow, map[string]any{"number": "ORD-1234"})
		require.NoError(t, b.decide(*res.Confirmation, true))
		b.work(*res.Confirmation)
		require.Len(t, b.shop.asked(), 1, "once, with %d", status)
		require.Equal(t, want, b.calls()[0].Outcome, status)
		require.Equal(t, action.Status, b.calls()[0].Reason)
		states += 2
		require.Equal(t, map[action.Outcome]action.State{action.Unsure: action.NotKnown, action.Failed: action.Fell}[want], (*b.settled)[states-1].State, status)
	}

	// A connection that never stood is a plain failure.
	res = b.call(id, action.ByFlow, map[string]any{"number": "ORD-1234"})
	require.NoError(t, b.decide(*res.Confirmation, true))
	b.shop.Close()
	b.work(*res.Confirmation)
	require.Equal(t, action.Unreachable, b.calls()[0].Reason)
	require.Equal(t, action.Fell, (*b.settled)[states+1].State)
}

// TestRatesOfWrites: questions are no calls, so many may wait; of their yeses
// no more are carried out than an hour allows, even at the same time.
func TestRatesOfWrites(t *testing.T) {
	t.Parallel()
	b := setup(t)
	d := b.cancel()
	d.PerHour = 2
	id := b.add(d)
	var asked []bundle
	var cards []uuid.UUID
	for i := range 5 {
		b.newVisitor()
		b.identify(account.Identity{External: fmt.Sprintf("c-%d", i)})
		res := b.call(id, action.ByModel, map[string]any{"number": "ORD-1234"}, "cancel ORD-1234")
		require.Equal(t, action.Asked, res.Outcome)
		require.NoError(t, b.decide(*res.Confirmation, true))
		asked, cards = append(asked, *b), append(cards, *res.Confirmation)
	}
	b.runner.Settled = nil // its list is not for workers that race
	failed := make(chan error, len(cards))
	for _, card := range cards {
		go func() {
			failed <- b.runner.Worker().Work(t.Context(), &river.Job[action.CarryOut]{JobRow: &rivertype.JobRow{}, Args: action.CarryOut{Workspace: b.ws, Confirmation: card}})
		}()
	}
	for range cards {
		require.NoError(t, <-failed)
	}
	require.Len(t, b.shop.asked(), 2)
	var refused int
	for _, row := range b.calls() {
		if row.Outcome == action.Refused {
			refused++
			require.Equal(t, action.TooMany, row.Reason)
			require.Equal(t, "visitor", row.ConfirmedBy)
		}
	}
	require.Equal(t, 3, refused)
	var told int
	for _, one := range asked {
		steps := events[action.ConfirmationSettled](&one)
		require.Len(t, steps, 2)
		if steps[1].State == action.Fell {
			told++
			require.Contains(t, transcript(&one), locale.Text("en", "action.rate"))
		}
	}
	require.Equal(t, 3, told)
}

// TestLateYes: a yes that waited out an outage is not carried out hours later.
func TestLateYes(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.identify(account.Identity{External: "c-1"})
	id := b.add(b.cancel())
	confirmed := func(ago time.Duration) uuid.UUID {
		t.Helper()
		res := b.call(id, action.ByModel, map[string]any{"number": "ORD-1234"}, "cancel ORD-1234")
		require.NoError(t, b.decide(*res.Confirmation, true))
		b.tx(func(tx *postgres.Tx) error {
			_, err := tx.Exec(t.Context(), "UPDATE action_confirmations SET decided_at = decided_at - $2::interval WHERE id = $1", *res.Confirmation, ago.String())
			return err
		})
		return *res.Confirmation
	}
	late := confirmed(action.CarryTime + time.Second)
	b.work(late)
	b.work(late)
	require.Empty(t, b.shop.asked())
	require.Equal(t, action.Refused, b.calls()[0].Outcome)
	require.Equal(t, action.Late, b.calls()[0].Reason)
	require.Len(t, *b.settled, 2)
	require.Equal(t, action.Expired, (*b.settled)[1].State)
	require.Equal(t, action.Expired, events[action.ConfirmationSettled](b)[1].State)
	require.Contains(t, transcript(b), locale.Text("en", "action.expired"))
	require.Equal(t, 1, b.count("action_confirmations WHERE state = 'expired' AND inputs = '{}'"))

	b.work(confirmed(action.CarryTime - time.Minute))
	require.Len(t, b.shop.asked(), 1)
}
