package overlap_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/overlap"
)

func (b *bundle) pairs(t *testing.T, ignored bool) []overlap.Pair {
	t.Helper()
	for range 5 {
		require.NoError(t, b.finder.CompareSome(t.Context(), b.ws))
		list, pending, err := b.finder.Pairs(t.Context(), b.ws, ignored)
		require.NoError(t, err)
		if pending == 0 {
			return list
		}
	}
	require.Fail(t, "comparing finds no end")
	return nil
}

// What overlaps in the library is found when articles are published, from
// whichever side, stays away when somebody ignores it, comes back when something
// else is found, and goes when it is mended.
func TestPairsOfTheLibrary(t *testing.T) {
	t.Parallel()

	b := setup(t)
	ctx := t.Context()
	old := b.publish(t, knowledge.Draft{
		Title: "Returning an item", Lang: "en",
		Body: "You can return an item within 30 days after delivery.\n\nThe return label costs €4.95.\n\nRefunds reach your bank within 5 working days.",
	})
	b.publish(t, knowledge.Draft{Title: "Wool care", Lang: "en", Body: "Wool is dry-cleaned. Do not wash it above 30 degrees."})
	require.Empty(t, b.pairs(t, false))

	other := b.publish(t, knowledge.Draft{Title: "How do I return an item?", Lang: "en", Body: "You can return an item within 14 days after delivery. The return label costs €4.95."})
	list := b.pairs(t, false)
	require.Len(t, list, 1, "one pair, however often and from whichever side it is found")
	pair := list[0]
	require.Equal(t, overlap.Contradiction, pair.Kind)
	require.ElementsMatch(t, []uuid.UUID{old.ID, other.ID}, []uuid.UUID{pair.A.Article, pair.B.Article})
	require.NotEmpty(t, pair.Findings)
	require.ElementsMatch(t, []string{"30 days", "14 days"}, []string{pair.Findings[0].AFigure, pair.Findings[0].BFigure})
	require.Contains(t, pair.Findings[0].A, pair.Findings[0].AFigure, "each sentence with its article")

	require.NoError(t, b.finder.IgnorePair(ctx, b.ws, b.agent, pair.B.Article, pair.A.Article, true))
	require.Empty(t, b.pairs(t, false))
	ignored := b.pairs(t, true)
	require.Len(t, ignored, 1)
	require.Equal(t, b.agent, *ignored[0].IgnoredBy)
	require.ErrorIs(t, b.finder.IgnorePair(ctx, b.ws, b.agent, old.ID, uuid.New(), true), overlap.ErrNoPair)

	rewrite := func(a *knowledge.Article, body string) {
		d := a.Draft
		d.Body = body
		saved, err := b.lib.SaveDraft(ctx, b.ws, a.ID, a.Version, d)
		require.NoError(t, err)
		*a, err = b.lib.Publish(ctx, b.ws, b.agent, a.ID, saved.Version)
		require.NoError(t, err)
	}
	rewrite(&other, "You can return an item within 14 days after delivery. The return label costs €4.95. Wrap it well.")
	require.Empty(t, b.pairs(t, false), "nothing else was found")
	rewrite(&other, "You can return an item within 21 days after delivery. The return label costs €4.95.")
	require.Len(t, b.pairs(t, false), 1, "another contradiction")
	rewrite(&old, "Everything about our stores and when they are open.")
	require.Empty(t, b.pairs(t, false), "mended from the other side")
	require.Empty(t, b.pairs(t, true))
}
