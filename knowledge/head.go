package knowledge

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/postgres"
)

// head is what index_heads says of a workspace's index.
type head struct {
	// side is read by searches; the rules and the packing of format wrote it.
	side   side
	format int32
	// building is the format of the other side while it is built, nil otherwise.
	building *int32
	// first and firstBuilding are the numbers that were taken on the two sides.
	first, firstBuilding int32
	// busy says that somebody was building a moment ago.
	busy bool
}

// lockHeadTx takes the lock under which one transaction at a time changes a
// workspace's index, and n article numbers. The setting keeps plans from whole
// tables, as in readShelves.
func lockHeadTx(ctx context.Context, tx *postgres.Tx, n int) (h head, err error) {
	var off string
	err = tx.QueryRow(ctx, `
		INSERT INTO index_heads AS h (workspace_id, next_number, format) VALUES ($1, $2, $3)
		ON CONFLICT (workspace_id) DO UPDATE SET next_number = h.next_number + $2, building_next = h.building_next + $2
		RETURNING next_number - $2, building_next - $2, side, format, building, coalesce(builder_until > now(), false), set_config('enable_seqscan', 'off', true)`,
		tx.Workspace(), n, indexFormat).Scan(&h.first, &h.firstBuilding, &h.side, &h.format, &h.building, &h.busy, &off)
	return h, err
}

// outdated says that a rebuild is due and that nobody is at it: a node of the version
// before takes the job of one that has begun, and has nothing to do.
func (h head) outdated() bool {
	return h.format != indexFormat && (h.building == nil || *h.building == indexFormat) && !h.busy
}

// searched is the side that a search reads and what wrote it: where the old index
// cannot be read, the one that is built already. It is none where neither can.
func (h head) searched() (d side, format int32, ok bool) {
	switch {
	case readable(h.format):
		return h.side, h.format, true
	case h.building != nil && readable(*h.building):
		return h.side.other(), *h.building, true
	}
	return 0, h.format, false
}

// enterTx takes articles out of the sides of an index and puts others in, each side
// as far as this version of the program can write it. What it cannot put in, a
// rebuild takes in.
func (h head) enterTx(ctx context.Context, tx *postgres.Tx, remove []uuid.UUID, add []indexItem) error {
	if readable(h.format) {
		if err := newIndexWriter(tx, h.side, h.first).write(ctx, remove, add); err != nil {
			return err
		}
	}
	switch {
	case h.building == nil:
		return nil
	case *h.building == indexFormat:
		return wrap("enter what is built", newIndexWriter(tx, h.side.other(), h.firstBuilding).write(ctx, remove, add))
	case readable(*h.building):
		// Another version's: it takes in again what it finds missing.
		return wrap("leave what is built", newIndexWriter(tx, h.side.other(), h.firstBuilding).write(ctx, remove, nil))
	}
	_, err := tx.Exec(ctx, `DELETE FROM index_articles WHERE workspace_id = $1 AND side = $2 AND article_id = ANY($3)`, tx.Workspace(), h.side.other(), remove)
	return wrap("leave what is built", err)
}

// builderLease is how long a builder that says nothing more is taken for being at
// work. Two of them do harm to nothing but the pace.
const builderLease = 10 * time.Second

// claimBuild reserves the building of an index: due says whether anything is to be
// done, mine that nobody else is at it.
func (l *Library) claimBuild(ctx context.Context, ws uuid.UUID) (due, mine bool, err error) {
	err = l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		err := tx.QueryRow(ctx, `
			SELECT EXISTS (SELECT FROM index_heads WHERE workspace_id = $1 AND (format <> $2 OR building IS NOT NULL))
			  OR EXISTS (SELECT FROM index_heads h, index_articles i WHERE h.workspace_id = $1 AND i.workspace_id = $1 AND i.side = 1 - h.side)`, ws, indexFormat).Scan(&due)
		if err != nil || !due {
			return err
		}
		tag, err := tx.Exec(ctx, `
			UPDATE index_heads SET builder_until = now() + $2::interval
			WHERE workspace_id = $1 AND (builder_until IS NULL OR builder_until < now())`, ws, builderLease)
		mine = tag.RowsAffected() == 1
		return err
	})
	return due, mine, wrap("claim rebuild", err)
}

// releaseBuild lets the next one go on at once.
func (l *Library) releaseBuild(ctx context.Context, ws uuid.UUID) error {
	return wrap("release rebuild", l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE index_heads SET builder_until = NULL WHERE workspace_id = $1`, ws)
		return err
	}))
}
