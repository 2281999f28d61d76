package knowledge_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge"
)

func (b bundle) exec(t *testing.T, sql string) {
	t.Helper()
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), sql)
		return err
	}))
}

// oldIndex is a library whose index another version of the program wrote, in a
// packing that this one cannot read.
func oldIndex(t *testing.T) (b, words bundle, a knowledge.Article) {
	t.Helper()
	b = setupMeaning(t, newMeanings())
	words = bundle{db: b.db, ws: b.ws, lib: knowledge.New(b.db)} // asks without vectors
	b.mustPublish(t, knowledge.Draft{Title: "Covers", Body: "Each sofa cover can be washed."})
	a = b.mustPublish(t, knowledge.Draft{Title: "Lamps", Body: "Old.\n\n## Bulbs\n\nThe lamp takes a small bulb."})
	require.NoError(t, b.lib.EmbedAll(t.Context(), b.ws))
	b.exec(t, `UPDATE index_heads SET format = 1`)
	b.exec(t, `UPDATE posting_groups SET entries = '\xffffffffffffffffffff'`)
	b.exec(t, `UPDATE chunks SET words = '\xffffffffffffffffffff'`)
	return b, words, a
}

func TestOldIndexIsRebuilt(t *testing.T) {
	t.Parallel()

	b, words, _ := oldIndex(t)
	_, err := b.lib.Search(t.Context(), b.ws, knowledge.Query{Text: "lamp"})
	require.ErrorIs(t, err, knowledge.ErrIndexRebuilding, "it says so instead of calling the data damaged")
	require.Equal(t, problem.Unavailable, problem.KindOf(err))
	vectors := b.count(t, `SELECT count(*) FROM embeddings`)

	done, err := b.lib.RebuildIndex(t.Context(), b.ws)
	require.NoError(t, err)
	require.True(t, done)
	require.Equal(t, "Lamps", words.titles(t, knowledge.Query{Text: "lamp"}))
	require.Equal(t, "Lamps", words.titles(t, knowledge.Query{Text: "small bubl"}), "misspellings are found again")
	require.Equal(t, "Covers", words.titles(t, knowledge.Query{Text: "washed cover"}))
	require.Equal(t, vectors, b.count(t, `SELECT count(*) FROM embeddings`), "equal passages keep their vectors")

	done, err = b.lib.RebuildIndex(t.Context(), b.ws)
	require.NoError(t, err)
	require.False(t, done, "once is enough")
}

func TestIndexOfOtherRulesIsReadWhileItCan(t *testing.T) {
	t.Parallel()

	b, words, _ := oldIndex(t)
	_, err := b.lib.RebuildIndex(t.Context(), b.ws)
	require.NoError(t, err)
	b.exec(t, `UPDATE index_heads SET format = format + 1`)
	require.Equal(t, "Lamps", words.titles(t, knowledge.Query{Text: "lamp"}), "terms of other rules serve on")
	b.exec(t, `UPDATE posting_groups SET entries = '\xffffffffffffffffffff'`)
	_, err = b.lib.Search(t.Context(), b.ws, knowledge.Query{Text: "lamp"})
	require.ErrorIs(t, err, knowledge.ErrIndexRebuilding)
}

func TestPublishingIntoAnOldIndexRebuildsIt(t *testing.T) {
	t.Parallel()

	b, words, a := oldIndex(t)
	d := a.Draft
	d.Body = "The lamp takes a large bulb."
	a, err := b.lib.SaveDraft(t.Context(), b.ws, a.ID, a.Version, d)
	require.NoError(t, err)
	a, err = b.lib.Publish(t.Context(), b.ws, uuid.Nil, a.ID, a.Version)
	require.NoError(t, err)
	require.Equal(t, "Lamps", words.titles(t, knowledge.Query{Text: "large bulb", Limit: 1}))
	require.Empty(t, words.titles(t, knowledge.Query{Text: "small"}))
	require.Equal(t, "Covers", words.titles(t, knowledge.Query{Text: "washed cover"}))

	b.exec(t, `UPDATE index_heads SET format = 1`)
	_, err = b.lib.Archive(t.Context(), b.ws, a.ID, a.Version)
	require.NoError(t, err)
	require.Empty(t, words.titles(t, knowledge.Query{Text: "lamp"}))
	require.Equal(t, 1, b.count(t, `SELECT count(*) FROM index_articles`))
	require.Equal(t, 1, b.count(t, `SELECT count(DISTINCT article_id) FROM chunks`))
}

func TestIndexGoesWithItsWorkspace(t *testing.T) {
	t.Parallel()

	b, _, _ := oldIndex(t)
	other := bundle{db: b.db, lib: b.lib, ws: pgtest.Workspace(t, b.db)}
	other.mustPublish(t, knowledge.Draft{Title: "Mine", Body: "sofa"})
	require.NoError(t, b.db.AcrossWorkspaces(t.Context(), func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `DELETE FROM workspaces WHERE id = $1`, b.ws)
		return err
	}))
	for _, table := range []string{"words", "posting_groups", "spellings", "chunks", "index_articles"} {
		require.Zero(t, b.count(t, `SELECT count(*) FROM `+table), table)
		require.Positive(t, other.count(t, `SELECT count(*) FROM `+table), table)
	}
}
