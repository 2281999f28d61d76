package knowledge_test

import (
	"fmt"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/posting"
)

// indexed gives how many articles each term of the index is in, by its id. It
// fails where a term's articles are in its own row and in a shared one, or in none.
func (b bundle) indexed(t *testing.T) map[int32]int {
	t.Helper()
	out, apart, own := map[int32]int{}, 0, 0
	articles := func(id int32, packed []byte) error {
		list, err := posting.Decode(packed, nil)
		out[id] += len(list)
		return err
	}
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
		rows, err := tx.Query(t.Context(), `SELECT entries FROM posting_groups WHERE workspace_id = $1`, b.ws)
		require.NoError(t, err)
		var packed []byte
		_, err = pgx.ForEachRow(rows, []any{&packed}, func() error {
			entries, err := posting.DecodeGroup(packed)
			require.NotEmpty(t, entries)
			for _, e := range entries {
				if len(e.Packed) == 0 {
					apart++
				} else {
					require.NoError(t, articles(e.ID, e.Packed))
				}
			}
			return err
		})
		require.NoError(t, err)
		rows, err = tx.Query(t.Context(), `SELECT term, entries FROM postings WHERE workspace_id = $1`, b.ws)
		require.NoError(t, err)
		var term int32
		_, err = pgx.ForEachRow(rows, []any{&term, &packed}, func() error {
			own++
			return articles(term, packed)
		})
		return err
	}))
	require.Equal(t, own, apart, "each row of its own is named in the shared one")
	return out
}

// A word that becomes common moves to a row of its own, and what was written one
// article at a time is what a rebuild writes.
func TestIndexOfCommonWords(t *testing.T) {
	t.Parallel()

	b := setup(t)
	var articles []knowledge.Article
	for i := range 40 {
		a := b.mustPublish(t, knowledge.Draft{Title: fmt.Sprint("Lamp ", i), Body: fmt.Sprintf("The lamp number%d has a shade.", i)})
		articles = append(articles, a)
	}
	require.Positive(t, b.count(t, `SELECT count(*) FROM postings`), "forty articles need a row of their own")
	before := b.indexed(t)
	require.Equal(t, 40, before[posting.ID("lamp")])
	require.Equal(t, 1, before[posting.ID("number7")])
	require.Equal(t, "Lamp 7", b.titles(t, knowledge.Query{Text: "lamp number7", Limit: 1}))

	b.exec(t, `UPDATE index_heads SET format = 1`)
	_, err := b.lib.RebuildIndex(t.Context(), b.ws)
	require.NoError(t, err)
	require.Equal(t, before, b.indexed(t))
	require.Equal(t, "Lamp 7", b.titles(t, knowledge.Query{Text: "lamp number7", Limit: 1}))

	d := articles[7].Draft
	d.Body = "Sold out."
	a, err := b.lib.SaveDraft(t.Context(), b.ws, articles[7].ID, articles[7].Version, d)
	require.NoError(t, err)
	articles[7], err = b.lib.Publish(t.Context(), b.ws, uuid.Nil, a.ID, a.Version)
	require.NoError(t, err)
	after := b.indexed(t)
	require.Equal(t, 40, after[posting.ID("lamp")], "its title has the word")
	require.Equal(t, 39, after[posting.ID("shade")])
	require.Zero(t, after[posting.ID("number7")])

	for _, a := range articles {
		_, err := b.lib.Archive(t.Context(), b.ws, a.ID, a.Version)
		require.NoError(t, err)
	}
	require.Empty(t, b.indexed(t), "nothing is left of archived articles")
	require.Zero(t, b.count(t, `SELECT count(*) FROM posting_groups`))
}

// What was looked for as typed is not counted again as the correction of another word.
func TestCorrectionOfAWordThatWasTypedToo(t *testing.T) {
	t.Parallel()

	b := setup(t)
	b.mustPublish(t, knowledge.Draft{Title: "Refunds", Body: "The refund takes five days."})
	r, err := b.lib.Search(t.Context(), b.ws, knowledge.Query{Text: "refund refnud"})
	require.NoError(t, err)
	require.Len(t, r.Hits, 1)
	for _, w := range r.Wishes {
		require.Equal(t, 1, w.Articles, w.Typed)
	}
}

// The planner is told of a large import while it goes on.
func TestStatisticsFollowAnImport(t *testing.T) {
	t.Parallel()

	b := setup(t)
	require.NoError(t, b.db.AsOwner(t.Context(), func(conn *pgx.Conn) error {
		tx, err := conn.Begin(t.Context())
		require.NoError(t, err)
		_, err = tx.Exec(t.Context(), `LOCK TABLE revisions IN SHARE UPDATE EXCLUSIVE MODE`) // as VACUUM does
		require.NoError(t, err)
		b.importLamps(t, 600)
		return tx.Rollback(t.Context())
	}))
	for _, table := range []string{"articles", "chunks", "spellings"} {
		require.Positive(t, b.count(t, `SELECT reltuples::int FROM pg_class WHERE relname = '`+table+`'`), table)
	}
}

// importLamps brings so many articles.
func (b bundle) importLamps(t *testing.T, n int) {
	t.Helper()
	articles := make([]knowledge.Incoming, n)
	for i := range articles {
		articles[i] = knowledge.Incoming{Source: fmt.Sprint(i), Hash: []byte{1}, Draft: knowledge.Draft{Title: fmt.Sprint("Lamp ", i), Body: "A lamp.", Lang: "en", Slug: fmt.Sprint("lamp-", i)}}
	}
	require.NoError(t, b.lib.Import(t.Context(), b.ws, articles, func(i knowledge.Imported) { require.NoError(t, i.Err) }))
}
