package bot_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot"
	"github.com/firstlinehq/firstline/bot/profile"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/llm/llmtest"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// publish brings a change of the settings into force.
func (b *bundle) publish(change func(*profile.Profile)) {
	b.t.Helper()
	b.tx(func(tx *postgres.Tx) error {
		s, err := profile.ReadTx(b.t.Context(), tx)
		if err != nil {
			return err
		}
		change(&s)
		_, err = profile.PublishTx(b.t.Context(), tx, uuid.Nil, s)
		return err
	})
}

// TestSettings: each setting can be seen in the next turn.
func TestSettings(t *testing.T) {
	t.Parallel()
	model := llmtest.Script("Delivery to Germany costs €5.95 [1].")
	b := setup(t, model)
	next := func(change func(*profile.Profile), text string) conversation.Message {
		t.Helper()
		b.publish(change)
		b.newConversation(b.ref.Workspace)
		return b.asks(text)
	}

	said := next(func(s *profile.Profile) { s.Brand, s.Voice = "Juniper Home", "Never speak of elephants." }, feeQuestion)
	require.Equal(t, "Delivery to Germany costs €5.95. [1]", said.Text)
	system := model.Asked()[0].Messages[0].Text
	require.Contains(t, system, "Juniper Home")
	require.Contains(t, system, "Never speak of elephants.")
	require.Equal(t, 1, b.turns()[0].Trace.Settings)
	require.Contains(t, next(func(*profile.Profile) {}, "hello").Text, "the assistant of Juniper Home")
	require.NotContains(t, next(func(s *profile.Profile) { s.Brand = "" }, "hello").Text, "assistant of")

	said = next(func(s *profile.Profile) { s.Refuse = []string{"delivery fees"} }, feeQuestion)
	require.Contains(t, said.Text, "not able to help with")
	require.Empty(t, said.Sources)
	require.Equal(t, bot.FixedLine, b.turns()[0].Outcome)
	require.Equal(t, "delivery fees", b.turns()[0].Trace.Refused)
	require.Len(t, model.Asked(), 1, "the model is not asked about a refused topic")
	require.NoError(t, b.work(t.Context(), b.says("I want to talk to a human")))
	require.Equal(t, conversation.StageWaiting, b.conversation().Stage, "a person can be had whatever is refused")

	next(func(s *profile.Profile) { s.Refuse = nil; s.UseModel = false }, feeQuestion)
	require.Equal(t, bot.Extractive, b.turns()[0].Mode)
	require.Len(t, model.Asked(), 1, "the model is not asked")

	require.Contains(t, next(func(s *profile.Profile) { s.Lang = "zh" }, "hello").Text, "您好")
}

// TestMaskingIsASetting: what a model is sent holds the visitor's address only
// if the workspace says so.
func TestMaskingIsASetting(t *testing.T) {
	t.Parallel()
	model := llmtest.Script("Delivery to Germany costs €5.95 [1].", "Delivery to Germany costs €5.95 [1].")
	b := setup(t, model)
	const address = "ada@example.org"
	b.asks(feeQuestion + " Write to " + address)
	require.NotContains(t, model.Asked()[0].Messages[1].Text, address)
	b.publish(func(s *profile.Profile) { s.MaskPersonal = false })
	b.newConversation(b.ref.Workspace)
	b.asks(feeQuestion + " Write to " + address)
	require.Contains(t, model.Asked()[1].Messages[1].Text, address)
}

// TestTrySettings: a trial uses the settings that it is given, and changes none.
func TestTrySettings(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	draft := profile.Default()
	draft.Refuse = []string{"refund"}
	ask := func(s *profile.Profile) bot.Tried {
		tried, err := b.bot.Try(t.Context(), b.ref.Workspace, bot.Trial{Question: "How long does a PayPal refund take?", Settings: s})
		require.NoError(t, err)
		return tried
	}
	require.Equal(t, "refund", ask(&draft).Trace.Refused)
	require.Equal(t, bot.Answered, ask(nil).Outcome)
	draft.Lang = "xx"
	_, err := b.bot.Try(t.Context(), b.ref.Workspace, bot.Trial{Question: "refund?", Settings: &draft})
	require.Error(t, err)
}

// TestTry answers without recording anything.
func TestTry(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	before := len(b.events())
	tried, err := b.bot.Try(t.Context(), b.ref.Workspace, bot.Trial{
		Question: "and by Visa?", History: []bot.TrialLine{{Visitor: true, Text: "How long does a PayPal refund take?"}, {Text: "PayPal: the same day [1]"}},
	})
	require.NoError(t, err)
	require.Equal(t, bot.Answered, tried.Outcome)
	require.Contains(t, tried.Text, "3–5 working days")
	require.NotEmpty(t, tried.Sources)
	require.Len(t, b.events(), before)
	require.Empty(t, b.turns())
}
