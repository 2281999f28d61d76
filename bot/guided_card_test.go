package bot_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/action"
	"github.com/firstlinehq/firstline/bot/flow"
	"github.com/firstlinehq/firstline/bot/form"
	"github.com/firstlinehq/firstline/bot/guide"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// TestGuidedEnds tells what became of a confirmed action as it is: only what
// failed has failed.
func TestGuidedEnds(t *testing.T) {
	t.Parallel()

	for state, want := range map[action.State]string{
		action.NotKnown: locale.Text("en", "action.unknown"),
		action.Declined: locale.Text("en", "flow.declined"),
		action.Fell:     locale.Text("en", "flow.action_failed") + " " + locale.Text("en", "flow.offer"),
	} {
		t.Run(string(state), func(t *testing.T) {
			t.Parallel()
			card := uuid.New()
			b, g := guided(t, flow.Acted{Asked: card.String()})
			b.toCard()
			b.tx(func(tx *postgres.Tx) error {
				return g.Settled(t.Context(), tx, action.Settlement{Confirmation: card, Conversation: b.conversation(), State: state})
			})
			b.resumes(g)
			list := b.replies()
			require.Equal(t, want, list[len(list)-1].Text)
			require.Nil(t, b.run())
		})
	}
}

// waitsFor stores a confirmation that runs out in some seconds.
func (b *bundle) waitsFor(card uuid.UUID, state action.State, seconds int) {
	b.t.Helper()
	b.tx(func(tx *postgres.Tx) error {
		id := uuid.New()
		_, err := tx.Exec(b.t.Context(), "INSERT INTO actions (workspace_id, id, name, definition) VALUES ($1, $2, 'book', '{}')", tx.Workspace(), id)
		require.NoError(b.t, err)
		_, err = tx.Exec(b.t.Context(), `INSERT INTO action_confirmations (workspace_id, id, action_id, version, conversation_id, visitor_id, by_kind, inputs, state, expires_at)
			VALUES ($1, $2, $3, 1, $4, $5, 'flow', '{}', $6, app_now() + make_interval(secs => $7))`, tx.Workspace(), card, id, b.ref.ID, b.visitor, string(state), seconds)
		return err
	})
}

// confirmation is the state of one.
func (b *bundle) confirmation(card uuid.UUID) (state string) {
	b.t.Helper()
	b.tx(func(tx *postgres.Tx) error {
		return tx.QueryRow(b.t.Context(), "SELECT state FROM action_confirmations WHERE id = $1", card).Scan(&state)
	})
	return state
}

// TestGuidedStopsAtCard: who stops a flow, or gets a person, finds no button
// left that still does it, and who has confirmed is not told that it stopped.
func TestGuidedStopsAtCard(t *testing.T) {
	t.Parallel()

	for _, said := range []string{"cancel", "I want to talk to a human"} {
		t.Run(said, func(t *testing.T) {
			t.Parallel()
			card := uuid.New()
			b, _ := guided(t, flow.Acted{Asked: card.String()})
			b.waitsFor(card, action.Pending, 900)
			b.toCard()
			require.NoError(t, b.work(t.Context(), b.says(said)))
			require.Nil(t, b.run())
			require.EqualValues(t, action.Expired, b.confirmation(card))
			require.Contains(t, b.kinds(), (action.ConfirmationSettled{}).Kind(), "the card on the screen hears of it")
		})
	}
	t.Run("Confirmed", func(t *testing.T) {
		t.Parallel()
		card := uuid.New()
		b, _ := guided(t, flow.Acted{Asked: card.String()})
		b.waitsFor(card, action.Confirmed, 900)
		b.toCard()
		require.Equal(t, locale.Text("en", "flow.under_way"), b.asks("cancel").Text)
		require.Equal(t, card.String(), b.run().State.Asked)
		require.EqualValues(t, action.Confirmed, b.confirmation(card))
	})
	t.Run("ConfirmedMeanwhile", func(t *testing.T) {
		t.Parallel()
		card := uuid.New()
		b, g := guided(t, flow.Acted{Asked: card.String()})
		b.waitsFor(card, action.Pending, 900)
		b.toCard()
		var turn *guide.Turn
		b.tx(func(tx *postgres.Tx) (err error) {
			turn, err = g.ReadTx(t.Context(), tx, b.ref, 0)
			return err
		})
		o, _ := turn.Take(t.Context(), guide.Situation{Lang: "en", Pending: []form.Line{{Seq: 9, Text: "cancel"}}})
		require.Equal(t, flow.Cancelled, o.State.Status)
		b.tx(func(tx *postgres.Tx) error {
			_, err := tx.Exec(t.Context(), "UPDATE action_confirmations SET state = 'confirmed' WHERE id = $1", card)
			return err
		})
		err := b.db.InWorkspace(t.Context(), b.ref.Workspace, func(tx *postgres.Tx) error { return turn.SaveTx(t.Context(), tx, 9) })
		require.ErrorIs(t, err, flow.ErrMoved)
	})
}

