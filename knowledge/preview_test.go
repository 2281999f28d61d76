package knowledge_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/knowledge"
)

// A preview finds what a publication would make findable, and leaves nothing
// behind: neither passages nor a revision.
func TestSearchPreview(t *testing.T) {
	t.Parallel()

	b := setup(t)
	ctx := t.Context()
	b.mustPublish(t, knowledge.Draft{Title: "Delivery times", Body: "Delivery takes two days."})
	a := b.mustPublish(t, knowledge.Draft{Title: "Lamps", Body: "Lamps are made of brass."})
	d := a.Draft
	d.Body = "Lamps are made of brass.\n\n## Warranty\n\nEvery lamp has a warranty of five years."
	a, err := b.lib.SaveDraft(ctx, b.ws, a.ID, a.Version, d)
	require.NoError(t, err)

	ask := knowledge.Query{Text: "how long is the warranty of a lamp"}
	live, err := b.lib.Search(ctx, b.ws, ask)
	require.NoError(t, err)
	found, whole, err := b.lib.SearchPreview(ctx, b.ws, ask, knowledge.Preview{Article: a.ID, Whole: 2})
	require.NoError(t, err)
	require.Equal(t, a.ID, found.Hits[0].ArticleID)
	require.Contains(t, found.Hits[0].Passages[0].Text, "five years")
	require.Greater(t, found.Confidence, live.Confidence)
	require.Len(t, whole[a.ID], 2)

	after, err := b.lib.Search(ctx, b.ws, ask)
	require.NoError(t, err)
	require.Equal(t, live, after, "what visitors find has not changed")
	revisions, err := b.lib.Revisions(ctx, b.ws, a.ID)
	require.NoError(t, err)
	require.Len(t, revisions, 1)
	still, err := b.lib.Article(ctx, b.ws, a.ID)
	require.NoError(t, err)
	require.Equal(t, a, still)

	_, _, err = b.lib.SearchPreview(ctx, b.ws, ask, knowledge.Preview{Article: uuid.New()})
	require.Equal(t, "article_not_found", code(err))
}
