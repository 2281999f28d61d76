package budget_test

import (
	"context"
	"iter"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/budget"
	"github.com/firstlinehq/firstline/internal/llm"
)

// fixed says one thing at a price.
type fixed struct{}

func (fixed) Price() llm.Price { return llm.Price{Prompt: 1, Completion: 2} }

func (f fixed) Stream(context.Context, llm.Request) iter.Seq2[llm.Delta, error] {
	return func(yield func(llm.Delta, error) bool) {
		d := llm.Delta{Text: "Hello there.", Price: f.Price()}
		if yield(d, nil) {
			d.Text, d.Finish, d.Usage = "", llm.FinishStop, llm.Usage{PromptTokens: 100, CompletionTokens: 10}
			yield(d, nil)
		}
	}
}

func TestMetered(t *testing.T) {
	t.Parallel()
	b := setup(t, budget.Limits{DayTokens: 700})
	m := budget.Metered{DB: b.db, Chat: fixed{}, Workspace: b.ws}
	require.True(t, llm.Ready(m))
	ask := llm.Request{MaxTokens: 400, Messages: []llm.Message{{Role: llm.RoleUser, Text: "hi"}}}
	for range 3 {
		got, err := llm.Complete(t.Context(), m, ask)
		require.NoError(t, err)
		require.Equal(t, "Hello there.", got.Text)
	}
	require.EqualValues(t, 330, b.use().Today.Tokens)
	require.EqualValues(t, 3*120, b.use().Today.CostMicros)
	_, err := llm.Complete(t.Context(), m, ask)
	var refused *budget.RefusedError
	require.ErrorAs(t, err, &refused)
	require.Equal(t, budget.Day, refused.Limit)

	ask.MaxTokens = 50
	for _, err := range m.Stream(t.Context(), ask) {
		require.NoError(t, err)
		break // the consumer has seen enough
	}
	require.EqualValues(t, 330+1+3, b.use().Today.Tokens, "what was said is estimated")
}
