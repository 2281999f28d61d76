package knowledge

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge/internal/db"
)

// CreateArticle adds an article as a draft. A slug made from the title gets a
// number if it is taken; a slug that the editor chose is a conflict then.
func (l *Library) CreateArticle(ctx context.Context, ws uuid.UUID, d Draft) (Article, error) {
	var out Article
	err := l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		var err error
		out, err = createTx(ctx, tx, ws, d)
		return err
	})
	return out, wrap("create article", err)
}

// CreateArticleTx is [Library.CreateArticle] in the caller's transaction.
func CreateArticleTx(ctx context.Context, tx *postgres.Tx, d Draft) (Article, error) {
	out, err := createTx(ctx, tx, tx.Workspace(), d)
	return out, wrap("create article", err)
}

func createTx(ctx context.Context, tx *postgres.Tx, ws uuid.UUID, d Draft) (Article, error) {
	chosen, own := d.Slug != "", d.Key == ""
	d, err := d.settle()
	if err != nil {
		return Article{}, err
	}
	if !chosen {
		if d.Slug, err = freeSlugTx(ctx, tx, ws, d); err != nil {
			return Article{}, err
		}
		if own {
			d.Key = d.Slug
		}
	}
	id, err := uuid.NewV7()
	if err != nil {
		return Article{}, err
	}
	q := db.New(tx)
	err = q.InsertArticle(ctx, db.InsertArticleParams{
		WorkspaceID: ws, ID: id, CollectionID: d.CollectionID, Key: d.Key, Lang: d.Lang, Slug: d.Slug, Title: d.Title, Body: d.Body,
		Audience: string(d.Audience), ForBot: !d.NotForBot, OwnerID: d.OwnerID, ReviewBy: day(d.ReviewBy),
	})
	if err != nil {
		return Article{}, taken(err, d)
	}
	if err := usePicturesTx(ctx, tx, id, d.Body); err != nil {
		return Article{}, err
	}
	row, err := q.Article(ctx, db.ArticleParams{WorkspaceID: ws, ID: id})
	return articleOf(row), err
}

// freeSlugTx finds a slug that no article of the language has.
func freeSlugTx(ctx context.Context, tx *postgres.Tx, ws uuid.UUID, d Draft) (string, error) {
	var slug string
	err := tx.QueryRow(ctx, `
		SELECT s FROM (SELECT CASE n WHEN 1 THEN $3 ELSE left($3, 280) || '-' || n END AS s, n FROM generate_series(1, 1000) n) c
		WHERE NOT EXISTS (SELECT FROM articles a WHERE a.workspace_id = $1 AND a.lang = $2 AND a.slug = c.s)
		  AND NOT EXISTS (SELECT FROM articles a WHERE a.workspace_id = $1 AND a.lang = $2 AND a.key = c.s)
		ORDER BY n LIMIT 1`, ws, d.Lang, d.Slug).Scan(&slug)
	return slug, err
}

// taken tells which name of an article is in use.
func taken(err error, d Draft) error {
	switch {
	case postgres.IsUnique(err, "articles_slug_key"):
		return problem.Wrap(err, problem.Conflict, "article_slug_taken", "slug", d.Slug)
	case postgres.IsUnique(err, "articles_key_key"):
		return problem.Wrap(err, problem.Conflict, "article_translation_exists")
	}
	return err
}

// SaveDraft replaces an article's working copy if it is still at version base;
// [ErrConflict] otherwise. Visitors go on reading what is published.
func (l *Library) SaveDraft(ctx context.Context, ws, id uuid.UUID, base int, d Draft) (Article, error) {
	return l.change(ctx, "save draft", ws, id, base, func(tx *postgres.Tx, row db.Article) error {
		return saveTx(ctx, tx, row, d)
	})
}

func saveTx(ctx context.Context, tx *postgres.Tx, row db.Article, d Draft) error {
	if d.Slug == "" {
		d.Slug = row.Slug
	}
	if d.Key == "" {
		d.Key = row.Key
	}
	d, err := d.settle()
	if err != nil {
		return err
	}
	_, err = db.New(tx).UpdateArticle(ctx, db.UpdateArticleParams{
		WorkspaceID: row.WorkspaceID, ID: row.ID, CollectionID: d.CollectionID, Key: d.Key, Lang: d.Lang, Slug: d.Slug, Title: d.Title,
		Body: d.Body, Audience: string(d.Audience), ForBot: !d.NotForBot, OwnerID: d.OwnerID, ReviewBy: day(d.ReviewBy),
	})
	if err != nil {
		return taken(err, d)
	}
	if err := usePicturesTx(ctx, tx, row.ID, d.Body); err != nil {
		return err
	}
	if string(d.Audience) == row.Audience {
		return nil
	}
	return showPicturesTx(ctx, tx, []uuid.UUID{row.ID}) // who may read it holds at once
}

// SubmitForReview asks the other knowledge managers to read a draft.
func (l *Library) SubmitForReview(ctx context.Context, ws, id uuid.UUID, base int) (Article, error) {
	return l.change(ctx, "submit for review", ws, id, base, func(tx *postgres.Tx, row db.Article) error {
		if Status(row.Status) == StatusPublished {
			return problem.New(problem.Conflict, "article_is_published")
		}
		return db.New(tx).SetStatus(ctx, db.SetStatusParams{WorkspaceID: ws, ID: id, Status: string(StatusReview)})
	})
}

// change runs do on a locked article that is still at version base and gives
// what became of it.
func (l *Library) change(ctx context.Context, op string, ws, id uuid.UUID, base int, do func(*postgres.Tx, db.Article) error) (Article, error) {
	var out Article
	err := l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		q := db.New(tx)
		row, err := q.LockArticle(ctx, db.LockArticleParams{WorkspaceID: ws, ID: id})
		if err != nil {
			return notFound(err)
		}
		if int(row.Version) != base {
			return ErrConflict
		}
		if err := do(tx, row); err != nil {
			return err
		}
		row, err = q.Article(ctx, db.ArticleParams{WorkspaceID: ws, ID: id})
		out = articleOf(row)
		return err
	})
	if err != nil {
		return Article{}, fmt.Errorf("%s %s: %w", op, id, err)
	}
	return out, nil
}
