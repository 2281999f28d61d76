package knowledge

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/files"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge/internal/db"
	"github.com/firstlinehq/firstline/knowledge/markdown"
)

// FilesOf is where a workspace's kept pictures are served; see [Links].
func FilesOf(ws uuid.UUID) string { return markdown.FilePath + ws.String() + "/" }

// usePicturesTx notes which pictures a working copy shows. Those that it showed
// before stay noted: a revision may still hold them.
func usePicturesTx(ctx context.Context, tx *postgres.Tx, article uuid.UUID, body string) error {
	return files.UseTx(ctx, tx, files.Article, article, markdown.Pictures(body))
}

// showPicturesTx opens to anybody the pictures of what is published of articles,
// where anybody may read it, and closes their others.
func showPicturesTx(ctx context.Context, tx *postgres.Tx, articles []uuid.UUID) error {
	if err := files.ReleaseTx(ctx, tx, files.Public, articles); err != nil {
		return err
	}
	rows, err := tx.Query(ctx, `
		SELECT a.id, r.body FROM articles a
		JOIN revisions r ON r.workspace_id = $1 AND r.article_id = a.id AND r.number = a.published_revision
		WHERE a.workspace_id = $1 AND a.id = ANY($2) AND a.status = 'published' AND a.audience = 'public'
		  AND position($3 IN r.body) > 0`, tx.Workspace(), articles, markdown.FilePath)
	if err != nil {
		return err
	}
	shown := map[uuid.UUID][]uuid.UUID{}
	var id uuid.UUID
	var body string
	if _, err := pgx.ForEachRow(rows, []any{&id, &body}, func() error {
		shown[id] = markdown.Pictures(body)
		return nil
	}); err != nil {
		return err
	}
	return openPicturesTx(ctx, tx, shown)
}

// showPublishedTx is showPicturesTx for working copies that are being published, whose
// texts need not be read again.
func showPublishedTx(ctx context.Context, tx *postgres.Tx, rows []db.Article) error {
	ids, shown := make([]uuid.UUID, len(rows)), map[uuid.UUID][]uuid.UUID{}
	for i, row := range rows {
		if ids[i] = row.ID; Audience(row.Audience) == Public {
			shown[row.ID] = markdown.Pictures(row.Body)
		}
	}
	if err := files.ReleaseTx(ctx, tx, files.Public, ids); err != nil {
		return err
	}
	return openPicturesTx(ctx, tx, shown)
}

func openPicturesTx(ctx context.Context, tx *postgres.Tx, shown map[uuid.UUID][]uuid.UUID) error {
	for article, pictures := range shown {
		if err := files.UseTx(ctx, tx, files.Public, article, pictures); err != nil {
			return err
		}
	}
	return nil
}
