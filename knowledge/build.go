package knowledge

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge/internal/db"
	"github.com/firstlinehq/firstline/knowledge/posting"
)

// A step of a build takes so many articles, unless they are very long: a whole block
// of postings, so that none is written twice.
const (
	buildStep  = 1 << posting.BlockBits
	buildBytes = 16 << 20
)

// build is an index that is built on the side that is not read. What is in it is
// noted by its rows alone, so whoever comes next goes on with it.
type build struct {
	lib  *Library
	ws   uuid.UUID
	side side
	// noted are the words that are stored, as far as this builder knows.
	noted map[spelledWord]bool
}

// parsed are articles that were taken apart.
type parsed struct {
	items []indexItem
	err   error
}

// pass goes once through the articles that are missing, by their ids, until a time;
// more says that it did not come to the end. The next ones are taken apart while the
// database writes some.
func (b *build) pass(ctx context.Context, until time.Time) (more bool, err error) {
	var after uuid.UUID
	var ready chan parsed
	for {
		var articles []db.Article
		stop := !until.IsZero() && time.Now().After(until)
		if !stop {
			if articles, err = b.missing(ctx, after); err != nil {
				return false, fmt.Errorf("read articles: %w", err)
			}
		}
		before := ready
		if ready = nil; len(articles) > 0 {
			after = articles[len(articles)-1].ID
			ready = make(chan parsed, 1)
			go func(into chan<- parsed) {
				items, err := newIndexItems(articles)
				into <- parsed{items, err}
			}(ready)
		}
		if before != nil {
			p := <-before
			if p.err != nil {
				return false, p.err
			}
			if err := b.write(ctx, p.items); err != nil {
				return false, err
			}
		}
		if ready == nil {
			return stop, nil
		}
	}
}

// missing reads the next published articles that the build has not, as they are
// published.
func (b *build) missing(ctx context.Context, after uuid.UUID) (out []db.Article, err error) {
	err = b.lib.db.InWorkspace(ctx, b.ws, func(tx *postgres.Tx) error {
		if err := suffer(ctx, tx); err != nil {
			return err
		}
		ids, err := b.missingTx(ctx, tx, after, buildStep)
		if err != nil || len(ids) == 0 {
			return err
		}
		rows, err := tx.Query(ctx, `
			SELECT a.id, a.published_revision, a.lang, a.audience, a.for_bot, r.title, r.body
			FROM unnest($2::uuid[]) AS w (id)
			CROSS JOIN LATERAL (SELECT * FROM articles a WHERE a.workspace_id = $1 AND a.id = w.id LIMIT 1) a
			CROSS JOIN LATERAL (SELECT * FROM revisions r
			  WHERE r.workspace_id = $1 AND r.article_id = a.id AND r.number = a.published_revision LIMIT 1) r`, b.ws, ids)
		if err != nil {
			return err
		}
		out, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (a db.Article, err error) {
			return a, row.Scan(&a.ID, &a.PublishedRevision, &a.Lang, &a.Audience, &a.ForBot, &a.Title, &a.Body)
		})
		slices.SortFunc(out, func(x, y db.Article) int { return bytes.Compare(x.ID[:], y.ID[:]) })
		return err
	})
	return out, err
}

// missingTx gives the ids of the next published articles that the build has not, of
// as many as fit a step by their length. The settings and the point look-ups keep the
// plan from whole tables, as in pendingChunks.
func (b *build) missingTx(ctx context.Context, tx *postgres.Tx, after uuid.UUID, limit int) (ids []uuid.UUID, err error) {
	if _, err := tx.Exec(ctx, `SELECT set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true)`); err != nil {
		return nil, err
	}
	rows, err := tx.Query(ctx, `
		SELECT a.id, octet_length(a.body) FROM articles a
		LEFT JOIN LATERAL (SELECT true AS has FROM index_articles i
		  WHERE i.workspace_id = $1 AND i.article_id = a.id AND i.side = $2 LIMIT 1) i ON true
		WHERE a.workspace_id = $1 AND a.id > $3 AND a.status = 'published' AND i.has IS NULL
		ORDER BY a.id LIMIT $4`, b.ws, b.side, after, limit)
	if err != nil {
		return nil, err
	}
	var id uuid.UUID
	var length, sum int
	_, err = pgx.ForEachRow(rows, []any{&id, &length}, func() error {
		if sum += length; len(ids) == 0 || sum <= buildBytes {
			ids = append(ids, id)
		}
		return nil
	})
	return ids, err
}

// errBuildOver says that somebody else has finished the build, or thrown it away.
var errBuildOver = errors.New("the build is over")

// write adds articles to the build, in a transaction of its own.
func (b *build) write(ctx context.Context, items []indexItem) error {
	first := true
	err := b.lib.db.InWorkspace(ctx, b.ws, func(tx *postgres.Tx) error {
		if !first { // what was noted was rolled back
			b.noted = map[spelledWord]bool{}
		}
		first = false
		if err := suffer(ctx, tx); err != nil {
			return err
		}
		return b.writeTx(ctx, tx, items)
	})
	if err != nil {
		b.noted = map[spelledWord]bool{}
	}
	return err
}

