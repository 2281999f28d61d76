package budget_test

import (
	"context"
	"iter"
	"testing"

	"github.com/google/uuid"
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

// until runs f when it is asked and says what f gives.
type until func() (llm.Delta, error)

func (until) Price() llm.Price { return llm.Price{Prompt: 3, Completion: 5} }

func (u until) Stream(context.Context, llm.Request) iter.Seq2[llm.Delta, error] {
	return func(yield func(llm.Delta, error) bool) { yield(u()) }
}

// TestMeteredWithoutAWord: a call that ended before the first word is charged
// with its prompt, unless it was the endpoint that refused it.
func TestMeteredWithoutAWord(t *testing.T) {
	t.Parallel()
	ask := llm.Request{MaxTokens: 400, Messages: []llm.Message{{Role: llm.RoleUser, Text: "How long is the warranty of lamps?"}}}
	prompt := int64(llm.EstimateTokens(ask.Messages[0].Text))
	price := until(nil).Price()
	for name, c := range map[string]struct {
		says   func(cancel func()) (llm.Delta, error)
		tokens int64
	}{
		"GivenUp": {func(cancel func()) (llm.Delta, error) {
			cancel()
			return llm.Delta{}, &llm.Error{Reason: llm.Cancelled}
		}, prompt},
		"BrokenOff": {func(func()) (llm.Delta, error) { return llm.Delta{Price: price}, nil }, prompt},
		"Refused":   {func(func()) (llm.Delta, error) { return llm.Delta{}, &llm.Error{Reason: llm.Unauthorized} }, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := setup(t, budget.Limits{})
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			m := budget.Metered{DB: b.db, Workspace: b.ws, Chat: until(func() (llm.Delta, error) { return c.says(cancel) })}
			for _, err := range m.Stream(ctx, ask) {
				require.Equal(t, name == "BrokenOff", err == nil, err)
				break
			}
			today := b.use().Today
			require.Equal(t, c.tokens, today.Tokens)
			require.Equal(t, 3*c.tokens, today.CostMicros)
		})
	}
}

// TestMeteredVisitor: what a visitor caused counts for that visitor's limit.
func TestMeteredVisitor(t *testing.T) {
	t.Parallel()
	b := setup(t, budget.Limits{VisitorDayTokens: 450})
	m := budget.Metered{DB: b.db, Chat: fixed{}, Workspace: b.ws, Visitor: b.visitor}
	ask := llm.Request{MaxTokens: 400, Messages: []llm.Message{{Role: llm.RoleUser, Text: "hi"}}}
	_, err := llm.Complete(t.Context(), m, ask)
	require.NoError(t, err)
	_, err = llm.Complete(t.Context(), m, ask)
	var refused *budget.RefusedError
	require.ErrorAs(t, err, &refused)
	require.Equal(t, budget.VisitorDay, refused.Limit)
	m.Visitor = uuid.Nil
	_, err = llm.Complete(t.Context(), m, ask)
	require.NoError(t, err, "nobody's calls")
}
