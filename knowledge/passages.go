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
func (l *Library) Passages(ctx context.Context, ws uuid.UUID, articles []uuid.UUID) (map[uuid.UUID][]Passage, error) {
	out := make(map[uuid.UUID][]Passage, len(articles))
	err := l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		clear(out)
		rows, err := tx.Query(ctx, `
			SELECT c.article_id, c.id, c.ordinal, c.path, c.anchor, c.text
			FROM unnest($2::uuid[]) AS w (id)
			CROSS JOIN LATERAL (SELECT * FROM chunks c WHERE c.workspace_id = $1 AND c.article_id = w.id OFFSET 0) c
			ORDER BY c.article_id, c.ordinal`, ws, articles)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var article uuid.UUID
			var p Passage
			if err := rows.Scan(&article, &p.ChunkID, &p.Ordinal, &p.Path, &p.Anchor, &p.Text); err != nil {
				return err
			}
			out[article] = append(out[article], p)
		}
		return rows.Err()
	})
	return out, wrap("read passages", err)
}