func (b *build) writeTx(ctx context.Context, tx *postgres.Tx, items []indexItem) error {
	var h head
	var off string
	err := tx.QueryRow(ctx, `
		UPDATE index_heads SET builder_until = now() + $3::interval
		WHERE workspace_id = $1 AND building = $2 AND side <> $4
		RETURNING side, format, set_config('enable_seqscan', 'off', true)`,
		b.ws, indexFormat, builderLease, b.side).Scan(&h.side, &h.format, &off)
	if errors.Is(err, pgx.ErrNoRows) {
		return errBuildOver
	}
	if err != nil {
		return fmt.Errorf("lock index: %w", err)
	}
	if items, err = b.stillMissingTx(ctx, tx, items); err != nil {
		return fmt.Errorf("look again: %w", err)
	}
	if len(items) == 0 {
		return nil
	}
	// The numbers of whole blocks, so that nothing else is in what is written.
	err = tx.QueryRow(ctx, `
		UPDATE index_heads SET building_next = (building_next + $2 - 1) / $2 * $2 + $3 WHERE workspace_id = $1
		RETURNING building_next - $3`, b.ws, buildStep, len(items)).Scan(&h.first)
	if err != nil {
		return fmt.Errorf("take numbers: %w", err)
	}
	replaced, err := keepPassagesTx(ctx, tx, items)
	if err != nil {
		return fmt.Errorf("write passages: %w", err)
	}
	w := newIndexWriter(tx, b.side, h.first)
	w.fresh, w.noted = true, b.noted
	if err := w.write(ctx, nil, items); err != nil {
		return err
	}
	if err := b.follow(ctx, tx, h, replaced); err != nil {
		return fmt.Errorf("follow in the old index: %w", err)
	}
	return moveVectorsTx(ctx, tx, items)
}

// stillMissingTx leaves out what was published again, or taken back, since it was
// read. Both take the head's lock, which the caller holds; by another version of the
// program, that writes nothing here, the revision tells. What somebody is about to
// publish is locked by them, who wait for the head: another pass takes it.
func (b *build) stillMissingTx(ctx context.Context, tx *postgres.Tx, items []indexItem) ([]indexItem, error) {
	revisions := make([]*int32, len(items))
	for i, item := range items {
		revisions[i] = item.revision
	}
	rows, err := tx.Query(ctx, `
		SELECT w.id FROM unnest($2::uuid[], $4::int[]) AS w (id, revision)
		CROSS JOIN LATERAL (SELECT FROM articles a
		  WHERE a.workspace_id = $1 AND a.id = w.id AND a.status = 'published' AND a.published_revision = w.revision
		  LIMIT 1 FOR KEY SHARE SKIP LOCKED) a
		LEFT JOIN LATERAL (SELECT true AS has FROM index_articles i
		  WHERE i.workspace_id = $1 AND i.article_id = w.id AND i.side = $3 LIMIT 1) i ON true
		WHERE i.has IS NULL`,
		b.ws, articlesOf(items), b.side, revisions)
	if err != nil {
		return nil, err
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	wanted := make(map[uuid.UUID]bool, len(ids))
	for _, id := range ids {
		wanted[id] = true
	}
	return slices.DeleteFunc(slices.Clone(items), func(i indexItem) bool { return !wanted[i.article] }), err
}

// follow puts articles whose passages were cut up anew into the index that is read
// too: it names passages by their places.
func (b *build) follow(ctx context.Context, tx *postgres.Tx, h head, replaced []indexItem) error {
	if len(replaced) == 0 || !readable(h.format) {
		return nil
	}
	now, err := lockHeadTx(ctx, tx, len(replaced))
	if err != nil {
		return err
	}
	return newIndexWriter(tx, h.side, now.first).write(ctx, articlesOf(replaced), replaced)
}

// moveVectorsTx puts the vectors of articles on the shelves that the present rules
// name: what may be searched as a whole may be divided otherwise now.
func moveVectorsTx(ctx context.Context, tx *postgres.Tx, items []indexItem) error {
	shelves := make([]int16, len(items))
	for i, item := range items {
		shelves[i] = int16(item.shelf)
	}
	_, err := tx.Exec(ctx, `
		UPDATE embeddings e SET shelf = m.shelf
		FROM (SELECT c.id, w.shelf FROM unnest($2::uuid[], $3::smallint[]) AS w (article, shelf)
		  CROSS JOIN LATERAL (SELECT id FROM chunks c WHERE c.workspace_id = $1 AND c.article_id = w.article OFFSET 0) c) m
		WHERE e.workspace_id = $1 AND e.chunk_id = m.id AND e.shelf <> m.shelf`, tx.Workspace(), articlesOf(items), shelves)
	return wrap("move vectors", err)
}

func articlesOf(items []indexItem) []uuid.UUID {
	ids := make([]uuid.UUID, len(items))
	for i, item := range items {
		ids[i] = item.article
	}
	return ids
}
