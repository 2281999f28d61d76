package knowledge

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge/posting"
	"github.com/firstlinehq/firstline/knowledge/token"
)

// indexFormat names how an index is written: the packing of its rows in the high
// bits, the rules that made its terms in the low ones. An index of other rules can
// be read and finds nearly as much; one of another packing cannot.
const indexFormat = posting.Version<<8 | token.Version

// ErrIndexRebuilding says that a workspace's index is of another version of the
// program and is being built anew.
var ErrIndexRebuilding = problem.New(problem.Unavailable, "index_rebuilding")

// readable reports whether an index of a format can be searched.
func readable(format int32) bool { return format>>8 == posting.Version }

// staleError puts the reason for damaged postings in their place: they are not
// damaged if they are of another version.
func staleError(format int32, err error) error {
	if errors.Is(err, posting.ErrDamaged) && format != indexFormat {
		return ErrIndexRebuilding
	}
	return err
}

// RebuildIndex builds a workspace's index anew if another version of the program
// wrote it, and says whether it did. It builds beside the old one, in transactions of
// a second, and has search read the new one at the end: one that is cut off goes on
// where it was. Meanwhile search reads the old index, or where it cannot, what is
// built already, and answers [ErrIndexRebuilding] where that does not suffice;
// publications enter both. Passages that stay as they are keep their ids and vectors.
func (l *Library) RebuildIndex(ctx context.Context, ws uuid.UUID) (done bool, err error) {
	_, done, err = l.rebuildUntil(ctx, ws, time.Time{})
	return done, err
}

// rebuildUntil works on a rebuild until a time; the zero time is never. more says
// that something is left, done that the new index serves.
func (l *Library) rebuildUntil(ctx context.Context, ws uuid.UUID, until time.Time) (more, done bool, err error) {
	b, err := l.beginBuild(ctx, ws)
	if err != nil {
		return false, false, wrap("begin rebuild", err)
	}
	if b == nil {
		return false, false, nil
	}
	for !done {
		more, err = b.pass(ctx, until)
		if errors.Is(err, errBuildOver) {
			return true, false, nil
		}
		if err != nil || more {
			return more, false, wrap("rebuild index", err)
		}
		if done, err = b.swap(ctx); err != nil {
			return false, false, wrap("swap index", err)
		}
	}
	return false, true, wrap("clear old index", l.clearSide(ctx, ws, b.side.other()))
}

// beginBuild gives the build of a workspace's index that is due: the one that was
// begun, or a new one. It gives nil where none is, and clears then what a swap may
// have left.
func (l *Library) beginBuild(ctx context.Context, ws uuid.UUID) (*build, error) {
	var h head
	look := func() error {
		return l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
			// Another version's half is thrown away: it cannot be gone on with.
			return tx.QueryRow(ctx, `
				UPDATE index_heads SET building = CASE WHEN building = $2 AND format <> $2 THEN building END WHERE workspace_id = $1
				RETURNING side, format, building`, ws, indexFormat).Scan(&h.side, &h.format, &h.building)
		})
	}
	if err := look(); errors.Is(err, pgx.ErrNoRows) {
		return nil, nil //nolint:nilnil // nothing was ever published
	} else if err != nil {
		return nil, err
	}
	if h.building == nil {
		if err := l.clearSide(ctx, ws, h.side.other()); err != nil || h.format == indexFormat {
			return nil, err
		}
		err := l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
			if err := lockSidesTx(ctx, tx); err != nil {
				return err
			}
			_, err := tx.Exec(ctx, `
				UPDATE index_heads SET building = $2, building_next = 0
				WHERE workspace_id = $1 AND building IS NULL AND format <> $2 AND side = $3`, ws, indexFormat, h.side)
			return err
		})
		if err != nil {
			return nil, err
		}
		if err := look(); err != nil || h.building == nil {
			return nil, err // somebody else was faster, and is done
		}
	}
	return &build{lib: l, ws: ws, side: h.side.other(), noted: map[spelledWord]bool{}}, nil
}

// lockSidesTx keeps a side from being cleared while a build begins on it.
func lockSidesTx(ctx context.Context, tx *postgres.Tx) error {
	_, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('index:' || $1::text, 0))`, tx.Workspace())
	return err
}

// swap has search read what was built, unless an article is missing in it.
func (b *build) swap(ctx context.Context) (done bool, err error) {
	err = b.lib.db.InWorkspace(ctx, b.ws, func(tx *postgres.Tx) error {
		done = false
		if err := suffer(ctx, tx); err != nil {
			return err
		}
		if _, err := lockHeadTx(ctx, tx, 0); err != nil {
			return err
		}
		ids, err := b.missingTx(ctx, tx, uuid.Nil, 1)
		if err != nil || len(ids) > 0 {
			return err
		}
		_, err = tx.Exec(ctx, `
			UPDATE index_heads SET side = $3, format = $2, building = NULL, next_number = building_next, building_next = 0, builder_until = NULL
			WHERE workspace_id = $1 AND building = $2 AND side <> $3`, b.ws, indexFormat, b.side)
		if err != nil {
			return err
		}
		done = true
		return b.lib.EnqueueEmbeddingTx(ctx, tx, b.ws) // for passages that were cut up anew
	})
	return done, err
}

// clearSide removes what a side of a workspace's index holds, a table at a time,
// unless somebody reads or builds it.
func (l *Library) clearSide(ctx context.Context, ws uuid.UUID, d side) error {
	tables := []struct{ name, of string }{
		{"words", "side = $2"},
		{"spellings", "side = $2"},
		{"index_shelves", "shelf / 32 = $2"},
		{"postings", "shelf / 32 = $2"},
		{"posting_groups", "shelf / 32 = $2"},
		{"index_articles", "side = $2"}, // last: claimBuild goes by it
	}
	for _, t := range tables {
		err := l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
			if err := suffer(ctx, tx); err != nil {
				return err
			}
			if err := lockSidesTx(ctx, tx); err != nil {
				return err
			}
			_, err := tx.Exec(ctx, `DELETE FROM `+t.name+` WHERE workspace_id = $1 AND `+t.of+`
				AND (SELECT side <> $2 AND building IS NULL FROM index_heads WHERE workspace_id = $1)`, ws, d)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// suffer gives a transaction the time of a step of a rebuild, not of a search; and a
// busy machine may take articles apart for longer than an idle one is suffered.
func suffer(ctx context.Context, tx *postgres.Tx) error {
	_, err := tx.Exec(ctx, `SELECT set_config('statement_timeout', '2min', true), set_config('idle_in_transaction_session_timeout', '2min', true)`)
	return err
}
