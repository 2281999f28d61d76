package knowledge

import (
	"context"
	"fmt"
	"runtime"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge/internal/db"
	"github.com/firstlinehq/firstline/knowledge/markdown"
	"github.com/firstlinehq/firstline/knowledge/rank"
)

// Publish makes the working copy at version base what visitors read and search
// finds, as a new revision by an agent. When it returns, the next search has it.
func (l *Library) Publish(ctx context.Context, ws, by, id uuid.UUID, base int) (Article, error) {
	return l.change(ctx, "publish", ws, id, base, func(tx *postgres.Tx, row db.Article) error {
		return l.publishTx(ctx, tx, by, []db.Article{row})
	})
}

// publishTx publishes the working copies of articles of one workspace.
func (l *Library) publishTx(ctx context.Context, tx *postgres.Tx, by uuid.UUID, rows []db.Article) error {
	items, err := newIndexItems(rows)
	if err != nil {
		return err
	}
	if err := reviseTx(ctx, tx, by, rows); err != nil {
		return fmt.Errorf("revise: %w", err)
	}
	if err := showPublishedTx(ctx, tx, rows); err != nil {
		return fmt.Errorf("show pictures: %w", err)
	}
	return l.indexTx(ctx, tx, nil, items)
}

// reviseTx makes the working copies the next revisions, in one statement however
// many there are.
func reviseTx(ctx context.Context, tx *postgres.Tx, by uuid.UUID, rows []db.Article) error {
	ids, titles, bodies := make([]uuid.UUID, len(rows)), make([]string, len(rows)), make([]string, len(rows))
	for i, row := range rows {
		ids[i], titles[i], bodies[i] = row.ID, row.Title, row.Body
	}
	var author *uuid.UUID
	if by != uuid.Nil {
		author = &by
	}
	_, err := tx.Exec(ctx, `
		WITH made AS (
		  INSERT INTO revisions (workspace_id, article_id, number, title, body, author_id)
		  SELECT $1, w.id, n.next, w.title, w.body, $5
		  FROM unnest($2::uuid[], $3::text[], $4::text[]) AS w (id, title, body)
		  CROSS JOIN LATERAL (SELECT coalesce(max(number), 0) + 1 AS next FROM revisions r
		    WHERE r.workspace_id = $1 AND r.article_id = w.id OFFSET 0) n
		  RETURNING article_id, number)
		UPDATE articles a SET status = 'published', published_version = version + 1, version = version + 1,
		  published_revision = made.number, published_at = app_now(), updated_at = app_now()
		FROM made WHERE a.workspace_id = $1 AND a.id = made.article_id`, tx.Workspace(), ids, titles, bodies, author)
	return err
}

// Archive takes an article from visitors and search; its revisions stay, and
// publishing brings it back.
func (l *Library) Archive(ctx context.Context, ws, id uuid.UUID, base int) (Article, error) {
	return l.change(ctx, "archive", ws, id, base, func(tx *postgres.Tx, _ db.Article) error {
		if err := db.New(tx).SetStatus(ctx, db.SetStatusParams{WorkspaceID: ws, ID: id, Status: string(StatusArchived)}); err != nil {
			return err
		}
		if err := showPicturesTx(ctx, tx, []uuid.UUID{id}); err != nil {
			return err
		}
		return l.indexTx(ctx, tx, []uuid.UUID{id}, nil)
	})
}

// newIndexItems takes articles apart, on all processors: it is half the work of
// indexing them.
func newIndexItems(rows []db.Article) ([]indexItem, error) {
	items := make([]indexItem, len(rows))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, row := range rows {
		group.Go(func() (err error) {
			items[i], err = newIndexItem(row)
			return err
		})
	}
	return items, group.Wait()
}

func newIndexItem(row db.Article) (indexItem, error) {
	passages, err := markdown.Split(row.Body)
	if err != nil {
		return indexItem{}, err
	}
	if len(passages) == 0 {
		passages = []markdown.Passage{{}}
	}
	forRank := make([]rank.Passage, len(passages))
	for i, p := range passages {
		forRank[i] = rank.Passage{Path: p.Path, Text: p.Text}
	}
	return indexItem{
		article: row.ID, revision: row.PublishedRevision, shelf: shelfOf(row.Lang, Audience(row.Audience), row.ForBot),
		passages: passages, entry: rank.NewEntry(row.Title, forRank),
	}, nil
}
