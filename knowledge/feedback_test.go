package knowledge_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/knowledge"
)

func TestFeedbackMovesEqualsWithinBounds(t *testing.T) {
	t.Parallel()

	b := setup(t)
	first := b.mustPublish(t, knowledge.Draft{Title: "First", Body: "How to wash the cover."})
	second := b.mustPublish(t, knowledge.Draft{Title: "Second", Body: "How to wash the cover."})
	strong := b.mustPublish(t, knowledge.Draft{Title: "Wool", Body: "Wool is dry-cleaned. Wool felts in water."})
	ask := knowledge.Query{Text: "wash the cover", Limit: 5}
	require.Equal(t, "First, Second", b.titles(t, ask))

	for range 200 {
		require.NoError(t, b.lib.NoteOutcome(t.Context(), b.ws, knowledge.Resolved, second.ID))
		require.NoError(t, b.lib.NoteOutcome(t.Context(), b.ws, knowledge.NotHelpful, first.ID, strong.ID))
	}
	require.Equal(t, "First, Second", b.titles(t, ask), "not before it is refreshed")
	require.NoError(t, b.lib.RefreshFeedback(t.Context(), b.ws))
	require.Equal(t, "Second, First", b.titles(t, ask))
	require.Equal(t, "Wool", b.titles(t, knowledge.Query{Text: "wool", Limit: 1}), "feedback overturns no clear difference")

	r, err := b.lib.Search(t.Context(), b.ws, ask)
	require.NoError(t, err)
	require.InDelta(t, 1.1, r.Hits[0].Reasons.Feedback, 0.01)
	require.InDelta(t, 0.9, r.Hits[1].Reasons.Feedback, 0.01)

	counts, err := b.lib.Outcomes(t.Context(), b.ws, second.ID)
	require.NoError(t, err)
	require.Equal(t, 200, counts[second.ID][knowledge.Resolved])

	require.NoError(t, b.lib.ForgetFeedback(t.Context(), b.ws, uuid.New()))
	require.Equal(t, "First, Second", b.titles(t, ask))
	require.Equal(t, "problem", kind(b.lib.NoteOutcome(t.Context(), b.ws, "liked", first.ID)))
}

func kind(err error) string {
	if code(err) == "article_outcome" {
		return "problem"
	}
	return "other"
}

// Outcomes move the ranking only while somebody lets them, who changed that is
// on record, and one article's can be taken back alone.
func TestFeedbackIsSwitchedAndTakenBack(t *testing.T) {
	t.Parallel()

	b := setup(t)
	ctx := t.Context()
	first := b.mustPublish(t, knowledge.Draft{Title: "First", Body: "How to wash the cover."})
	second := b.mustPublish(t, knowledge.Draft{Title: "Second", Body: "How to wash the cover."})
	ask := knowledge.Query{Text: "wash the cover", Limit: 5}
	for range 50 {
		require.NoError(t, b.lib.NoteOutcome(ctx, b.ws, knowledge.Resolved, second.ID))
		require.NoError(t, b.lib.NoteOutcome(ctx, b.ws, knowledge.Escalated, first.ID))
	}
	require.NoError(t, b.lib.NoteOutcome(ctx, b.ws, knowledge.Helpful, first.ID))
	require.NoError(t, b.lib.RefreshFeedback(ctx, b.ws))
	require.Equal(t, "Second, First", b.titles(t, ask))

	list := func(by string, reversed bool) []knowledge.Figures {
		rows, total, err := b.lib.ArticleFigures(ctx, b.ws, by, reversed)
		require.NoError(t, err)
		require.Equal(t, 2, total)
		return rows
	}
	rows := list("resolved", false)
	require.Equal(t, second.ID, rows[0].Article)
	require.Equal(t, 50, rows[0].Resolved)
	require.Positive(t, rows[0].Boost)
	require.Equal(t, 1, rows[1].Helpful)
	require.Equal(t, 50, rows[1].Escalated)
	require.Negative(t, rows[1].Boost)
	require.GreaterOrEqual(t, rows[1].Boost, -knowledge.MostFeedback)
	require.Equal(t, first.ID, list("boost", true)[0].Article)
	_, _, err := b.lib.ArticleFigures(ctx, b.ws, "title; DROP TABLE articles", false)
	require.Equal(t, "figures_sort", code(err))

	me := uuid.New()
	require.NoError(t, b.lib.AllowFeedback(ctx, b.ws, me, false))
	require.Equal(t, "First, Second", b.titles(t, ask), "at once")
	require.NoError(t, b.lib.RefreshFeedback(ctx, b.ws))
	require.Equal(t, "First, Second", b.titles(t, ask), "and it stays so")
	require.NoError(t, b.lib.AllowFeedback(ctx, b.ws, me, true))
	require.Equal(t, "Second, First", b.titles(t, ask), "what was counted meanwhile counts")

	require.NoError(t, b.lib.ForgetFeedbackOf(ctx, b.ws, me, second.ID))
	require.Zero(t, list("title", true)[0].Boost)
	require.Negative(t, list("title", false)[0].Boost, "the other one's is left")
	require.Equal(t, "article_not_found", code(b.lib.ForgetFeedbackOf(ctx, b.ws, me, uuid.New())))

	state, err := b.lib.FeedbackState(ctx, b.ws)
	require.NoError(t, err)
	require.True(t, state.Allowed)
	require.Len(t, state.Changes, 3)
	require.Equal(t, "reset_article", state.Changes[0].Change)
	require.Equal(t, "Second", state.Changes[0].ArticleTitle)
	require.Equal(t, me, state.Changes[2].By)
}

// A workspace whose feedback cannot be worked out does not keep the others
// waiting.
func TestFeedbackOfAllGoesOn(t *testing.T) {
	t.Parallel()

	b := setup(t)
	later := b
	later.ws = pgtest.Workspace(t, b.db)
	for _, one := range []bundle{b, later} {
		id := one.mustPublish(t, knowledge.Draft{Title: "Covers", Body: "How to wash the cover."}).ID
		for range 20 {
			require.NoError(t, one.lib.NoteOutcome(t.Context(), one.ws, knowledge.Resolved, id))
		}
	}
	_, err := pgtest.AsOwner(t, b.db).Exec(t.Context(),
		`ALTER TABLE articles ADD CONSTRAINT broken CHECK (feedback = 0 OR workspace_id <> '`+b.ws.String()+`') NOT VALID`)
	require.NoError(t, err)
	require.ErrorContains(t, knowledge.NewFeedbackWorker(b.lib).Work(t.Context(), nil), "broken")
	figures, _, err := b.lib.ArticleFigures(t.Context(), later.ws, "boost", true)
	require.NoError(t, err)
	require.Len(t, figures, 1)
	require.NotZero(t, figures[0].Boost)
}
