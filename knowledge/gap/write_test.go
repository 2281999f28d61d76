package gap_test

import (
	"errors"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/firstlinehq/firstline/bot/budget"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/llm/llmtest"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge/gap"
)

// A draft is made on the workspace's budget; where that allows no model, the
// agents' own words serve.
func TestDraftIsOnTheBudget(t *testing.T) {
	t.Parallel()

	b := setup(t)
	model := llmtest.Script("Every lamp is covered for 2 years.")
	b.gaps = gap.New(b.db, b.lib, budget.For(b.db, model))
	talk := gap.Talk{Question: "how long is the warranty", Replies: []string{"Lamps have a warranty of 2 years."}}
	draft := func(text string) gap.Answer {
		b.ask(t, text, gap.Missed, 0)
		_, answer, err := b.gaps.Draft(t.Context(), b.ws, b.agent, gap.Material{Gap: b.list(t, gap.Open)[0], Talks: []gap.Talk{talk}, MayAskModel: true})
		require.NoError(t, err)
		return answer
	}
	require.True(t, draft("how long is the warranty of this lamp").ByModel)
	b.inWorkspace(t, func(tx *postgres.Tx) error {
		use, err := budget.UseTx(t.Context(), tx)
		require.Positive(t, use.Today.Tokens)
		return err
	})
	b.inWorkspace(t, func(tx *postgres.Tx) error { return budget.PutLimitsTx(t.Context(), tx, budget.Limits{DayTokens: 1}) })
	require.False(t, draft("can I rent chairs for a wedding").ByModel)
	require.Len(t, model.Asked(), 1)
}

// However often somebody asks for a draft, a gap gets one.
func TestDraftedOnce(t *testing.T) {
	t.Parallel()

	b := setup(t)
	b.ask(t, "how long is the warranty of this lamp", gap.Missed, 0)
	g := b.list(t, gap.Open)[0]
	m := gap.Material{Gap: g, MayAskModel: true, Talks: []gap.Talk{
		{Question: g.Title, Replies: []string{"Lamps have a warranty of 2 years."}},
	}}
	model := llmtest.Script("Every lamp is covered for 2 years.")
	b.gaps = gap.New(b.db, b.lib, func(uuid.UUID) llm.Chat { return model })
	var made, refused atomic.Int32
	var group errgroup.Group
	for range 4 {
		group.Go(func() error {
			_, _, err := b.gaps.Draft(t.Context(), b.ws, b.agent, m)
			switch {
			case err == nil:
				made.Add(1)
			case errors.Is(err, gap.ErrHasArticle):
				refused.Add(1)
			default:
				return err
			}
			return nil
		})
	}
	require.NoError(t, group.Wait())
	require.EqualValues(t, 1, made.Load())
	require.EqualValues(t, 3, refused.Load())
	var articles int
	b.inWorkspace(t, func(tx *postgres.Tx) error {
		return tx.QueryRow(t.Context(), `SELECT count(*) FROM articles WHERE workspace_id = $1`, b.ws).Scan(&articles)
	})
	require.Equal(t, 1, articles)

	asked := len(model.Asked())
	_, _, err := b.gaps.Draft(t.Context(), b.ws, b.agent, m)
	require.ErrorIs(t, err, gap.ErrHasArticle)
	require.Len(t, model.Asked(), asked, "for nothing")
}
