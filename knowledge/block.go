package knowledge

import (
	"cmp"
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/knowledge/posting"
)

// keyColumns are the keys of postings rows, as arrays for unnest.
type keyColumns struct {
	terms  []int32
	shelf  []int16
	blocks []int32
	data   [][]byte
}

func (k *keyColumns) push(b blockKey, data []byte) {
	k.terms = append(k.terms, b.term)
	k.shelf = append(k.shelf, int16(b.shelf))
	k.blocks = append(k.blocks, b.block)
	k.data = append(k.data, data)
}

// writeBlocks reads the rows of postings that change, changes and writes them.
func (w *indexWriter) writeBlocks(ctx context.Context) error {
	keys := make([]blockKey, 0, len(w.blocks))
	for k := range w.blocks {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b blockKey) int {
		return cmp.Or(cmp.Compare(a.term, b.term), cmp.Compare(a.shelf, b.shelf), cmp.Compare(a.block, b.block))
	})
	// Parts keep the arrays, and with them the memory of an import, bounded.
	for part := range slices.Chunk(keys, 5000) {
		if err := w.writePart(ctx, part); err != nil {
			return err
		}
	}
	return nil
}

func (w *indexWriter) writePart(ctx context.Context, keys []blockKey) error {
	var want, put, gone keyColumns
	for _, k := range keys {
		want.push(k, nil)
	}
	have, err := w.readBlocks(ctx, want)
	if err != nil {
		return err
	}
	for _, k := range keys {
		packed, err := w.blocks[k].apply(have[k])
		switch {
		case err != nil:
			return err
		case len(packed) > 0:
			put.push(k, packed)
		case have[k] != nil:
			gone.push(k, nil)
		}
	}
	batch := &pgx.Batch{}
	batch.Queue(`
		INSERT INTO postings (workspace_id, term, shelf, block, entries)
		SELECT $1, * FROM unnest($2::int[], $3::smallint[], $4::int[], $5::bytea[])
		ON CONFLICT (workspace_id, term, shelf, block) DO UPDATE SET entries = EXCLUDED.entries`,
		w.ws, put.terms, put.shelf, put.blocks, put.data)
	batch.Queue(`
		DELETE FROM postings p USING unnest($2::int[], $3::smallint[], $4::int[]) AS g (term, shelf, block)
		WHERE p.workspace_id = $1 AND p.term = g.term AND p.shelf = g.shelf AND p.block = g.block`,
		w.ws, gone.terms, gone.shelf, gone.blocks)
	return w.tx.SendBatch(ctx, batch).Close()
}

// readBlocks looks each row up by its key. LATERAL with a limit leaves the
// planner no choice: on tables that are filling up it has no statistics, and
// would read all postings for every part.
func (w *indexWriter) readBlocks(ctx context.Context, want keyColumns) (map[blockKey][]byte, error) {
	rows, err := w.tx.Query(ctx, `
		SELECT p.term, p.shelf, p.block, p.entries
		FROM unnest($2::int[], $3::smallint[], $4::int[]) AS g (term, shelf, block)
		CROSS JOIN LATERAL (SELECT * FROM postings p
		  WHERE p.workspace_id = $1 AND p.term = g.term AND p.shelf = g.shelf AND p.block = g.block LIMIT 1) p`,
		w.ws, want.terms, want.shelf, want.blocks)
	if err != nil {
		return nil, err
	}
	out := map[blockKey][]byte{}
	var k blockKey
	var packed []byte
	_, err = pgx.ForEachRow(rows, []any{&k.term, &k.shelf, &k.block, &packed}, func() error {
		out[k] = slices.Clone(packed)
		return nil
	})
	return out, err
}

// apply gives the entries of a block after the change; empty when none are left.
func (c *blockChange) apply(packed []byte) ([]byte, error) {
	entries, err := posting.Decode(packed, nil)
	if err != nil {
		return nil, err
	}
	entries = slices.DeleteFunc(entries, func(a posting.Article) bool { return c.drop[a.Number] })
	entries = append(entries, c.add...)
	slices.SortFunc(entries, func(a, b posting.Article) int { return int(a.Number - b.Number) })
	return posting.Encode(entries), nil
}
