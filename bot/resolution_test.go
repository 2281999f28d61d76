package bot_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot"
	"github.com/firstlinehq/firstline/bot/profile"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/timer"
)

// silence lets as many minutes pass by the database's clock and fires what is
// due then.
func (b *bundle) silence(minutes int) {
	b.t.Helper()
	b.tx(func(tx *postgres.Tx) error {
		_, err := tx.Exec(b.t.Context(), "UPDATE timers SET due_at = due_at - make_interval(mins => $1), next_at = next_at - make_interval(mins => $1)", minutes)
		return err
	})
	require.NoError(b.t, timer.NewRunner(b.db, b.bot.Resolutions().Actions()).Sweep(b.t.Context()))
}

// lines are the names of the fixed lines, in order.
func (b *bundle) lines() (names []string) {
	b.t.Helper()
	for _, e := range b.events() {
		if e.Kind == "message.added" {
			m, err := conversation.MessageOf(e)
			require.NoError(b.t, err)
			if m.Line != "" {
				names = append(names, m.Line)
			}
		}
	}
	return names
}

// settled are the resolutions that were recorded, in order.
func (b *bundle) settled() (list []conversation.Settled) {
	b.t.Helper()
	for _, e := range b.events() {
		if e.Kind == (conversation.Settled{}).Kind() {
			var s conversation.Settled
			require.NoError(b.t, json.Unmarshal(e.Data, &s))
			list = append(list, s)
		}
	}
	return list
}

func (b *bundle) requireResolution(want conversation.Resolution) {
	b.t.Helper()
	require.Equal(b.t, want, b.conversation().Resolution)
}

// TestSilenceIsAssumedOnly: a silence after an answer is asked about once and
// then taken for a resolution, which is not called confirmed.
func TestSilenceIsAssumedOnly(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	b.asks(feeQuestion)
	b.requireResolution(conversation.Open)
	b.silence(4)
	require.Empty(t, b.lines(), "too early")
	b.silence(2)
	require.Equal(t, []string{"check_in"}, b.lines())
	b.silence(31)
	b.requireResolution(conversation.Assumed)
	require.Equal(t, conversation.StageResolved, b.conversation().Stage)
	require.Equal(t, []conversation.Settled{{Resolution: conversation.Assumed, Via: conversation.ViaSilence}}, b.settled())

	t.Run("ReopenedIsNeverAskedAgain", func(t *testing.T) {
		b.reopens()
		b.requireResolution(conversation.Open)
		b.asks("How long does a PayPal refund take?")
		b.silence(31)
		require.Equal(t, []string{"check_in"}, b.lines())
		b.requireResolution(conversation.Assumed)
	})
	t.Run("ThanksAfterwardsConfirms", func(t *testing.T) {
		b.reopens()
		m := b.asks("that solved it, thanks!")
		require.Contains(t, m.Text, "Glad")
		b.requireResolution(conversation.Confirmed)
	})
}

// reopens moves a closed conversation back to the bot, as a new message does.
func (b *bundle) reopens() {
	b.t.Helper()
	b.tx(func(tx *postgres.Tx) error {
		_, err := b.conversations.MoveTx(b.t.Context(), tx, conversation.Move{Conversation: b.ref.ID, To: conversation.StageBot, By: conversation.System()})
		return err
	})
}

// TestVisitorsConfirm: who says that it helped is believed, in words or to the
// question; who thanks only has not said so.
func TestVisitorsConfirm(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	for name, c := range map[string]struct {
		asked bool
		says  string
		want  conversation.Resolution
	}{
		"InWords":        {says: "perfect, that helped", want: conversation.Confirmed},
		"InChinese":      {says: "解决了，谢谢", want: conversation.Confirmed},
		"ToTheQuestion":  {asked: true, says: "yes", want: conversation.Confirmed},
		"ThanksTo":       {asked: true, says: "thank you!", want: conversation.Confirmed},
		"ToTheQuestion2": {asked: true, says: "解决了", want: conversation.Confirmed},
		"OnlyThanks":     {says: "thanks", want: conversation.Open},
		"OnlyOk":         {says: "ok", want: conversation.Open},
		"No":             {asked: true, says: "not yet", want: conversation.Unsettled},
		"NoInChinese":    {asked: true, says: "没有", want: conversation.Unsettled},
	} {
		t.Run(name, func(t *testing.T) {
			b.newConversation(b.ref.Workspace)
			b.asks(feeQuestion)
			if c.asked {
				b.silence(6)
			}
			b.asks(c.says)
			b.requireResolution(c.want)
			require.Equal(t, bot.SmallTalk, b.turns()[0].Outcome)
			b.silence(31 + 6)
			want := c.want
			if want == conversation.Open {
				b.silence(31) // after the check-in
				want = conversation.Assumed
			}
			b.requireResolution(want)
		})
	}
}

