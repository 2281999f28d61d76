package knowledge

import (
	"context"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/postgres"
)

// Passages gives all passages of articles that are published, by article, in
// their order. Search names the passages that fit a question's words best; who
// answers from an article reads on in it, because the answer often stands under
// the next heading. Scores are 0.
func (l *Library) Passages(ctx context.Context, ws uuid.UUID, articles []uuid.UUID) (out map[uuid.UUID][]Passage, err error) {
	err = l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		out, err = passagesTx(ctx, tx, articles)
		return err
	})
	return out, wrap("read passages", err)
}

func passagesTx(ctx context.Context, tx *postgres.Tx, articles []uuid.UUID) (map[uuid.UUID][]Passage, error) {
	rows, err := tx.Query(ctx, `
		SELECT c.article_id, c.id, c.ordinal, c.path, c.anchor, c.text
		FROM unnest($2::uuid[]) AS w (id)
		CROSS JOIN LATERAL (SELECT * FROM chunks c WHERE c.workspace_id = $1 AND c.article_id = w.id OFFSET 0) c
		ORDER BY c.article_id, c.ordinal`, tx.Workspace(), articles)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := make(map[uuid.UUID][]Passage, len(articles))
	for rows.Next() {
		var article uuid.UUID
		var p Passage
		if err := rows.Scan(&article, &p.ChunkID, &p.Ordinal, &p.Path, &p.Anchor, &p.Text); err != nil {
			return nil, err
		}
		out[article] = append(out[article], p)
	}
	return out, rows.Err()
}
