package knowledge

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/postgres"
)

// indexedFrom is how many vectors a version has before it gets an index. Below,
// an exact scan takes a few milliseconds and misses nothing.
const indexedFrom = 5000

// buildEffort is how many neighbours the index compares when it is built, searchEffort
// how many a search follows: more finds more and takes longer.
const (
	buildEffort  = 200
	searchEffort = 400
)

// indexName is the index of a version; there is none of that name for others.
func indexName(version uuid.UUID) string { return "embeddings_hnsw_" + hex.EncodeToString(version[:]) }

// buildVectorIndex builds a version's index without stopping writers, and says
// whether it is there. Without one, search scans: slower, and as right.
func (l *Library) buildVectorIndex(ctx context.Context, v version) bool {
	err := l.db.AsOwner(ctx, func(conn *pgx.Conn) error {
		name := indexName(v.id)
		// One node at a time; the lock ends with the connection.
		if _, err := conn.Exec(ctx, `SELECT pg_advisory_lock(hashtext($1))`, name); err != nil {
			return err
		}
		var whole bool
		err := conn.QueryRow(ctx, `
			SELECT i.indisvalid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relname = $1`, name).Scan(&whole)
		switch {
		case errors.Is(err, pgx.ErrNoRows):
		case err != nil:
			return err
		case whole:
			return nil
		default: // left by a build that was cut off
			if _, err := conn.Exec(ctx, `DROP INDEX CONCURRENTLY IF EXISTS `+name); err != nil {
				return err
			}
		}
		for _, sql := range []string{
			`SET maintenance_work_mem = '512MB'`, // the graph is built in memory
			fmt.Sprintf(`CREATE INDEX CONCURRENTLY %s ON embeddings USING hnsw ((vector::halfvec(%d)) halfvec_cosine_ops)
				WITH (m = 24, ef_construction = %d) WHERE version_id = '%s'`, name, v.dimensions, buildEffort, v.id),
		} {
			if _, err := conn.Exec(ctx, sql); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		slog.WarnContext(ctx, "vectors stay without an index", "vectors", v.vectors, "error", err)
	}
	return err == nil
}

// dropVectorIndexes removes the indexes of versions that are gone.
func (l *Library) dropVectorIndexes(ctx context.Context, versions []uuid.UUID) error {
	if len(versions) == 0 {
		return nil
	}
	err := l.db.AsOwner(ctx, func(conn *pgx.Conn) error {
		for _, v := range versions {
			if _, err := conn.Exec(ctx, `DROP INDEX CONCURRENTLY IF EXISTS `+indexName(v)); err != nil {
				return err
			}
		}
		return nil
	})
	if errors.Is(err, postgres.ErrNoOwner) {
		return nil // then there are none
	}
	return wrap("drop vector indexes", err)
}

// near is an article's passage and how similar in meaning it is.
type near struct {
	article    uuid.UUID
	number     int32
	ordinal    int32
	similarity float64
	group      shelf
}

// readNear finds the passages closest in meaning, best first. The workspace and
// shelf conditions stand inside the search, so another workspace's equal text
// takes no place.
func (s *search) readNear(ctx context.Context) error {
	if s.vector == nil || len(s.shelves) == 0 {
		return nil
	}
	v := version{dimensions: len(s.vector)}
	err := s.tx.QueryRow(ctx, `
		SELECT id, indexed FROM embedding_versions
		WHERE workspace_id = $1 AND state = 'serving' AND model = $2 AND dimensions = $3`,
		s.ws, s.lib.embedder.Model(), v.dimensions).Scan(&v.id, &v.indexed)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil // nothing is embedded yet
	}
	if err != nil {
		return fmt.Errorf("read version: %w", err)
	}
	s.near, err = s.nearest(ctx, v, pool)
	return wrap("read vectors", err)
}

// nearest finds the passages of a version that are closest to the question: by its
// index if it has one, else by looking at each.
func (s *search) nearest(ctx context.Context, v version, limit int) (found []near, err error) {
	vector, closeness := "e.vector", "$4::text::halfvec"
	if v.indexed {
		// As the index is written; the literal version makes the planner see it.
		vector, closeness = fmt.Sprintf("e.vector::halfvec(%d)", v.dimensions), fmt.Sprintf("$4::text::halfvec(%d)", v.dimensions)
	}
	sql := fmt.Sprintf(`
		SELECT i.article_id, i.number, c.ordinal, n.similarity, n.shelf
		FROM (
		  SELECT e.chunk_id, e.shelf, 1 - (%[1]s <=> %[2]s) AS similarity FROM embeddings e
		  WHERE e.workspace_id = $1 AND e.shelf = ANY($3) AND e.version_id = '%[3]s'
		  ORDER BY %[1]s <=> %[2]s LIMIT $2) n
		CROSS JOIN LATERAL (SELECT * FROM chunks c WHERE c.workspace_id = $1 AND c.id = n.chunk_id LIMIT 1) c
		CROSS JOIN LATERAL (SELECT * FROM index_articles i WHERE i.workspace_id = $1 AND i.article_id = c.article_id LIMIT 1) i
		ORDER BY n.similarity DESC, i.number, c.ordinal`, vector, closeness, v.id)
	batch := &pgx.Batch{}
	if v.indexed {
		// Iterative scan: the shelf condition drops some of what the index gives, and
		// it goes on until there are enough. Without sorts the planner cannot take all
		// of a version's rows by another index instead.
		batch.Queue(`SELECT set_config('hnsw.ef_search', $1, true), set_config('hnsw.iterative_scan', 'relaxed_order', true),
			set_config('enable_sort', 'off', true)`, fmt.Sprint(max(searchEffort, limit)))
	}
	batch.Queue(sql, s.ws, limit, s.shelves, halfVector(s.vector).String()).Query(func(rows pgx.Rows) (err error) {
		found, err = pgx.CollectRows(rows, scanNear)
		return err
	})
	if v.indexed {
		batch.Queue(`SELECT set_config('enable_sort', 'on', true)`)
	}
	err = s.tx.SendBatch(ctx, batch).Close()
	return found, err
}

func scanNear(row pgx.CollectableRow) (n near, err error) {
	err = row.Scan(&n.article, &n.number, &n.ordinal, &n.similarity, &n.group)
	n.group &= shelfLangs
	return n, err
}

// Nearest gives the passages closest in meaning to a question, best first, as
// search finds them or, with exact, by looking at every vector. It measures what
// the index misses. Empty without an embedder.
func (l *Library) Nearest(ctx context.Context, ws uuid.UUID, q Query, limit int, exact bool) (passages []string, err error) {
	s := &search{lib: l, q: q.settle()}
	s.vector = l.questionVector(ctx, s.q.Text)
	if s.vector == nil {
		return nil, nil
	}
	v, err := l.presentVersion(ctx, ws)
	if err != nil {
		return nil, wrap("read version", err)
	}
	v.indexed = v.indexed && !exact
	err = l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		s.reset(tx)
		if err := s.readShelves(ctx); err != nil {
			return err
		}
		found, err := s.nearest(ctx, v, limit)
		passages = nil
		for _, n := range found {
			passages = append(passages, fmt.Sprint(n.number, "/", n.ordinal))
		}
		return err
	})
	return passages, wrap("find nearest", err)
}
