package knowledge

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// keyColumns are rows of postings, as arrays for unnest.
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

// groupColumns are rows of posting_groups.
type groupColumns struct {
	parts, shelf []int16
	blocks       []int32
	data         [][]byte
}

func (c *groupColumns) push(g groupKey, data []byte) {
	c.parts = append(c.parts, g.part)
	c.shelf = append(c.shelf, int16(g.shelf))
	c.blocks = append(c.blocks, g.block)
	c.data = append(c.data, data)
}

// blockColumns are the rows that a part of an index's changes comes to.
type blockColumns struct {
	put, gone             keyColumns
	putGroups, goneGroups groupColumns
}

// write sends them in one round trip. Rows of a fresh index have no rivals to look
// for.
func (c *blockColumns) write(ctx context.Context, w *indexWriter) error {
	replace := ` ON CONFLICT (workspace_id, term, shelf, block) DO UPDATE SET entries = EXCLUDED.entries`
	replaceGroup := ` ON CONFLICT (workspace_id, part, shelf, block) DO UPDATE SET entries = EXCLUDED.entries`
	if w.fresh {
		replace, replaceGroup = "", ""
	}
	batch := &pgx.Batch{}
	if len(c.put.terms) > 0 {
		batch.Queue(`
			INSERT INTO postings (workspace_id, term, shelf, block, entries)
			SELECT $1, * FROM unnest($2::int[], $3::smallint[], $4::int[], $5::bytea[])`+replace,
			w.ws, c.put.terms, c.put.shelf, c.put.blocks, c.put.data)
	}
	if len(c.putGroups.parts) > 0 {
		batch.Queue(`
			INSERT INTO posting_groups (workspace_id, part, shelf, block, entries)
			SELECT $1, * FROM unnest($2::smallint[], $3::smallint[], $4::int[], $5::bytea[])`+replaceGroup,
			w.ws, c.putGroups.parts, c.putGroups.shelf, c.putGroups.blocks, c.putGroups.data)
	}
	if len(c.gone.terms) > 0 {
		batch.Queue(`
			DELETE FROM postings p USING unnest($2::int[], $3::smallint[], $4::int[]) AS g (term, shelf, block)
			WHERE p.workspace_id = $1 AND p.term = g.term AND p.shelf = g.shelf AND p.block = g.block`,
			w.ws, c.gone.terms, c.gone.shelf, c.gone.blocks)
	}
	if len(c.goneGroups.parts) > 0 {
		batch.Queue(`
			DELETE FROM posting_groups p USING unnest($2::smallint[], $3::smallint[], $4::int[]) AS g (part, shelf, block)
			WHERE p.workspace_id = $1 AND p.part = g.part AND p.shelf = g.shelf AND p.block = g.block`,
			w.ws, c.goneGroups.parts, c.goneGroups.shelf, c.goneGroups.blocks)
	}
	return w.tx.SendBatch(ctx, batch).Close()
}
