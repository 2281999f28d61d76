package knowledge

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/postgres"
)

// scanned is how many numbers the vectors of a version may have together before it
// gets an index. Below, looking at each misses nothing and takes no longer: of 10,000
// vectors of 256 numbers, the ten nearest by an index that misses one in two hundred
// took one and a half times as long.
const scanned = 5 << 20

// vectorsIndexedFrom is how many vectors of a length get an index.
func (l *Library) vectorsIndexedFrom(dimensions int) int {
	if l.indexedFrom > 0 {
		return l.indexedFrom
	}
	return scanned / max(1, dimensions)
}

// buildEffort is how many neighbours the index compares when it is built.
const buildEffort = 200

// indexName is the index of a version; there is none of that name for others.
func indexName(version uuid.UUID) string { return "embeddings_hnsw_" + hex.EncodeToString(version[:]) }

// errIndexingVectors says that somebody builds the index of the vectors just now:
// another node, or what one that was killed left the database doing.
var errIndexingVectors = errors.New("the vectors are being indexed")

// buildVectorIndex builds a version's index without stopping writers, and says
// whether it is there. Without one, search scans: slower, and as right. It fails with
// [errIndexingVectors] alone.
func (l *Library) buildVectorIndex(ctx context.Context, v version) (bool, error) {
	err := l.db.AsOwner(ctx, func(conn *pgx.Conn) error {
		name := indexName(v.id)
		// One node at a time; the lock ends with the connection. To wait for it would be
		// to hold a snapshot, which the index that is built waits for.
		var free, whole bool
		err := conn.QueryRow(ctx, `SELECT pg_try_advisory_lock(hashtext($1))`, name).Scan(&free)
		if err == nil && !free {
			err = errIndexingVectors
		}
		if err != nil {
			return err
		}
		err = conn.QueryRow(ctx, `
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
		create := fmt.Sprintf(`CREATE INDEX CONCURRENTLY %s ON embeddings USING hnsw ((vector::halfvec(%d)) halfvec_cosine_ops)
			WITH (m = 24, ef_construction = %d) WHERE version_id = '%s'`, name, v.dimensions, buildEffort, v.id)
		if _, err := conn.Exec(ctx, `SET maintenance_work_mem = '512MB'`); err != nil { // the graph is built in memory
			return err
		}
		_, err = conn.Exec(ctx, create)
		if !postgres.LacksRoom(err) {
			return err
		}
		// Several processes build it in shared memory, of which a container has little;
		// one builds it in its own.
		for _, sql := range []string{`DROP INDEX CONCURRENTLY IF EXISTS ` + name, `SET max_parallel_maintenance_workers = 0`, create} {
			if _, err := conn.Exec(ctx, sql); err != nil {
				return err
			}
		}
		return nil
	})
	switch {
	case errors.Is(err, errIndexingVectors):
		return false, err
	case err != nil:
		slog.WarnContext(ctx, "vectors stay without an index", "vectors", v.vectors, "error", err)
	}
	return err == nil, nil
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
	passage    uuid.UUID
	article    uuid.UUID
	number     int32
	ordinal    int32
	similarity float64
	group      shelf
}

// nearFinder is a look for the passages closest in meaning to a question.
type nearFinder struct {
	lib     *Library
	ws      uuid.UUID
	shelves []int16
	vector  []float32
	limit   int
	exact   bool // looks at each, even where there is an index
}

// nearFinder makes one for a question. It asks the model for its vector, so call it
// before a transaction.
func (l *Library) nearFinder(ctx context.Context, ws uuid.UUID, q Query) nearFinder {
	return nearFinder{lib: l, ws: ws, shelves: shelvesOf(q.Audience, q.ForBot), vector: l.questionVector(ctx, q.Text), limit: pool}
}

// beside begins the look, and gives a function that waits for it. It has a transaction
// of its own, so that the database finds passages by meaning while another connection
// finds them by words: on two processors a search takes as long as the slower of the
// two. Only so many searches at once may have a second connection; the others look
// first, before they hold one that somebody waits for.
func (f nearFinder) beside(ctx context.Context) func() ([]near, error) {
	var found []near
	var err error
	over := make(chan struct{})
	find := func() {
		defer close(over)
		defer func() {
			if p := recover(); p != nil { // of a goroutine of its own it would end the process
				err = fmt.Errorf("find by meaning: %v\n%s", p, debug.Stack())
			}
		}()
		err = f.lib.db.InWorkspace(ctx, f.ws, func(tx *postgres.Tx) (err error) {
			found, err = f.findTx(ctx, tx)
			return err
		})
	}
	switch {
	case f.vector == nil:
		close(over)
	case f.lib.mayLookBeside():
		go func() {
			defer func() { <-f.lib.beside }()
			find()
		}()
	default:
		find()
	}
	return func() ([]near, error) {
		<-over
		return found, err
	}
}

// mayLookBeside takes one of the places for second connections, if there is one.
func (l *Library) mayLookBeside() bool {
	select {
	case l.beside <- struct{}{}:
		return true
	default:
		return false
	}
}

// findTx gives them best first; none before there are vectors of the present model.
// The setting keeps plans from whole tables, as in readShelves.
func (f nearFinder) findTx(ctx context.Context, tx *postgres.Tx) ([]near, error) {
	if f.vector == nil {
		return nil, nil
	}
	v := version{dimensions: len(f.vector)}
	err := tx.QueryRow(ctx, `
		SELECT id, indexed, effort FROM embedding_versions, set_config('enable_seqscan', 'off', true)
		WHERE workspace_id = $1 AND state = 'serving' AND model = $2 AND dimensions = $3`,
		f.ws, f.lib.embedder.Model(), v.dimensions).Scan(&v.id, &v.indexed, &v.effort)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil // nothing is embedded yet
	}
	if err != nil {
		return nil, fmt.Errorf("read version: %w", err)
	}
	v.indexed = v.indexed && !f.exact
	found, err := f.nearest(ctx, tx, v)
	return found, wrap("read vectors", err)
}

// nearest looks by a version's index if it has one, else at each of its vectors. The
// workspace and shelf conditions stand inside the search, so another workspace's equal
// text takes no place.
func (f nearFinder) nearest(ctx context.Context, tx *postgres.Tx, v version) (found []near, err error) {
	// The question's vector is a parameter of its own type: a plan that serves any
	// question would read one given as text anew for each row.
	vector, closeness := "e.vector", "$4::halfvec"
	if v.indexed {
		// As the index is written; the literal version makes the planner see it.
		vector, closeness = fmt.Sprintf("e.vector::halfvec(%d)", v.dimensions), fmt.Sprintf("$4::halfvec(%d)", v.dimensions)
	}
	sql := fmt.Sprintf(`
		SELECT n.chunk_id, i.article_id, i.number, c.ordinal, n.similarity, n.shelf
		FROM (
		  SELECT e.chunk_id, e.shelf, 1 - (%[1]s <=> %[2]s) AS similarity FROM embeddings e
		  WHERE e.workspace_id = $1 AND e.shelf = ANY($3) AND e.version_id = '%[3]s'
		  ORDER BY %[1]s <=> %[2]s LIMIT $2) n
		CROSS JOIN LATERAL (SELECT * FROM chunks c WHERE c.workspace_id = $1 AND c.id = n.chunk_id LIMIT 1) c
		CROSS JOIN LATERAL (SELECT * FROM index_articles i WHERE i.workspace_id = $1 AND i.article_id = c.article_id LIMIT 1) i
		ORDER BY n.similarity DESC, i.number, c.ordinal`, vector, closeness, v.id)
	batch := &pgx.Batch{}
	if v.indexed {
		effort := cmp.Or(v.effort, defaultEffort)
		// Iterative scan: the shelf condition drops some of what the index gives, and
		// it goes on until there are enough. Without sorts the planner cannot take all
		// of a version's rows by another index instead.
		batch.Queue(`SELECT set_config('hnsw.ef_search', $1, true), set_config('hnsw.iterative_scan', 'relaxed_order', true),
			set_config('enable_sort', 'off', true)`, fmt.Sprint(max(effort, f.limit)))
	}
	batch.Queue(sql, f.ws, f.limit, f.shelves, halfVector(f.vector).String()).Query(func(rows pgx.Rows) (err error) {
		found, err = pgx.CollectRows(rows, scanNear)
		return err
	})
	if v.indexed {
		batch.Queue(`SELECT set_config('enable_sort', 'on', true)`)
	}
	err = tx.SendBatch(ctx, batch).Close()
	return found, err
}

func scanNear(row pgx.CollectableRow) (n near, err error) {
	err = row.Scan(&n.passage, &n.article, &n.number, &n.ordinal, &n.similarity, &n.group)
	n.group &= shelfLangs
	return n, err
}

// Nearest gives the passages closest in meaning to a question, best first, as
// search finds them or, with exact, by looking at every vector. It measures what
// the index misses. Empty without an embedder.
func (l *Library) Nearest(ctx context.Context, ws uuid.UUID, q Query, limit int, exact bool) (passages []string, err error) {
	f := l.nearFinder(ctx, ws, q.settle())
	f.limit, f.exact = limit, exact
	err = l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		found, err := f.findTx(ctx, tx)
		passages = nil
		for _, n := range found {
			passages = append(passages, fmt.Sprint(n.number, "/", n.ordinal))
		}
		return err
	})
	return passages, wrap("find nearest", err)
}
