package knowledge_test

import (
	"testing"

	"github.com/stretchr/testify/require"

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

	require.NoError(t, b.lib.ForgetFeedback(t.Context(), b.ws))
	require.Equal(t, "First, Second", b.titles(t, ask))
	require.Equal(t, "problem", kind(b.lib.NoteOutcome(t.Context(), b.ws, "liked", first.ID)))
}

func kind(err error) string {
	if code(err) == "article_outcome" {
		return "problem"
	}
	return "other"
}
