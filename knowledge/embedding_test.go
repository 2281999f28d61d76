package knowledge_test

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/knowledge"
)

// meanings is a model to which some words mean the same.
type meanings struct {
	model string
	dim   int
	same  map[string]string
	spoil func([][]float32) ([][]float32, error)
}

func (m *meanings) Model() string   { return m.model }
func (m *meanings) Dimensions() int { return m.dim }

func (m *meanings) Embed(_ context.Context, texts []string) ([][]float32, error) {
	out := make([][]float32, len(texts))
	for i, text := range texts {
		out[i] = make([]float32, m.dim)
		for _, w := range strings.Fields(strings.ToLower(text)) {
			w = strings.Trim(w, ".,?")
			if s, ok := m.same[w]; ok {
				w = s
			}
			h := fnv.New32a()
			_, _ = h.Write([]byte(w))
			out[i][int(h.Sum32())%m.dim]++
		}
	}
	if m.spoil != nil {
		return m.spoil(out)
	}
	return out, nil
}

func newMeanings() *meanings {
	return &meanings{model: "test/meanings", dim: 64, same: map[string]string{"settee": "sofa", "couch": "sofa"}}
}

func setupMeaning(t *testing.T, m *meanings) bundle {
	t.Helper()
	db := pgtest.New(t)
	return bundle{db: db, lib: knowledge.New(db, knowledge.WithEmbedder(m)), ws: pgtest.Workspace(t, db)}
}

func (b bundle) count(t *testing.T, sql string) (n int) {
	t.Helper()
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
		return tx.QueryRow(t.Context(), sql).Scan(&n)
	}))
	return n
}

func TestSearchByMeaning(t *testing.T) {
	t.Parallel()

	m := newMeanings()
	b := setupMeaning(t, m)
	b.mustPublish(t, knowledge.Draft{Title: "Covers", Body: "Each sofa cover can be washed."})
	b.mustPublish(t, knowledge.Draft{Title: "Payment", Body: "We take cards."})
	ask := knowledge.Query{Text: "settee", Limit: 1}
	require.Empty(t, b.titles(t, ask), "no vectors yet: words alone")

	require.NoError(t, b.lib.EmbedAll(t.Context(), b.ws))
	require.Equal(t, "Covers", b.titles(t, ask))
	r, err := b.lib.Search(t.Context(), b.ws, ask)
	require.NoError(t, err)
	require.Positive(t, r.Hits[0].Reasons.Dense)
	require.Equal(t, "Each sofa cover can be washed.", r.Hits[0].Passages[0].Text)

	m.spoil = func([][]float32) ([][]float32, error) { return nil, errors.New("down") }
	require.Empty(t, b.titles(t, ask), "the model is down: words alone")
	require.Equal(t, "Covers", b.titles(t, knowledge.Query{Text: "sofa"}))
}

func TestBadVectorsNeverEnter(t *testing.T) {
	t.Parallel()

	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	for name, spoil := range map[string]func([][]float32) ([][]float32, error){
		"Fewer":  func(v [][]float32) ([][]float32, error) { return v[:len(v)-1], nil },
		"More":   func(v [][]float32) ([][]float32, error) { return append(v, v[0]), nil },
		"Uneven": func(v [][]float32) ([][]float32, error) { v[len(v)-1] = v[len(v)-1][:10]; return v, nil },
		"Other":  func(v [][]float32) ([][]float32, error) { return [][]float32{{1}, {1}}[:min(2, len(v))], nil },
		"Zero":   func(v [][]float32) ([][]float32, error) { v[len(v)-1] = make([]float32, 64); return v, nil },
		"NaN":    func(v [][]float32) ([][]float32, error) { v[len(v)-1][3] = nan; return v, nil },
		"Inf":    func(v [][]float32) ([][]float32, error) { v[0][3] = inf; return v, nil },
		"Empty":  func([][]float32) ([][]float32, error) { return nil, nil },
		"Error":  func([][]float32) ([][]float32, error) { return nil, errors.New("no") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			m := newMeanings()
			b := setupMeaning(t, m)
			b.mustPublish(t, knowledge.Draft{Title: "One", Body: "sofa"})
			b.mustPublish(t, knowledge.Draft{Title: "Two", Body: "lamp"})
			m.spoil = spoil
			require.Error(t, b.lib.EmbedAll(t.Context(), b.ws))
			require.Zero(t, b.count(t, `SELECT count(*) FROM embeddings`))
			require.Equal(t, "Two", b.titles(t, knowledge.Query{Text: "lamp"}), "search by words is untouched")

			m.spoil = nil
			require.NoError(t, b.lib.EmbedAll(t.Context(), b.ws), "and the next try goes through")
			require.Equal(t, 2, b.count(t, `SELECT count(*) FROM embeddings`))
		})
	}
}

