package knowledge_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/posting"
	"github.com/firstlinehq/firstline/knowledge/token"
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

// Whoever publishes does not wait for a rebuild: a job does it.
func TestPublishingIntoAnOldIndex(t *testing.T) {
	t.Parallel()

	b, words, a := oldIndex(t)
	d := a.Draft
	d.Body = "The lamp takes a large bulb."
	a, err := b.lib.SaveDraft(t.Context(), b.ws, a.ID, a.Version, d)
	require.NoError(t, err)
	a, err = b.lib.Publish(t.Context(), b.ws, uuid.Nil, a.ID, a.Version)
	require.NoError(t, err)
	require.Equal(t, 1, b.count(t, `SELECT format FROM index_heads`), "nothing was rebuilt")
	_, err = b.lib.RebuildIndex(t.Context(), b.ws)
	require.NoError(t, err)
	require.Equal(t, "Lamps", words.titles(t, knowledge.Query{Text: "large bulb", Limit: 1}))
	require.Empty(t, words.titles(t, knowledge.Query{Text: "small"}))
	require.Equal(t, "Covers", words.titles(t, knowledge.Query{Text: "washed cover"}))

	b.exec(t, `UPDATE index_heads SET format = 1`)
	_, err = b.lib.Archive(t.Context(), b.ws, a.ID, a.Version)
	require.NoError(t, err)
	_, err = b.lib.RebuildIndex(t.Context(), b.ws)
	require.NoError(t, err)
	require.Empty(t, words.titles(t, knowledge.Query{Text: "lamp"}))
	require.Equal(t, 1, b.count(t, `SELECT count(*) FROM index_articles`))
	require.Equal(t, 1, b.count(t, `SELECT count(DISTINCT article_id) FROM chunks`))
}

// An index that can be read takes in what is published while its successor is built,
// and so does the successor.
func TestPublishingWhileAnIndexIsBuilt(t *testing.T) {
	t.Parallel()

	b := setup(t)
	b.mustPublish(t, knowledge.Draft{Title: "Covers", Body: "Each sofa cover can be washed."})
	lamp := b.mustPublish(t, knowledge.Draft{Title: "Lamps", Body: "The lamp takes a small bulb."})
	b.exec(t, `UPDATE index_heads SET building = format, format = format + 1`)
	b.mustPublish(t, knowledge.Draft{Title: "Carpets", Body: "A carpet is rolled."})
	_, err := b.lib.Archive(t.Context(), b.ws, lamp.ID, lamp.Version)
	require.NoError(t, err)
	all := func() {
		t.Helper()
		require.Equal(t, "Carpets", b.titles(t, knowledge.Query{Text: "rolled carpet"}))
		require.Equal(t, "Carpets", b.titles(t, knowledge.Query{Text: "carpte"}), "misspelt")
		require.Equal(t, "Covers", b.titles(t, knowledge.Query{Text: "washed cover"}))
		require.Empty(t, b.titles(t, knowledge.Query{Text: "lamp bulb"}))
	}
	all()
	require.Equal(t, 2, b.count(t, `SELECT count(*) FROM index_articles WHERE side = 0`))
	require.Equal(t, 1, b.count(t, `SELECT count(*) FROM index_articles WHERE side = 1`), "what was published meanwhile")
	done, err := b.lib.RebuildIndex(t.Context(), b.ws)
	require.NoError(t, err)
	require.True(t, done)
	all()
	require.Zero(t, b.count(t, `SELECT count(*) FROM index_articles WHERE side = 0`))
	require.Zero(t, b.count(t, `SELECT count(*) FROM words WHERE side = 0`))
	require.Zero(t, b.count(t, `SELECT count(*) FROM posting_groups WHERE shelf < 32`))
	require.Equal(t, 2, b.count(t, `SELECT sum(passages) FROM index_shelf_list`))

	b.exec(t, `UPDATE index_heads SET format = format + 1`)
	done, err = b.lib.RebuildIndex(t.Context(), b.ws)
	require.NoError(t, err)
	require.True(t, done)
	all()
	require.Zero(t, b.count(t, `SELECT side FROM index_heads`), "and back")

	b.exec(t, `UPDATE index_heads SET format = format + 1`)
	_, err = b.lib.RebuildIndex(t.Context(), b.ws)
	require.NoError(t, err)
	b.exec(t, `UPDATE index_heads SET next_number = 0, format = format - 1`)
	require.Zero(t, b.count(t, `SELECT side FROM index_heads`), "where a node of the version before builds its own")
}

