package knowledge_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/knowledge"
)

// indexNames counts the indexes of vectors.
func (b bundle) vectorIndexes(t *testing.T) int {
	t.Helper()
	return b.count(t, `SELECT count(*) FROM pg_class WHERE relname LIKE 'embeddings\_hnsw\_%'`)
}

func TestVectorIndex(t *testing.T) {
	t.Parallel()

	m := newMeanings()
	db := pgtest.New(t)
	indexed := func(m *meanings) *knowledge.Library {
		return knowledge.New(db, knowledge.WithEmbedder(m), knowledge.WithVectorIndexFrom(1))
	}
	b := bundle{db: db, lib: indexed(m), ws: pgtest.Workspace(t, db)}
	other := bundle{db: db, lib: b.lib, ws: pgtest.Workspace(t, db)}
	for i := range 40 {
		b.mustPublish(t, knowledge.Draft{Title: fmt.Sprint("Article ", i), Body: fmt.Sprintf("About lamp%d and desk%d.", i, i%7)})
	}
	b.mustPublish(t, knowledge.Draft{Title: "Internal", Body: "sofa", Audience: knowledge.Internal})
	b.mustPublish(t, knowledge.Draft{Title: "Mine", Body: "sofa"})
	other.mustPublish(t, knowledge.Draft{Title: "Neighbour", Body: "sofa"})
	require.NoError(t, b.lib.EmbedAll(t.Context(), b.ws))
	require.NoError(t, other.lib.EmbedAll(t.Context(), other.ws))
	require.Equal(t, 2, b.vectorIndexes(t), "one a version")
	require.Equal(t, 1, b.count(t, `SELECT count(*) FROM embedding_versions WHERE indexed AND state = 'serving'`))
	measured := func() int { return b.count(t, `SELECT measured_vectors FROM embedding_versions`) }
	require.Equal(t, 42, measured(), "the index was tried")
	require.Equal(t, 100, b.count(t, `SELECT effort FROM embedding_versions`), "few vectors are found with little effort")
	status, err := b.lib.Embedded(t.Context(), b.ws)
	require.NoError(t, err)
	require.Greater(t, status.Recall, 0.98)

	for _, text := range []string{"settee", "desk3 lamp9", "about"} {
		q := knowledge.Query{Text: text, Lang: "en"}
		exact, err := b.lib.Nearest(t.Context(), b.ws, q, 10, true)
		require.NoError(t, err)
		require.Len(t, exact, 10)
		near, err := b.lib.Nearest(t.Context(), b.ws, q, 10, false)
		require.NoError(t, err)
		require.Len(t, near, 10)
		require.Equal(t, exact[0], near[0])
	}
	require.Equal(t, "Mine", b.titles(t, knowledge.Query{Text: "settee", Limit: 1}))
	require.NotContains(t, b.titles(t, knowledge.Query{Text: "settee", Limit: 50}), "Internal")
	require.Equal(t, "Neighbour", other.titles(t, knowledge.Query{Text: "settee"}))

	b.mustPublish(t, knowledge.Draft{Title: "Later", Body: "couch"})
	require.NoError(t, b.lib.EmbedAll(t.Context(), b.ws))
	require.Contains(t, b.titles(t, knowledge.Query{Text: "settee", Limit: 2}), "Later", "the index takes in what comes later")
	require.Equal(t, 42, measured(), "one more passage is no reason to try again")
	for i := range 50 {
		b.mustPublish(t, knowledge.Draft{Title: fmt.Sprint("More ", i), Body: "About a rug."})
	}
	require.NoError(t, b.lib.EmbedAll(t.Context(), b.ws))
	require.Equal(t, 93, measured(), "twice as many are")

	next := newMeanings()
	next.model, next.dim = "test/other", 32
	b.lib = indexed(next)
	require.NoError(t, b.lib.EmbedAll(t.Context(), b.ws))
	require.Equal(t, 2, b.vectorIndexes(t), "the old version's is gone")
	require.Contains(t, b.titles(t, knowledge.Query{Text: "settee", Limit: 2}), "Mine")
}

// That an index cannot be measured keeps its vectors from nothing.
func TestVectorsServeUnmeasured(t *testing.T) {
	t.Parallel()

	m := newMeanings()
	db := pgtest.New(t)
	b := bundle{db: db, lib: knowledge.New(db, knowledge.WithEmbedder(m), knowledge.WithVectorIndexFrom(1)), ws: pgtest.Workspace(t, db)}
	b.mustPublish(t, knowledge.Draft{Title: "Sofas", Body: "About a sofa."})
	calls := 0
	m.spoil = func(v [][]float32) ([][]float32, error) {
		if calls++; calls > 1 {
			return nil, errors.New("down")
		}
		return v, nil
	}
	require.NoError(t, b.lib.EmbedAll(t.Context(), b.ws))
	require.Equal(t, 2, calls, "passages, then titles")
	require.Equal(t, 1, b.count(t, `SELECT count(*) FROM embedding_versions WHERE indexed AND state = 'serving' AND effort = 400 AND recall = 0`))
	m.spoil = nil
	require.Equal(t, "Sofas", b.titles(t, knowledge.Query{Text: "settee", Limit: 1}))
}
