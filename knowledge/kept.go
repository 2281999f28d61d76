package knowledge

import (
	"bytes"
	"context"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge/markdown"
	"github.com/firstlinehq/firstline/knowledge/posting"
)

// kept says how much of an article's stored passages is as it would be written.
type kept int

const (
	keptNothing  kept = iota
	keptPassages      // with their ids and vectors, but for their words
	keptAll
)

// keptTx compares the stored passages of articles with what they would be written as.
func keptTx(ctx context.Context, tx *postgres.Tx, items []indexItem) (map[uuid.UUID]kept, error) {
	ids := make([]uuid.UUID, len(items))
	for i, item := range items {
		ids[i] = item.article
	}
	rows, err := tx.Query(ctx, `
		SELECT c.article_id, c.path, c.anchor, c.text, c.words
		FROM unnest($2::uuid[]) AS a (id)
		CROSS JOIN LATERAL (SELECT * FROM chunks c WHERE c.workspace_id = $1 AND c.article_id = a.id OFFSET 0) c
		ORDER BY c.article_id, c.ordinal`, tx.Workspace(), ids)
	if err != nil {
		return nil, err
	}
	stored := map[uuid.UUID][]storedPassage{}
	var article uuid.UUID
	var p storedPassage
	_, err = pgx.ForEachRow(rows, []any{&article, &p.Path, &p.Anchor, &p.Text, &p.words}, func() error {
		stored[article] = append(stored[article], p)
		p = storedPassage{}
		return nil
	})
	out := make(map[uuid.UUID]kept, len(items))
	for _, item := range items {
		out[item.article] = item.keptOf(stored[item.article])
	}
	return out, err
}

// storedPassage is a passage as the database has it.
type storedPassage struct {
	markdown.Passage
	words []byte
}

func (i indexItem) keptOf(stored []storedPassage) kept {
	if len(stored) != len(i.passages) {
		return keptNothing
	}
	out := keptAll
	for n, p := range i.passages {
		s := stored[n]
		if s.Text != p.Text || s.Anchor != p.Anchor || !slices.Equal(s.Path, p.Path) {
			return keptNothing
		}
		if !bytes.Equal(s.words, posting.EncodeWords(i.entry.Words[n])) {
			out = keptPassages
		}
	}
	return out
}
