package knowledge

import (
	"bytes"
	"context"
	"errors"
	"slices"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/clip"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge/internal/db"
	"github.com/firstlinehq/firstline/knowledge/markdown"
)

// Incoming is an article from elsewhere.
type Incoming struct {
	// Source names where it comes from; the next import knows it by that.
	Source string
	// Hash of the original: equal means unchanged.
	Hash []byte
	// Draft is the article. Its CollectionID is set from Collection.
	Draft Draft
	// Collection is the title or slug of its collection; empty for none.
	Collection string
	// Unpublished leaves it a draft.
	Unpublished bool
}

// Imported says what an import did with one article.
type Imported struct {
	// Source is the article's.
	Source string
	// Change is "added", "changed", "unchanged", "removed" or "failed".
	Change string
	// Article is the article; the zero id if there is none.
	Article uuid.UUID
	// Err says why it failed; nil otherwise.
	Err error
}

// The changes of [Imported].
const (
	Added     = "added"
	Changed   = "changed"
	Unchanged = "unchanged"
	Removed   = "removed"
	Failed    = "failed"
)

// batchSize is how many articles an import writes in one transaction: enough that
// a posting row is written once for many of them, few enough that an editor who
// publishes meanwhile waits for a second at most.
const batchSize = 200

// Import adds articles, and changes those that an earlier import brought and
// that differ now. One that cannot be taken fails by itself. One that was edited
// here since is not overwritten. note is told of every article; an import that
// ends early has kept what it noted, and can be run again.
func (l *Library) Import(ctx context.Context, ws uuid.UUID, articles []Incoming, note func(Imported)) error {
	for batch := range slices.Chunk(articles, batchSize) {
		var done []Imported
		err := l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
			var err error
			done, err = l.ImportTx(ctx, tx, batch)
			return err
		})
		if err != nil {
			return wrap("import articles", err)
		}
		for _, d := range done {
			note(d)
		}
	}
	return nil
}

// ImportTx takes some articles, a few hundred at most, as [Library.Import] does.
// It gives what became of each, in their order.
func (l *Library) ImportTx(ctx context.Context, tx *postgres.Tx, articles []Incoming) ([]Imported, error) {
	l.noteWritten(ctx, len(articles))
	i := importer{lib: l, tx: tx}
	if err := i.known(ctx, articles); err != nil {
		return nil, err
	}
	return i.batch(ctx, articles)
}

// FromSource is an article that an import brought.
type FromSource struct {
	ID     uuid.UUID
	Source string
	// Hash of the original that it was made from; empty after [Library.RetireTx].
	Hash        []byte
	Title, Lang string
	// Edited says that it was edited here since.
	Edited   bool
	Archived bool
}

// FromSourceTx lists the articles whose source begins with prefix.
func (l *Library) FromSourceTx(ctx context.Context, tx *postgres.Tx, prefix string) ([]FromSource, error) {
	rows, err := db.New(tx).ArticlesOfSource(ctx, db.ArticlesOfSourceParams{WorkspaceID: tx.Workspace(), Prefix: prefix})
	if err != nil {
		return nil, wrap("list imported articles", err)
	}
	out := make([]FromSource, len(rows))
	for i, r := range rows {
		out[i] = FromSource{
			ID: r.ID, Source: r.Source, Hash: r.SourceHash, Title: r.Title, Lang: r.Lang,
			Edited: r.SourceVersion == nil || *r.SourceVersion != r.Version, Archived: Status(r.Status) == StatusArchived,
		}
	}
	return out, nil
}

// RetireTx archives articles that their source no longer has. One that was edited
// here since is left as it is, and fails. Should the source have one again, the
// next import brings it back.
func (l *Library) RetireTx(ctx context.Context, tx *postgres.Tx, articles []uuid.UUID) ([]Imported, error) {
	q := db.New(tx)
	var gone []uuid.UUID
	done := make([]Imported, len(articles))
	for i, id := range articles {
		row, err := q.LockArticle(ctx, db.LockArticleParams{WorkspaceID: tx.Workspace(), ID: id})
		if err = notFound(err); err != nil && !errors.Is(err, ErrNotFound) {
			return nil, err
		}
		done[i] = Imported{Source: row.Source, Article: id, Change: Removed}
		switch {
		case err != nil || Status(row.Status) == StatusArchived:
			continue // gone already
		case row.SourceVersion == nil || *row.SourceVersion != row.Version:
			done[i].Change, done[i].Err = Failed, problem.New(problem.Conflict, "article_edited_since_import")
			continue
		}
		if err := q.SetStatus(ctx, db.SetStatusParams{WorkspaceID: tx.Workspace(), ID: id, Status: string(StatusArchived)}); err != nil {
			return nil, err
		}
		mark := db.MarkImportedParams{WorkspaceID: tx.Workspace(), ID: id, Source: row.Source, SourceHash: []byte{}}
		if err := q.MarkImported(ctx, mark); err != nil {
			return nil, err
		}
		gone = append(gone, id)
	}
	if len(gone) == 0 {
		return done, nil
	}
	if err := showPicturesTx(ctx, tx, gone); err != nil {
		return nil, err
	}
	return done, l.indexTx(ctx, tx, gone, nil)
}