// TestGuidedAsksAnew: a card whose time has run out, or that another one made
// void, is no dead end.
func TestGuidedAsksAnew(t *testing.T) {
	t.Parallel()

	for state, seconds := range map[action.State]int{action.Pending: -1, action.Expired: 900} {
		t.Run(string(state), func(t *testing.T) {
			t.Parallel()
			old, fresh := uuid.New(), uuid.New()
			b, g := guided(t, flow.Acted{Asked: old.String()})
			b.waitsFor(old, state, seconds)
			b.toCard()
			b.tx(func(tx *postgres.Tx) error {
				return g.Settled(t.Context(), tx, action.Settlement{Confirmation: old, Conversation: b.conversation(), State: action.Expired})
			})
			b.resumes(g)
			g.Actions.(*actionsOf).acted.Asked = fresh.String()
			require.Equal(t, locale.Text("en", "flow.confirm_below"), b.asks("I'm back").Text)
			require.Equal(t, fresh.String(), b.run().State.Asked)
			require.Nil(t, b.run().State.Acted)
		})
	}
}

// TestGuidedOvertaken: an action that was confirmed and carried out before the
// turn that asked for it was stored has the run go on all the same.
func TestGuidedOvertaken(t *testing.T) {
	t.Parallel()

	card := uuid.New()
	b, g := guided(t, flow.Acted{Asked: card.String()})
	b.waitsFor(card, action.Carried, 900)
	b.toCard()
	var waiting int
	require.NoError(t, b.db.Pool().QueryRow(t.Context(), "SELECT count(*) FROM river.river_job WHERE kind = 'continue_flow'").Scan(&waiting))
	require.Equal(t, 1, waiting)
	b.resumes(g)
	require.Equal(t, conversation.StageWaiting, b.conversation().Stage)
	require.Nil(t, b.run())
}

// kinds are those of the conversation's events.
func (b *bundle) kinds() (out []string) {
	b.t.Helper()
	list, err := b.conversations.After(b.t.Context(), b.ref, conversation.Everyone, 0)
	require.NoError(b.t, err)
	for _, e := range list {
		out = append(out, e.Kind)
	}
	return out
}

// toCard takes the visitor to the action of repair.
func (b *bundle) toCard() {
	b.t.Helper()
	b.asks("book a repair")
	b.asks("JH-10452")
	b.asks("the hinge")
	require.Equal(b.t, "book", b.run().State.Step)
}

// resumes works the job that goes on with the run.
func (b *bundle) resumes(g *guide.Guide) {
	b.t.Helper()
	require.NoError(b.t, g.Worker().Work(b.t.Context(), &river.Job[guide.Continue]{
		JobRow: &rivertype.JobRow{Attempt: 1, MaxAttempts: 3}, Args: guide.Continue{Workspace: b.ref.Workspace, Conversation: b.ref.ID},
	}))
}