// Where the old index cannot be read, what is built already is searched, and who
// finds nothing sure there is told.
func TestSearchOfAHalfBuiltIndex(t *testing.T) {
	t.Parallel()

	b, words, _ := oldIndex(t)
	b.exec(t, `UPDATE index_heads SET building = `+fmt.Sprint(posting.Version<<8|token.Version))
	b.mustPublish(t, knowledge.Draft{Title: "How do I clean carpets?", Body: "A carpet is cleaned with soap."})
	require.Equal(t, "How do I clean carpets?", words.titles(t, knowledge.Query{Text: "How do I clean carpets?"}))
	_, err := words.lib.Search(t.Context(), b.ws, knowledge.Query{Text: "washed cover"})
	require.ErrorIs(t, err, knowledge.ErrIndexRebuilding)
	_, err = b.lib.RebuildIndex(t.Context(), b.ws)
	require.NoError(t, err)
	require.Equal(t, "Covers", words.titles(t, knowledge.Query{Text: "washed cover"}))
}

// A rebuild that was cut off in its second step goes on after its first, and searches
// find the same all the while.
func TestRebuildGoesOn(t *testing.T) {
	t.Parallel()

	b := setup(t)
	const many = 1<<posting.BlockBits + 50
	articles := make([]knowledge.Incoming, many)
	for i := range articles {
		articles[i] = knowledge.Incoming{Source: fmt.Sprint(i), Hash: []byte{1}, Draft: knowledge.Draft{
			Title: fmt.Sprint("Lamp ", i), Body: fmt.Sprint("A lamp of kind", i, "."), Lang: "en", Slug: fmt.Sprint("lamp-", i),
		}}
	}
	require.NoError(t, b.lib.Import(t.Context(), b.ws, articles, func(i knowledge.Imported) { require.NoError(t, i.Err) }))
	b.exec(t, `UPDATE index_heads SET format = format + 1`)
	b.exec(t, `UPDATE chunks SET words = '\x00' WHERE article_id = (SELECT max(id::text)::uuid FROM articles)`)

	// Somebody holds a row that the second step writes.
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `SELECT FROM chunks WHERE article_id = (SELECT max(id::text)::uuid FROM articles) FOR UPDATE`)
		require.NoError(t, err)
		ctx, kill := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() {
			_, err := b.lib.RebuildIndex(ctx, b.ws)
			ended <- err
		}()
		require.Eventually(t, func() bool {
			return b.count(t, `SELECT count(*) FROM index_articles WHERE side = 1`) == many-50
		}, time.Minute, 5*time.Millisecond)
		kill()
		require.ErrorIs(t, <-ended, context.Canceled)
		return nil
	}))
	first := b.count(t, `SELECT max(xmin::text::int) FROM index_articles WHERE side = 1`)

	searched, stop := make(chan int), make(chan struct{})
	go func() {
		n := 0
		for {
			select {
			case <-stop:
				searched <- n
				return
			default:
			}
			r, err := b.lib.Search(t.Context(), b.ws, knowledge.Query{Text: "kind7 lamp"})
			if err != nil || len(r.Hits) == 0 || r.Hits[0].Title != "Lamp 7" {
				searched <- -1
				return
			}
			n++
		}
	}()
	done, err := knowledge.New(b.db).RebuildIndex(t.Context(), b.ws)
	close(stop)
	require.NoError(t, err)
	require.True(t, done)
	require.Positive(t, <-searched, "no moment without search")
	require.Equal(t, first, b.count(t, `SELECT min(xmin::text::int) FROM index_articles`), "the first step was not done again")
	require.Equal(t, many, b.count(t, `SELECT count(*) FROM index_articles`))
}

// Somebody who is about to publish has locked their article and waits for the step of
// a rebuild; the step does not wait for them.
func TestRebuildPassesByWhatIsLocked(t *testing.T) {
	t.Parallel()

	b := setup(t)
	b.mustPublish(t, knowledge.Draft{Title: "Covers", Body: "Each sofa cover can be washed."})
	b.mustPublish(t, knowledge.Draft{Title: "Lamps", Body: "The lamp takes a small bulb."})
	b.exec(t, `UPDATE index_heads SET format = format + 1`)
	ended := make(chan error, 1)
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `SELECT FROM articles WHERE title = 'Lamps' FOR UPDATE`)
		require.NoError(t, err)
		go func() {
			_, err := b.lib.RebuildIndex(t.Context(), b.ws)
			ended <- err
		}()
		require.Eventually(t, func() bool {
			return b.count(t, `SELECT count(*) FROM index_articles WHERE side = 1`) == 1
		}, time.Minute, 5*time.Millisecond)
		return nil
	}))
	require.NoError(t, <-ended)
	require.Equal(t, 2, b.count(t, `SELECT count(*) FROM index_articles WHERE side = 1`))
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