// importer writes one batch.
type importer struct {
	lib         *Library
	tx          *postgres.Tx
	bySource    map[string]db.ArticlesBySourceRow
	collections map[string]uuid.UUID
}

func (i *importer) known(ctx context.Context, articles []Incoming) error {
	q := db.New(i.tx)
	sources := make([]string, len(articles))
	for n, a := range articles {
		sources[n] = a.Source
	}
	rows, err := q.ArticlesBySource(ctx, db.ArticlesBySourceParams{WorkspaceID: i.tx.Workspace(), Sources: sources})
	if err != nil {
		return err
	}
	i.bySource = map[string]db.ArticlesBySourceRow{}
	for _, r := range rows {
		i.bySource[r.Source] = r
	}
	collections, err := q.Collections(ctx, i.tx.Workspace())
	i.collections = map[string]uuid.UUID{}
	for _, c := range collections {
		i.collections[c.Slug] = c.ID
	}
	return err
}

func (i *importer) batch(ctx context.Context, batch []Incoming) ([]Imported, error) {
	stored, err := i.createTogether(ctx, batch)
	if err != nil {
		return nil, err
	}
	done := make([]Imported, len(batch))
	var publish []db.Article
	for n, in := range batch {
		row, change, err := stored[n], Added, error(nil) // what failed before is none of this one's business
		if row == nil {
			if row, change, err = i.one(ctx, in); err != nil && problem.KindOf(err) == problem.Internal {
				return nil, err // ours or the database's, not the article's
			}
		}
		done[n] = Imported{Source: in.Source, Change: change, Err: err}
		if stored[n] = row; row == nil || err != nil {
			continue
		}
		done[n].Article = row.ID
		if !in.Unpublished {
			publish = append(publish, *row)
		}
	}
	if err := i.lib.publishTx(ctx, i.tx, uuid.Nil, publish); err != nil {
		return nil, err
	}
	return done, i.mark(ctx, batch, stored)
}

// one stores an article's working copy. It gives the row to publish, if any.
func (i *importer) one(ctx context.Context, in Incoming) (*db.Article, string, error) {
	have, again := i.bySource[in.Source]
	if again && bytes.Equal(have.SourceHash, in.Hash) {
		return nil, Unchanged, nil
	}
	if again && (have.SourceVersion == nil || *have.SourceVersion != have.Version) {
		return nil, Failed, problem.New(problem.Conflict, "article_edited_since_import")
	}
	var err error
	// Before the savepoint: a collection outlives the failure of its first article.
	if in.Draft.CollectionID, err = i.collection(ctx, in.Collection); err != nil {
		return nil, Failed, err
	}
	id, change := have.ID, Changed
	err = i.savepoint(ctx, func(tx *postgres.Tx) error {
		if again {
			row, err := db.New(tx).LockArticle(ctx, db.LockArticleParams{WorkspaceID: tx.Workspace(), ID: id})
			if err != nil {
				return err
			}
			return saveTx(ctx, tx, row, in.Draft)
		}
		a, err := createTx(ctx, tx, tx.Workspace(), in.Draft)
		id, change = a.ID, Added
		return err
	})
	if err != nil {
		return nil, Failed, err
	}
	row, err := db.New(i.tx).Article(ctx, db.ArticleParams{WorkspaceID: i.tx.Workspace(), ID: id})
	return &row, change, err
}

// savepoint runs f so that its failure leaves the batch's transaction alive.
func (i *importer) savepoint(ctx context.Context, f func(*postgres.Tx) error) error {
	inner, err := i.tx.Begin(ctx)
	if err != nil {
		return err
	}
	tx := *i.tx
	tx.Tx = inner
	if err := f(&tx); err != nil {
		return errors.Join(err, inner.Rollback(ctx))
	}
	return inner.Commit(ctx)
}

func (i *importer) collection(ctx context.Context, name string) (*uuid.UUID, error) {
	slug := markdown.Slug(name)
	if slug == "" {
		return nil, nil
	}
	id, ok := i.collections[slug]
	if !ok {
		c, err := addCollectionTx(ctx, i.tx, Collection{Slug: slug, Title: clip.Runes(name, 200)})
		if err != nil {
			return nil, err
		}
		id = c.ID
		i.collections[slug] = id
	}
	return &id, nil
}