func TestNewModelTakesOverWhenItIsComplete(t *testing.T) {
	t.Parallel()

	m := newMeanings()
	b := setupMeaning(t, m)
	a := b.mustPublish(t, knowledge.Draft{Title: "Covers", Body: "sofa"})
	require.NoError(t, b.lib.EmbedAll(t.Context(), b.ws))

	other := newMeanings()
	other.model, other.dim = "test/other", 32
	b2 := bundle{db: b.db, ws: b.ws, lib: knowledge.New(b.db, knowledge.WithEmbedder(other))}
	more, err := b2.lib.EmbedPending(t.Context(), b.ws)
	require.NoError(t, err)
	require.True(t, more)
	require.Equal(t, 2, b.count(t, `SELECT count(*) FROM embedding_versions`))
	require.Equal(t, "Covers", b.titles(t, knowledge.Query{Text: "settee"}), "the old version serves on")
	require.NoError(t, b2.lib.EmbedAll(t.Context(), b.ws))
	require.Equal(t, 1, b.count(t, `SELECT count(*) FROM embedding_versions WHERE state = 'serving' AND model = 'test/other'`))
	require.Equal(t, 1, b.count(t, `SELECT count(*) FROM embedding_versions`))
	require.Equal(t, "Covers", b2.titles(t, knowledge.Query{Text: "settee"}))

	d := a.Draft
	d.Body = "lamp"
	a, err = b.lib.SaveDraft(t.Context(), b.ws, a.ID, a.Version, d)
	require.NoError(t, err)
	_, err = b.lib.Publish(t.Context(), b.ws, uuid.Nil, a.ID, a.Version)
	require.NoError(t, err)
	require.Zero(t, b.count(t, `SELECT count(*) FROM embeddings`), "vectors go with their passages")
}

func TestEqualVectorsStayApart(t *testing.T) {
	t.Parallel()

	b := setupMeaning(t, newMeanings())
	other := bundle{db: b.db, lib: b.lib, ws: pgtest.Workspace(t, b.db)}
	for i := range 70 { // more than a search takes
		other.mustPublish(t, knowledge.Draft{Title: "Neighbour", Body: "sofa " + strings.Repeat("x", i%3)})
	}
	b.mustPublish(t, knowledge.Draft{Title: "Internal", Body: "sofa", Audience: knowledge.Internal})
	b.mustPublish(t, knowledge.Draft{Title: "Mine", Body: "sofa"})
	_, err := b.lib.CreateArticle(t.Context(), b.ws, knowledge.Draft{Title: "Draft", Body: "sofa"})
	require.NoError(t, err)
	require.NoError(t, b.lib.EmbedAll(t.Context(), b.ws))
	require.NoError(t, b.lib.EmbedAll(t.Context(), other.ws))
	require.Equal(t, "Mine", b.titles(t, knowledge.Query{Text: "settee", Limit: 50}))
	require.Equal(t, "Mine", b.titles(t, knowledge.Query{Text: "sofa", Limit: 50}))
}

