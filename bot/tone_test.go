package bot_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/llm/llmtest"
	"github.com/firstlinehq/firstline/internal/locale"
)

// TestToneForAnAngryVisitor: the articles' words come after one apology, and the
// model is told how to speak; a calm visitor gets neither.
func TestToneForAnAngryVisitor(t *testing.T) {
	t.Parallel()
	const rage = "You are useless liars, worst company ever!!"
	const sorry = "I'm sorry"

	t.Run("Quoted", func(t *testing.T) {
		t.Parallel()
		b := setup(t, nil)
		require.NotContains(t, b.asks("How long does a PayPal refund take?").Text, sorry)
		require.True(t, b.asks("agent").Offer)
		require.NotEmpty(t, b.asks("no thanks").Text)
		m := b.asks(rage + " How long does a PayPal refund take?")
		require.Contains(t, m.Text, sorry)
		require.Contains(t, m.Text, "the same day")
		require.Less(t, len(m.Text), 600, "short")
		require.NotContains(t, b.asks(rage+" And by Visa?").Text, sorry, "once is enough")
	})

	t.Run("TheApologyNamesWhatWentWrong", func(t *testing.T) {
		t.Parallel()
		b := setup(t, nil)
		require.Contains(t, b.asks("I have been waiting for my refund for four weeks, you useless liars!!").Text, locale.Text("en", "bot.sorry_wait"))
	})

	t.Run("NobodyInARageIsAskedToPutItInOtherWords", func(t *testing.T) {
		t.Parallel()
		b := setup(t, nil)
		require.True(t, b.asks(rage).Offer)
		require.NotContains(t, b.asks(rage+" What colour is the moon on Tuesdays in Peru?").Text, "in other words")
	})

	t.Run("TheQuestionAfterAnOutburstIsAnswered", func(t *testing.T) {
		t.Parallel()
		b := setup(t, nil)
		b.asks("How long does a PayPal refund take?")
		require.True(t, b.asks(rage).Offer)
		m := b.asks("and by Visa?")
		require.NotEmpty(t, m.Sources, "it leans on what was asked before the outburst")
		require.False(t, m.Offer)
		require.NotContains(t, m.Text, locale.Text("en", "bot.upset"))
		require.True(t, b.asks("You are still useless liars!!").Offer, "still angry is still heard")
	})

	for said, taken := range map[string]string{"English": "ok then", "Chinese": "好的"} {
		t.Run("WhoIsToldToJustSayDoes"+said, func(t *testing.T) {
			t.Parallel()
			b := setup(t, nil)
			require.True(t, b.asks(rage).Offer)
			b.asks("no")
			m := b.asks("You useless liars! What colour is the moon on Tuesdays in Peru?")
			require.Contains(t, m.Text, locale.Text("en", "bot.not_found_upset"))
			require.True(t, m.Offer)
			require.NoError(t, b.work(t.Context(), b.says(taken)))
			require.Equal(t, conversation.StageWaiting, b.conversation().Stage)
			require.Equal(t, handoff.ReasonAcceptedOffer, b.ledger()[0].Decision.Reason)
		})
	}

	t.Run("WhoOnlyScoldsGetsNoArticle", func(t *testing.T) {
		t.Parallel()
		b := setup(t, nil)
		b.asks("How long does a PayPal refund take?")
		require.True(t, b.asks("agent").Offer)
		b.asks("no thanks")
		m := b.asks("you people are useless")
		require.Contains(t, m.Text, sorry)
		require.Contains(t, m.Text, locale.Text("en", "bot.upset"))
		require.Empty(t, m.Sources)
		require.True(t, m.Offer)
		m = b.asks("根本没用，什么垃圾客服")
		require.Contains(t, m.Text, locale.Text("zh", "bot.upset"))
		require.Empty(t, m.Sources)
		require.Contains(t, b.asks("useless. How long does a PayPal refund take?").Text, "the same day")
	})

	t.Run("Model", func(t *testing.T) {
		t.Parallel()
		srv := llmtest.New(t)
		srv.Chat(llmtest.Say("Delivery to Germany costs €5.95 [1]."))
		b := setup(t, modelAt(t, srv, quick))
		b.asks(feeQuestion)
		b.asks(rage + " " + feeQuestion)
		requests := srv.Requests()
		require.Len(t, requests, 2)
		require.NotContains(t, requests[0].Messages[0].Content, "No jokes")
		require.Contains(t, requests[1].Messages[0].Content, "No jokes")
	})
}
