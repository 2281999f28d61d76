package knowledge

import (
	"cmp"
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/knowledge/posting"
)

// blockKey names a term's articles in one block of a shelf.
type blockKey struct {
	term  int32
	shelf shelf
	block int32
}

// groupKey names the row that holds a block's rarer terms of one part.
type groupKey struct {
	part  int16
	shelf shelf
	block int32
}

func (k blockKey) group() groupKey { return groupKey{posting.Part(k.term), k.shelf, k.block} }

// blockChange is what happens to a term's articles in a block.
type blockChange struct {
	drop   []int32
	add    []posting.Article
	coming int // how many will be added
}

// apply gives the articles of a block after the change; empty when none are left.
func (c *blockChange) apply(packed []byte) ([]byte, error) {
	if len(packed) == 0 {
		return posting.Encode(c.add), nil // numbers are given out in order
	}
	entries, err := posting.Decode(packed, nil)
	if err != nil {
		return nil, err
	}
	entries = slices.DeleteFunc(entries, func(a posting.Article) bool { return slices.Contains(c.drop, a.Number) })
	entries = append(entries, c.add...)
	slices.SortFunc(entries, func(a, b posting.Article) int { return int(a.Number - b.Number) })
	return posting.Encode(entries), nil
}

// groupChange is a row of posting_groups and what happens to its terms.
type groupChange struct {
	key     groupKey
	changed []blockKey // ascending by term
	stored  bool
	entries []posting.Entry
}

// groupBatch is how many rows of groups are changed at once, which bounds the
// memory that an import takes.
const groupBatch = 2000

// writeBlocks reads the rows of postings that change, changes and writes them.
func (w *indexWriter) writeBlocks(ctx context.Context) error {
	keys := make([]blockKey, 0, len(w.blocks))
	for k := range w.blocks {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b blockKey) int {
		return cmp.Or(cmp.Compare(posting.Part(a.term), posting.Part(b.term)), cmp.Compare(a.shelf, b.shelf), cmp.Compare(a.block, b.block), cmp.Compare(a.term, b.term))
	})
	var groups []groupChange
	for _, k := range keys {
		if n := len(groups); n == 0 || groups[n-1].key != k.group() {
			groups = append(groups, groupChange{key: k.group()})
		}
		last := &groups[len(groups)-1]
		last.changed = append(last.changed, k)
	}
	for part := range slices.Chunk(groups, groupBatch) {
		if err := w.writeGroups(ctx, part); err != nil {
			return err
		}
	}
	return nil
}

func (w *indexWriter) writeGroups(ctx context.Context, groups []groupChange) error {
	own := map[blockKey][]byte{}
	if !w.fresh {
		if err := w.readGroups(ctx, groups); err != nil {
			return err
		}
		if err := w.readOwn(ctx, groups, own); err != nil {
			return err
		}
	}
	var out blockColumns
	for i := range groups {
		if err := w.change(&groups[i], own, &out); err != nil {
			return err
		}
	}
	return out.write(ctx, w)
}

// change applies what happens to a group's terms, and adds the rows to out.
func (w *indexWriter) change(g *groupChange, own map[blockKey][]byte, out *blockColumns) error {
	for _, k := range g.changed {
		at, found := slices.BinarySearchFunc(g.entries, k.term, func(e posting.Entry, id int32) int { return cmp.Compare(e.ID, id) })
		var old []byte
		if found {
			old = g.entries[at].Packed
		}
		apart := found && len(old) == 0
		if apart {
			old = own[k]
		}
		packed, err := w.blocks[k].apply(old)
		if err != nil {
			return err
		}
		left := len(packed) > 0
		switch {
		case apart && !left:
			out.gone.push(k, nil)
		case apart || len(packed) > posting.GroupLimit:
			// Once apart, always apart: a term at the border does not move at every edit.
			out.put.push(k, packed)
			packed = nil
		}
		switch {
		case !left && found:
			g.entries = slices.Delete(g.entries, at, at+1)
		case found:
			g.entries[at].Packed = packed
		case left:
			g.entries = slices.Insert(g.entries, at, posting.Entry{ID: k.term, Packed: packed})
		}
	}
	if len(g.entries) > 0 {
		out.putGroups.push(g.key, posting.EncodeGroup(g.entries))
	} else if g.stored {
		out.goneGroups.push(g.key, nil)
	}
	return nil
}

// readGroups looks each row up by its key. LATERAL with a limit leaves the
// planner no choice: on tables that are filling up it has no statistics, and
// would read all of them for every part.
func (w *indexWriter) readGroups(ctx context.Context, groups []groupChange) error {
	var want groupColumns
	at := make(map[groupKey]*groupChange, len(groups))
	for i := range groups {
		want.push(groups[i].key, nil)
		at[groups[i].key] = &groups[i]
	}
	rows, err := w.tx.Query(ctx, `
		SELECT p.part, p.shelf, p.block, p.entries
		FROM unnest($2::smallint[], $3::smallint[], $4::int[]) AS g (part, shelf, block)
		CROSS JOIN LATERAL (SELECT * FROM posting_groups p
		  WHERE p.workspace_id = $1 AND p.part = g.part AND p.shelf = g.shelf AND p.block = g.block LIMIT 1) p`,
		w.ws, want.parts, want.shelf, want.blocks)
	if err != nil {
		return err
	}
	var k groupKey
	var packed []byte
	_, err = pgx.ForEachRow(rows, []any{&k.part, &k.shelf, &k.block, &packed}, func() error {
		g := at[k]
		g.stored = true
		g.entries, err = posting.DecodeGroup(packed)
		return err
	})
	return err
}

// readOwn reads the rows of terms that change and have one of their own.
func (w *indexWriter) readOwn(ctx context.Context, groups []groupChange, into map[blockKey][]byte) error {
	var want keyColumns
	for _, g := range groups {
		apart := map[int32]bool{}
		for _, e := range g.entries {
			apart[e.ID] = len(e.Packed) == 0
		}
		for _, k := range g.changed {
			if apart[k.term] {
				want.push(k, nil)
			}
		}
	}
	if len(want.terms) == 0 {
		return nil
	}
	rows, err := w.tx.Query(ctx, `
		SELECT p.term, p.shelf, p.block, p.entries
		FROM unnest($2::int[], $3::smallint[], $4::int[]) AS g (term, shelf, block)
		CROSS JOIN LATERAL (SELECT * FROM postings p
		  WHERE p.workspace_id = $1 AND p.term = g.term AND p.shelf = g.shelf AND p.block = g.block LIMIT 1) p`,
		w.ws, want.terms, want.shelf, want.blocks)
	if err != nil {
		return err
	}
	var k blockKey
	var packed []byte
	_, err = pgx.ForEachRow(rows, []any{&k.term, &k.shelf, &k.block, &packed}, func() error {
		into[k] = packed
		return nil
	})
	return err
}