// What vectors have cost is told, and what is embedded again is counted again.
func TestCostOfVectors(t *testing.T) {
	t.Parallel()

	b := setupMeaning(t, newMeanings())
	b.lib = knowledge.New(b.db, knowledge.WithEmbedder(newMeanings()), knowledge.WithEmbedPrice(2))
	a := b.mustPublish(t, knowledge.Draft{Title: "Covers", Body: "Each sofa cover can be washed."})
	none, err := b.lib.Embedded(t.Context(), b.ws)
	require.NoError(t, err)
	require.Equal(t, &knowledge.Embedded{Recall: 1}, none)

	require.NoError(t, b.lib.EmbedAll(t.Context(), b.ws))
	first, err := b.lib.Embedded(t.Context(), b.ws)
	require.NoError(t, err)
	require.Equal(t, 1, first.Passages)
	require.InDelta(t, 10, first.Tokens, 4)
	require.Equal(t, 2*first.Tokens, first.Micros)

	d := a.Draft
	d.Body = "Each sofa cover can be washed at thirty degrees."
	a, err = b.lib.SaveDraft(t.Context(), b.ws, a.ID, a.Version, d)
	require.NoError(t, err)
	_, err = b.lib.Publish(t.Context(), b.ws, uuid.Nil, a.ID, a.Version)
	require.NoError(t, err)
	require.NoError(t, b.lib.EmbedAll(t.Context(), b.ws))
	second, err := b.lib.Embedded(t.Context(), b.ws)
	require.NoError(t, err)
	require.Equal(t, 1, second.Passages)
	require.Greater(t, second.Tokens, 2*first.Tokens)

	plain, err := knowledge.New(b.db).Embedded(t.Context(), b.ws)
	require.NoError(t, err)
	require.Nil(t, plain)
}

// A library is embedded in slices, and each of them is kept.
func TestEmbeddingInSlices(t *testing.T) {
	t.Parallel()

	b := setupMeaning(t, newMeanings())
	for i := range 70 {
		b.mustPublish(t, knowledge.Draft{Title: fmt.Sprint("Article ", i), Body: "About a sofa."})
	}
	for _, stored := range []int{64, 70} {
		more, err := b.lib.EmbedFor(t.Context(), b.ws, 0)
		require.NoError(t, err)
		require.True(t, more)
		require.Equal(t, stored, b.count(t, `SELECT count(*) FROM embeddings`))
	}
	more, err := b.lib.EmbedFor(t.Context(), b.ws, 0)
	require.NoError(t, err)
	require.False(t, more)
	require.Equal(t, 1, b.count(t, `SELECT count(*) FROM embedding_versions WHERE state = 'serving'`))
}

// While somebody builds the index of the vectors, jobs come again instead of waiting:
// a waiting one would hold up what it waits for.
func TestOneBuildsTheIndexOfVectors(t *testing.T) {
	t.Parallel()

	db := pgtest.New(t)
	b := bundle{db: db, lib: knowledge.New(db, knowledge.WithEmbedder(newMeanings()), knowledge.WithVectorIndexFrom(1)), ws: pgtest.Workspace(t, db)}
	b.mustPublish(t, knowledge.Draft{Title: "Sofas", Body: "About a sofa."})
	_, err := b.lib.EmbedPending(t.Context(), b.ws)
	require.NoError(t, err)
	job := &river.Job[knowledge.EmbedChunks]{Args: knowledge.EmbedChunks{Workspace: b.ws}}
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `SELECT pg_advisory_xact_lock(hashtext('embeddings_hnsw_' || replace(id::text, '-', ''))) FROM embedding_versions`)
		require.NoError(t, err)
		var again *river.JobSnoozeError
		require.ErrorAs(t, knowledge.NewEmbedWorker(b.lib).Work(t.Context(), job), &again)
		require.Positive(t, again.Duration)
		return nil
	}))
	require.NoError(t, knowledge.NewEmbedWorker(b.lib).Work(t.Context(), job))
	require.Equal(t, 1, b.count(t, `SELECT count(*) FROM embedding_versions WHERE indexed`))
}
