package knowledge_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge"
)

// TestImportNamesWhatItCannotTake: articles go in together, and each that cannot fails
// by itself, with its own reason.
func TestImportNamesWhatItCannotTake(t *testing.T) {
	t.Parallel()

	b := setup(t)
	got := map[string]string{}
	batch := []knowledge.Incoming{
		{Source: "a", Hash: []byte{1}, Draft: knowledge.Draft{Title: "Lamps", Body: "The lamp takes a bulb."}, Collection: "Light"},
		{Source: "b", Hash: []byte{1}, Draft: knowledge.Draft{Title: "Lamps", Body: "Another lamp."}, Collection: "Light"},
		{Source: "c", Hash: []byte{1}, Draft: knowledge.Draft{Title: "Other", Slug: "lamps", Body: "The same address."}},
		{Source: "d", Hash: []byte{1}, Draft: knowledge.Draft{Title: "", Body: "No title."}},
		{Source: "g", Hash: []byte{1}, Draft: knowledge.Draft{Title: "Sofas", Body: "The sofa has a cushion."}}, // after one that fails
		{Source: "e", Hash: []byte{1}, Draft: knowledge.Draft{Title: "台灯", Key: "lamps", Lang: "zh", Body: "台灯用小灯泡。"}},
		{Source: "f", Hash: []byte{1}, Draft: knowledge.Draft{Title: "Draft", Body: "Nobody finds the lamp here."}, Unpublished: true},
	}
	take := func(batch []knowledge.Incoming) {
		clear(got)
		require.NoError(t, b.lib.Import(t.Context(), b.ws, batch, func(i knowledge.Imported) {
			got[i.Source] = i.Change
			var why *problem.Error
			if errors.As(i.Err, &why) {
				got[i.Source] = why.Code
			}
			require.Equal(t, i.Err == nil && i.Change != knowledge.Unchanged, i.Article != uuid.Nil, i.Source)
		}))
	}
	take(batch)
	require.Equal(t, map[string]string{
		"a": "added", "b": "added", "c": "article_slug_taken", "d": "article_title", "e": "added", "f": "added", "g": "added",
	}, got)
	require.Equal(t, 2, b.count(t, `SELECT count(*) FROM articles WHERE slug IN ('lamps', 'lamps-2') AND lang = 'en' AND status = 'published'`))
	require.Equal(t, 1, b.count(t, `SELECT count(*) FROM articles WHERE key = 'lamps' AND lang = 'zh'`))
	require.Zero(t, b.count(t, `SELECT count(*) FROM articles WHERE source = '' OR source_version <> version`))
	require.Equal(t, 1, b.count(t, `SELECT count(*) FROM collections`))
	require.Equal(t, "Sofas", b.titles(t, knowledge.Query{Text: "cushion"}))

	take(batch)
	require.Equal(t, "unchanged", got["a"])
	for i := range batch {
		batch[i].Hash = []byte{2}
	}
	batch[1].Draft.Body = "Another lamp with a switch."
	take(batch)
	require.Equal(t, "changed", got["b"])
	require.Equal(t, "Lamps", b.titles(t, knowledge.Query{Text: "switch"}))
}

// TestSearchDoesNotWaitForAnImport: what an import has not committed holds up nobody.
func TestSearchDoesNotWaitForAnImport(t *testing.T) {
	t.Parallel()

	b := setup(t)
	b.mustPublish(t, knowledge.Draft{Title: "Covers", Body: "Each sofa cover can be washed."})
	ctx, cancel := context.WithTimeout(t.Context(), postgres.LockTimeout+20*time.Second)
	defer cancel()
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
		_, err := b.lib.ImportTx(t.Context(), tx, []knowledge.Incoming{
			{Source: "a", Hash: []byte{1}, Draft: knowledge.Draft{Title: "More covers", Body: "A sofa cover of wool."}},
		})
		require.NoError(t, err)
		r, err := b.lib.Search(ctx, b.ws, knowledge.Query{Text: "sofa cover"})
		require.NoError(t, err)
		require.Len(t, r.Hits, 1)
		waiting := 0
		require.NoError(t, tx.QueryRow(ctx, `SELECT count(*) FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`).Scan(&waiting))
		require.Zero(t, waiting)
		return nil
	}))
	r, err := b.lib.Search(ctx, b.ws, knowledge.Query{Text: "sofa cover"})
	require.NoError(t, err)
	require.Len(t, r.Hits, 2)
}