// TestNothingIsAssumedWithoutAnAnswer: a miss, a question back and a person
// leave the matter unsettled, and nobody who waits or is held is asked.
func TestNothingIsAssumedWithoutAnAnswer(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	nothing := func(t *testing.T, lines ...string) {
		t.Helper()
		b.silence(6)
		b.silence(31)
		require.Equal(t, lines, b.lines())
		b.requireResolution(conversation.Unsettled)
		require.Empty(t, b.settled())
	}
	t.Run("Missed", func(t *testing.T) {
		b.asks("Do you sell electric bicycles with a trailer?")
		nothing(t)
	})
	t.Run("HandedOver", func(t *testing.T) {
		b.newConversation(b.ref.Workspace)
		b.asks(feeQuestion)
		require.NoError(t, b.work(t.Context(), b.says("I want to talk to a human")))
		nothing(t, b.lines()...)
		require.Equal(t, conversation.StageWaiting, b.conversation().Stage)
	})
	t.Run("TakenOver", func(t *testing.T) {
		b.newConversation(b.ref.Workspace)
		b.asks(feeQuestion)
		require.NoError(t, b.takeOver(t.Context()))
		nothing(t)
	})
	t.Run("Unanswered", func(t *testing.T) {
		b.newConversation(b.ref.Workspace)
		b.asks(feeQuestion)
		b.says("and what about Switzerland?")
		b.silence(60)
		require.Empty(t, b.lines())
	})
}

// TestThumbs: a thumb up confirms, a thumb down takes it back.
func TestThumbs(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	b.asks(feeQuestion)
	thumb := func(up bool) {
		b.tx(func(tx *postgres.Tx) error {
			c, err := b.conversations.LockTx(t.Context(), tx, b.ref.ID)
			if err != nil {
				return err
			}
			return b.bot.Resolutions().ThumbTx(t.Context(), tx, c, up)
		})
	}
	thumb(true)
	b.requireResolution(conversation.Confirmed)
	thumb(false)
	b.requireResolution(conversation.Unsettled)
	b.silence(60)
	require.Empty(t, b.lines(), "nobody asks whether it helped who was told that it did not")
	require.Equal(t, conversation.StageBot, b.conversation().Stage)

	b.asks("How long does a PayPal refund take?")
	thumb(true)
	b.asks("How long is the password link valid?")
	b.requireResolution(conversation.Open)
	require.Equal(t, conversation.Open, b.settled()[len(b.settled())-1].Resolution, "a new question opens the matter again")
}

// TestCheckInsCanBeOff: an admin's 0 is never, for what was armed before as well.
func TestCheckInsCanBeOff(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	b.asks(feeQuestion)
	set := func(checkIn, settle int) {
		b.tx(func(tx *postgres.Tx) error {
			p, err := profile.ReadTx(t.Context(), tx)
			if err != nil {
				return err
			}
			p.CheckInMinutes, p.SettleMinutes = checkIn, settle
			_, err = profile.PublishTx(t.Context(), tx, uuid.Nil, p)
			return err
		})
	}
	set(0, 10)
	b.silence(6)
	require.Empty(t, b.lines())
	b.asks("How long does a PayPal refund take?")
	b.silence(11)
	require.Empty(t, b.lines())
	b.requireResolution(conversation.Assumed)

	b.newConversation(b.ref.Workspace)
	set(0, 0)
	b.asks(feeQuestion)
	b.silence(24 * 60)
	b.requireResolution(conversation.Open)
	require.WithinDuration(t, time.Now(), b.conversation().CreatedAt, time.Hour)
}
