package action_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/action"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// wish makes a call on an occasion.
func (b *bundle) wish(id uuid.UUID, occasion, number string) action.Result {
	b.t.Helper()
	res, err := b.runner.Run(b.t.Context(), action.Call{
		Workspace: b.ws, Conversation: b.talk.ID, Action: id, By: action.ByFlow, Occasion: occasion, Inputs: map[string]any{"number": number},
	})
	require.NoError(b.t, err)
	return res
}

// TestWriteIsWishedOnce: whoever takes the place of a caller that died gets what
// that one's question came to, at each stage, and never a second write.
func TestWriteIsWishedOnce(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.identify(account.Identity{External: "c-1"})
	id := b.add(b.cancel())
	first := b.wish(id, "turn:3", "ORD-1234")
	require.Equal(t, action.Pending, first.State)
	again := func(want action.State) action.Result {
		t.Helper()
		res := b.wish(id, "turn:3", "ORD-1234")
		require.Equal(t, action.Asked, res.Outcome)
		require.Equal(t, *first.Confirmation, *res.Confirmation)
		require.Equal(t, want, res.State)
		return res
	}
	again(action.Pending)
	require.Len(t, events[action.ConfirmationAsked](b), 1, "one card on the screen")
	require.NoError(t, b.decide(*first.Confirmation, true))
	again(action.Confirmed)
	b.work(*first.Confirmation)
	require.Equal(t, "shipped", again(action.Carried).Fields[0].Text)
	require.Len(t, b.shop.asked(), 1)
	b.tx(func(tx *postgres.Tx) error {
		c, err := action.ConfirmationTx(t.Context(), tx, b.talk.ID, *first.Confirmation)
		require.Equal(t, action.Carried, c.State)
		require.Equal(t, "shipped", c.Fields[0].Text)
		return err
	})

	// Other values, and the same ones on another occasion, are other wishes.
	other := b.wish(id, "turn:3", "ORD-9999")
	require.Equal(t, action.Pending, other.State)
	require.NotEqual(t, *first.Confirmation, *other.Confirmation)
	later := b.wish(id, "turn:5", "ORD-1234")
	require.Equal(t, action.Pending, later.State)
	require.NotEqual(t, *first.Confirmation, *later.Confirmation)

	// What has run out is asked anew.
	b.tx(func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), "UPDATE action_confirmations SET expires_at = app_now() WHERE id = $1", *later.Confirmation)
		return err
	})
	require.NotEqual(t, *later.Confirmation, *b.wish(id, "turn:5", "ORD-1234").Confirmation)
}

// TestReadIsWishedOnce: what a read gave stands for as long as the turn that
// takes the place of its own.
func TestReadIsWishedOnce(t *testing.T) {
	t.Parallel()
	b := setup(t)
	id := b.add(b.order())
	want := b.wish(id, "turn:3", "ORD-1234")
	require.Equal(t, action.Done, want.Outcome)
	got := b.wish(id, "turn:3", "ORD-1234")
	require.Equal(t, want.Fields, got.Fields)
	require.Equal(t, action.Done, got.Outcome)
	require.Len(t, b.shop.asked(), 1)
	require.Len(t, b.calls(), 1)
	b.wish(id, "turn:5", "ORD-1234")
	b.wish(id, "", "ORD-1234")
	b.wish(id, "", "ORD-1234")
	require.Len(t, b.shop.asked(), 4)

	// A failure is tried again.
	b.shop.does(says(500, `{}`))
	require.Equal(t, action.Failed, b.wish(id, "turn:7", "ORD-1234").Outcome)
	b.shop.does(says(200, `{"status":"shipped"}`))
	require.Equal(t, action.Done, b.wish(id, "turn:7", "ORD-1234").Outcome)

	// What came back is forgotten within the hour; the row stays.
	b.aged("1 hour")
	require.NoError(t, action.Forget(t.Context(), b.db))
	require.Zero(t, b.count("action_calls WHERE fields IS NOT NULL OR wish IS NOT NULL"))
	require.Len(t, b.calls(), 6)
	b.wish(id, "turn:3", "ORD-1234")
	require.Len(t, b.shop.asked(), 2)
}

// aged makes all calls older.
func (b *bundle) aged(by string) {
	b.t.Helper()
	b.tx(func(tx *postgres.Tx) error {
		_, err := tx.Exec(b.t.Context(), "UPDATE action_calls SET at = at - $1::interval", by)
		return err
	})
}

// TestRetention: calls go when their workspace's time is over, and with the
// visitor.
func TestRetention(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.identify(account.Identity{External: "c-1"})
	read := b.add(b.order())
	kept := func() int {
		t.Helper()
		require.NoError(t, action.Forget(t.Context(), b.db))
		return len(b.calls())
	}
	days, err := b.runner.Kept(t.Context(), b.ws)
	require.NoError(t, err)
	require.Equal(t, action.KeepDays, days)
	b.wish(read, "turn:1", "ORD-1234")
	b.aged("4 minutes")
	require.Equal(t, 1, kept())
	require.Equal(t, 1, b.count("action_calls WHERE fields IS NOT NULL"), "a turn may ask for it still")
	b.aged("2 minutes")
	require.Equal(t, 1, kept())
	require.Zero(t, b.count("action_calls WHERE fields IS NOT NULL"), "what came back is the visitor's")
	b.aged("364 days")
	require.Equal(t, 1, kept())
	b.aged("2 days")
	require.Zero(t, kept())

	for _, bad := range []int{0, -1, 3651} {
		require.Error(t, b.runner.Keep(t.Context(), b.ws, bad))
	}
	require.NoError(t, b.runner.Keep(t.Context(), b.ws, 90))
	require.NoError(t, b.runner.Keep(t.Context(), b.ws, 30))
	days, err = b.runner.Kept(t.Context(), b.ws)
	require.NoError(t, err)
	require.Equal(t, 30, days)
	b.wish(read, "turn:3", "ORD-1234")
	b.aged("31 days")
	b.wish(read, "turn:5", "ORD-1234")
	require.Equal(t, 1, kept())

	// An erased visitor leaves nothing of what was called for them.
	b.wish(b.add(b.cancel()), "turn:7", "ORD-1234")
	b.tx(func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), "DELETE FROM visitors WHERE id = $1", b.visitor)
		return err
	})
	require.Zero(t, b.count("action_calls"))
	require.Zero(t, b.count("action_confirmations"))
}

// TestCardSpeaksBothLanguages: who reads in another language than the
// conversation's finds the card in theirs; what is written in one serves both.
func TestCardSpeaksBothLanguages(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.identify(account.Identity{External: "c-1"})
	d := b.cancel()
	d.Inputs[0].Label = locale.Texts{"zh": "订单号", "en": " "}
	b.wish(b.add(d), "turn:1", "ORD-1234")
	card := events[action.ConfirmationAsked](b)[0]
	require.Equal(t, "Cancel an order", card.Title)
	require.Equal(t, locale.Texts{"en": "Cancel an order", "zh": "取消订单"}, card.Titles)
	require.Equal(t, "订单号", card.Details[0].Label)

	d.Name, d.Title = "other", locale.Texts{"fr": "Annuler"}
	_, err := b.runner.Add(t.Context(), b.ws, d)
	require.ErrorContains(t, err, "action_invalid")
}
