package knowledge

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge/posting"
)

// Rows go to the database as columns: one statement with arrays takes a tenth of
// the time of one statement a row, and COPY is closed to tables with row-level
// security.

// articleColumns are rows of index_articles.
type articleColumns struct {
	numbers, passages, lengths, passageLengths []int32
	ids                                        []uuid.UUID
	shelves                                    []int16
	terms                                      [][]byte
}

func (c *articleColumns) push(number int32, item indexItem) {
	c.numbers = append(c.numbers, number)
	c.ids = append(c.ids, item.article)
	c.shelves = append(c.shelves, int16(item.shelf))
	c.passages = append(c.passages, int32(len(item.passages)))
	c.lengths = append(c.lengths, item.entry.Length)
	c.passageLengths = append(c.passageLengths, item.entry.PassageLength)
	c.terms = append(c.terms, posting.EncodeIDs(item.entry.Terms))
}

func (c *articleColumns) write(ctx context.Context, w *indexWriter) error {
	_, err := w.tx.Exec(ctx, `
		INSERT INTO index_articles (workspace_id, side, number, article_id, shelf, passages, article_length, passage_length, terms)
		SELECT $1, $9, number, id, shelf, passages, length, passage_length, terms
		FROM unnest($2::int[], $3::uuid[], $4::smallint[], $5::int[], $6::int[], $7::int[], $8::bytea[])
		  AS c (number, id, shelf, passages, length, passage_length, terms)`,
		w.ws, c.numbers, c.ids, c.shelves, c.passages, c.lengths, c.passageLengths, c.terms, w.side)
	return err
}

// chunkColumns are rows of chunks.
type chunkColumns struct {
	ids, articles        []uuid.UUID
	ordinals             []int32
	paths, anchors, text []string
	words                [][]byte
}

// pathJoint stands between the headings of a path; no heading holds it, because a
// heading's white space is folded.
const pathJoint = "\n"

func (c *chunkColumns) push(item indexItem) error {
	for i, p := range item.passages {
		id, err := uuid.NewV7()
		if err != nil {
			return err
		}
		c.ids, c.articles, c.ordinals = append(c.ids, id), append(c.articles, item.article), append(c.ordinals, int32(i))
		c.paths, c.anchors = append(c.paths, strings.Join(p.Path, pathJoint)), append(c.anchors, p.Anchor)
		c.text, c.words = append(c.text, p.Text), append(c.words, posting.EncodeWords(item.entry.Words[i]))
	}
	return nil
}

func (c *chunkColumns) insertTx(ctx context.Context, tx *postgres.Tx) error {
	if len(c.ids) == 0 {
		return nil
	}
	_, err := tx.Exec(ctx, `
		INSERT INTO chunks (workspace_id, id, article_id, ordinal, path, anchor, text, words)
		SELECT $1, id, article, ordinal, string_to_array(path, E'\n'), anchor, text, words
		FROM unnest($2::uuid[], $3::uuid[], $4::int[], $5::text[], $6::text[], $7::text[], $8::bytea[])
		  AS c (id, article, ordinal, path, anchor, text, words)`,
		tx.Workspace(), c.ids, c.articles, c.ordinals, c.paths, c.anchors, c.text, c.words)
	return err
}

// rewrite gives stored passages the words of the present rules.
func (c *chunkColumns) rewriteTx(ctx context.Context, tx *postgres.Tx) error {
	if len(c.ids) == 0 {
		return nil
	}
	_, err := tx.Exec(ctx, `
		UPDATE chunks k SET words = c.words
		FROM unnest($2::uuid[], $3::int[], $4::bytea[]) AS c (article, ordinal, words)
		WHERE k.workspace_id = $1 AND k.article_id = c.article AND k.ordinal = c.ordinal`,
		tx.Workspace(), c.articles, c.ordinals, c.words)
	return err
}

func forgetPassagesTx(ctx context.Context, tx *postgres.Tx, articles []uuid.UUID) error {
	if len(articles) == 0 {
		return nil
	}
	_, err := tx.Exec(ctx, `DELETE FROM chunks WHERE workspace_id = $1 AND article_id = ANY($2)`, tx.Workspace(), articles)
	return err
}

// insertPassagesTx writes the passages of articles that have none.
func insertPassagesTx(ctx context.Context, tx *postgres.Tx, items []indexItem) error {
	var fresh chunkColumns
	for _, item := range items {
		if err := fresh.push(item); err != nil {
			return err
		}
	}
	return fresh.insertTx(ctx, tx)
}

// keepPassagesTx leaves passages that would be written as they are, with their ids
// and vectors, and writes the others. It gives the articles that it cut up anew.
func keepPassagesTx(ctx context.Context, tx *postgres.Tx, items []indexItem) (replaced []indexItem, err error) {
	stored, err := keptTx(ctx, tx, items)
	if err != nil {
		return nil, err
	}
	var changed chunkColumns
	var ids []uuid.UUID
	for _, item := range items {
		switch stored[item.article] {
		case keptNothing:
			replaced, ids = append(replaced, item), append(ids, item.article)
		case keptPassages:
			err = changed.push(item)
		case keptAll: // most of them, where only rules or packing changed
		}
		if err != nil {
			return nil, err
		}
	}
	if err := forgetPassagesTx(ctx, tx, ids); err != nil {
		return nil, err
	}
	if err := changed.rewriteTx(ctx, tx); err != nil {
		return nil, err
	}
	return replaced, insertPassagesTx(ctx, tx, replaced)
}
