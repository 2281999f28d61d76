package knowledge_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/knowledge"
)

// reranker prefers documents with a word, and fails or hangs when told to.
type reranker struct {
	word  string
	err   error
	hang  bool
	asked []string
}

func (r *reranker) Rerank(ctx context.Context, _ string, documents []string) ([]float64, error) {
	r.asked = documents
	if r.hang {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	scores := make([]float64, len(documents))
	for i, d := range documents {
		if strings.Contains(d, r.word) {
			scores[i] = 1
		}
	}
	return scores, r.err
}

func TestRerank(t *testing.T) {
	t.Parallel()

	db := pgtest.New(t)
	model := &reranker{word: "oak"}
	ws := pgtest.Workspace(t, db)
	b := bundle{db: db, ws: ws, lib: knowledge.New(db, knowledge.WithReranker(model))}
	local := bundle{db: db, ws: ws, lib: knowledge.New(db)}
	for title, body := range map[string]string{"Lamps": "lamp lamp lamp", "Desks": "a desk with a lamp", "Shelves": "oak shelves, and a lamp"} {
		b.mustPublish(t, knowledge.Draft{Title: title, Body: body})
	}
	ask := knowledge.Query{Text: "lamp", Limit: 1}
	require.Equal(t, "Lamps", local.titles(t, ask))
	require.Equal(t, "Shelves", b.titles(t, ask), "the model sees more than is asked for")
	require.Len(t, model.asked, 3)
	require.Contains(t, model.asked[0], "Lamps\n", "with their titles")
	r, err := b.lib.Search(t.Context(), ws, ask)
	require.NoError(t, err)
	require.InDelta(t, 1, *r.Hits[0].Reasons.Rerank, 0)
	before, err := local.lib.Search(t.Context(), ws, ask)
	require.NoError(t, err)
	require.Less(t, r.Confidence, before.Confidence, "the confidence is that of the article that stands first")

	model.err = errors.New("down")
	require.Equal(t, "Lamps", b.titles(t, ask), "without the model the order is ours")
	model.err, model.hang = nil, true
	require.Equal(t, "Lamps", b.titles(t, ask), "and a model that hangs is not waited for")
}
