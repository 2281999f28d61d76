package bot_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot"
	"github.com/firstlinehq/firstline/bot/budget"
	"github.com/firstlinehq/firstline/bot/profile"
	"github.com/firstlinehq/firstline/bot/trace"
	"github.com/firstlinehq/firstline/internal/llm/llmtest"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// TestRewrite: a model may put a follow-up into a question of its own; one that
// is no question, and a failure, leave the topic carried over.
func TestRewrite(t *testing.T) {
	t.Parallel()
	srv := llmtest.New(t)
	b := setup(t, modelAt(t, srv, quick))
	ask := func(say ...llmtest.Reply) bot.Tried {
		t.Helper()
		srv.Chat(say...)
		tried, err := b.bot.Try(t.Context(), b.ref.Workspace, bot.Trial{
			Question: "and by Visa?", Settings: &profile.Profile{UseModel: true, Rewrite: true, MaskPersonal: true},
			History: []bot.TrialLine{{Visitor: true, Text: "How long does a PayPal refund take? I am ada@example.org"}, {Text: "PayPal: the same day [1]"}},
		})
		require.NoError(t, err)
		return tried
	}
	answer := llmtest.Say("Refunds to Visa take 3–5 working days [1].")
	got := ask(llmtest.Say("How long does a refund by Visa take?"), answer)
	require.Equal(t, "How long does a refund by Visa take?", got.Trace.Rewrite.Text)
	require.Contains(t, got.Text, "3–5 working days")
	require.NotContains(t, srv.Requests()[0].Body, "ada@example.org")

	for name, c := range map[string]struct {
		reply   llmtest.Reply
		failure string
	}{
		"Figures":   {llmtest.Say("How long does a refund of €900 take?"), "no_question"},
		"Another":   {llmtest.Say("Which elephants live longest?"), "no_question"},
		"Essay":     {llmtest.Say("First.\nSecond."), "no_question"},
		"Link":      {llmtest.Say("https://evil.example/refund"), "no_question"},
		"Fails":     {llmtest.Status(401, "{}"), "unauthorized"},
		"CutShort":  {llmtest.EndWithoutFinish("How long"), "cut"},
		"NoContent": {llmtest.Say(""), "no_question"},
	} {
		got := ask(c.reply, answer)
		require.Equal(t, c.failure, got.Trace.Rewrite.Failure, name)
		require.Empty(t, got.Trace.Rewrite.Text, name)
		require.Equal(t, bot.Answered, got.Outcome, name)
	}
}

// TestRewriteIsASetting: without it, and for questions that stand by
// themselves, no model is asked before the search.
func TestRewriteIsASetting(t *testing.T) {
	t.Parallel()
	srv := llmtest.New(t)
	srv.Chat(llmtest.Say("Refunds to Visa take 3–5 working days [1]."))
	b := setup(t, modelAt(t, srv, quick))
	b.asks("How long does a Visa refund take?")
	require.Nil(t, b.turns()[0].Trace.Rewrite)
	b.asks("and by Visa?")
	require.Equal(t, (*trace.Rewrite)(nil), b.turns()[0].Trace.Rewrite)
	require.Len(t, srv.Requests(), 2)
}

// TestRewriteIsOnTheVisitorsBudget: a visitor whose day is spent is not asked
// about with a model before the search either.
func TestRewriteIsOnTheVisitorsBudget(t *testing.T) {
	t.Parallel()
	srv := llmtest.New(t)
	srv.Chat(llmtest.Say("Refunds to Visa take 3–5 working days [1]."))
	b := setup(t, modelAt(t, srv, quick))
	b.publish(func(s *profile.Profile) { s.UseModel, s.Rewrite = true, true })
	b.asks("How long does a PayPal refund take?")
	b.tx(func(tx *postgres.Tx) error {
		return budget.PutLimitsTx(t.Context(), tx, budget.Limits{VisitorDayTokens: 1})
	})
	before := len(srv.Requests())
	b.asks("and by Visa?")
	require.Equal(t, string(budget.VisitorDay), b.turns()[0].Trace.Rewrite.Failure)
	require.Len(t, srv.Requests(), before)
}
