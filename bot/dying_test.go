package bot_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot"
	"github.com/firstlinehq/firstline/bot/action"
	"github.com/firstlinehq/firstline/bot/flow"
	"github.com/firstlinehq/firstline/bot/form"
	"github.com/firstlinehq/firstline/bot/guide"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// cancelling is a flow that looks an order up and cancels it.
var cancelling = flow.Definition{
	Triggers: flow.Triggers{Phrases: []string{"undo my purchase"}},
	Steps: []flow.Step{
		{ID: "order", Kind: flow.Ask, Text: form.Texts{"en": "Which order?"}, Field: field("order", form.Order)},
		{ID: "look", Kind: flow.Act, Action: "order_status", Inputs: map[string]string{"number": "{order}"}, Save: map[string]string{"was": "status"}},
		{ID: "undo", Kind: flow.Act, Action: "cancel_order", Inputs: map[string]string{"number": "{order}"}, Save: map[string]string{"now": "status"}},
		{ID: "end", Kind: flow.End, Text: form.Texts{"en": "Was {was}, now {now}"}},
	},
}

// setupCancelling gives the acting bot flows that call the real actions.
func setupCancelling(t *testing.T) (*acting, *guide.Guide) {
	t.Helper()
	a := setupActing(t)
	client, err := jobs.NewClient(a.db)
	require.NoError(t, err)
	parts := a.bot.Parts
	parts.Flows = guide.New(guide.Parts{DB: a.db, Conversations: a.conversations, Queue: a.queue, Jobs: client, Actions: guide.Runner{Runner: a.actions}})
	a.actions.Settled = parts.Flows.Settled
	parts.Model = nil
	a.bot = bot.New(parts)
	a.identify("c-1")
	a.tx(func(tx *postgres.Tx) error {
		f, err := flow.CreateTx(t.Context(), tx, "Cancel", cancelling, uuid.Nil)
		require.NoError(t, err)
		actions, err := parts.Flows.Describe(t.Context(), a.ref.Workspace)
		require.NoError(t, err)
		_, faults, err := flow.PublishTx(t.Context(), tx, f, actions, uuid.Nil)
		require.Empty(t, faults)
		return err
	})
	return a, parts.Flows
}

// dies takes the turn of a message and ends it between its card and its record:
// nothing of the turn is stored.
func (a *acting) dies(seq int64) {
	a.t.Helper()
	ctx, kill := context.WithCancel(a.t.Context())
	ended := make(chan error, 1)
	a.tx(func(tx *postgres.Tx) error {
		_, err := tx.Exec(a.t.Context(), "LOCK TABLE bot_turns IN SHARE MODE") // the record waits for this
		require.NoError(a.t, err)
		go func() { ended <- a.work(ctx, seq) }()
		require.Eventually(a.t, func() bool { return a.card() != uuid.Nil }, 20*time.Second, 5*time.Millisecond)
		kill()
		require.Error(a.t, <-ended)
		return nil
	})
	require.Equal(a.t, "order", a.run().State.Step, "nothing was stored")
}

// card is the confirmation of the conversation, the only one.
func (a *acting) card() (id uuid.UUID) {
	a.t.Helper()
	var n int
	a.tx(func(tx *postgres.Tx) error {
		return tx.QueryRow(a.t.Context(), "SELECT count(*), coalesce(max(id::text), $1)::uuid FROM action_confirmations", uuid.Nil.String()).Scan(&n, &id)
	})
	require.LessOrEqual(a.t, n, 1, "one card")
	return id
}

// confirms says yes to the card and has it carried out.
func (a *acting) confirms() {
	a.t.Helper()
	require.NoError(a.t, a.actions.Decide(a.t.Context(), action.Decision{
		Workspace: a.ref.Workspace, Conversation: a.ref.ID, Confirmation: a.card(), Yes: true, Author: conversation.Author{Kind: conversation.ByVisitor, ID: a.visitor},
	}))
	require.NoError(a.t, a.actions.Worker().Work(a.t.Context(), &river.Job[action.CarryOut]{
		JobRow: &rivertype.JobRow{}, Args: action.CarryOut{Workspace: a.ref.Workspace, Confirmation: a.card()},
	}))
}

// TestFlowOutlivesItsTurn: a turn that dies after its card was shown, and after
// what it looked up came, is taken up by another, which asks nothing and calls
// nothing a second time.
func TestFlowOutlivesItsTurn(t *testing.T) {
	t.Parallel()

	once := []string{"GET /orders/ORD-1234 ", `POST /cancel {"customer":"c-1","number":"ORD-1234"}`}
	told := "Was It left Hamburg on 3 May\\., now It left Hamburg on 3 May\\."
	last := func(a *acting) string {
		list := a.replies()
		return list[len(list)-1].Text
	}
	t.Run("CarriedOutMeanwhile", func(t *testing.T) {
		t.Parallel()
		a, _ := setupCancelling(t)
		a.asks("undo my purchase")
		seq := a.bundle.says("ORD-1234")
		a.dies(seq)
		a.confirms()
		require.NoError(t, a.work(t.Context(), seq))
		require.Equal(t, told, last(a))
		require.Equal(t, once, a.asked())
		require.Nil(t, a.run())
	})
	t.Run("ConfirmedLater", func(t *testing.T) {
		t.Parallel()
		a, g := setupCancelling(t)
		a.asks("undo my purchase")
		seq := a.bundle.says("ORD-1234")
		a.dies(seq)
		require.NoError(t, a.work(t.Context(), seq))
		require.Equal(t, a.card().String(), a.run().State.Asked)
		a.confirms()
		a.resumes(g)
		require.Equal(t, told, last(a))
		require.Equal(t, once, a.asked())
	})
	t.Run("FasterThanTheTurn", func(t *testing.T) {
		t.Parallel()
		a, g := setupCancelling(t)
		a.asks("undo my purchase")
		a.asks("ORD-1234")
		// As if the visitor had been: the end found no run that waited.
		settled := a.actions.Settled
		a.actions.Settled = nil
		a.confirms()
		a.actions.Settled = settled
		var turn *guide.Turn
		a.tx(func(tx *postgres.Tx) (err error) {
			turn, err = g.ReadTx(t.Context(), tx, a.ref, 0)
			return err
		})
		_, ok := turn.Take(t.Context(), guide.Situation{Lang: "en", Pending: []form.Line{{Seq: 99, Text: "hm"}}})
		require.True(t, ok)
		a.tx(func(tx *postgres.Tx) error { return turn.SaveTx(t.Context(), tx, 99) })
		a.resumes(g)
		require.Equal(t, told, last(a))
		require.Equal(t, once, a.asked())
	})
}
