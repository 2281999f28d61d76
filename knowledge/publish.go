package knowledge

import (
	"context"

	"github.com/google/uuid"

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
	var items []indexItem
	for _, row := range rows {
		item, err := newIndexItem(row)
		if err != nil {
			return err
		}
		items = append(items, item)
	}
	for _, row := range rows {
		if err := reviseTx(ctx, tx, by, row); err != nil {
			return err
		}
	}
	return l.indexTx(ctx, tx, nil, items)
}

func reviseTx(ctx context.Context, tx *postgres.Tx, by uuid.UUID, row db.Article) error {
	q := db.New(tx)
	number, err := q.NextRevision(ctx, db.NextRevisionParams{WorkspaceID: row.WorkspaceID, ArticleID: row.ID})
	if err != nil {
		return err
	}
	rev := db.InsertRevisionParams{WorkspaceID: row.WorkspaceID, ArticleID: row.ID, Number: number, Title: row.Title, Body: row.Body}
	if by != uuid.Nil {
		rev.AuthorID = &by
	}
	if err := q.InsertRevision(ctx, rev); err != nil {
		return err
	}
	return q.MarkPublished(ctx, db.MarkPublishedParams{WorkspaceID: row.WorkspaceID, ID: row.ID, PublishedRevision: &number})
}

// Archive takes an article from visitors and search; its revisions stay, and
// publishing brings it back.
func (l *Library) Archive(ctx context.Context, ws, id uuid.UUID, base int) (Article, error) {
	return l.change(ctx, "archive", ws, id, base, func(tx *postgres.Tx, _ db.Article) error {
		if err := db.New(tx).SetStatus(ctx, db.SetStatusParams{WorkspaceID: ws, ID: id, Status: string(StatusArchived)}); err != nil {
			return err
		}
		return l.indexTx(ctx, tx, []uuid.UUID{id}, nil)
	})
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
		article: row.ID, shelf: shelfOf(row.Lang, Audience(row.Audience), row.ForBot),
		passages: passages, entry: rank.NewEntry(row.Title, forRank),
	}, nil
}
