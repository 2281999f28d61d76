package knowledge

import (
	"context"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// How many neighbours a search must follow in an index to find the nearest passages
// depends on the model and the texts: of 30,000 vectors that vary in 48 directions, 40
// neighbours found 95 in a hundred and 100 all of them; of as many that vary in 256,
// those 40 found 43, and 800 were needed for 99. So it is measured on each index.
var efforts = []int{100, 200, 400, 800}

const (
	// recallWanted is the part of the ten nearest passages that a search should find.
	recallWanted = 0.985
	recallDepth  = 10
	// recallQuestions is how many titles are asked as questions: one batch of the endpoint.
	recallQuestions = 48
	// recallTime is how long they are answered by looking at every vector: in the largest
	// libraries fewer are asked.
	recallTime = 30 * time.Second
	// defaultEffort is for an index that could not be measured.
	defaultEffort = 400
)

// measured says whether a version's effort was chosen for about as many vectors.
func (v version) measured() bool { return v.effort > 0 && v.vectors < 2*v.measuredVectors }

// withEffort gives a version the effort that was measured on its index. Where that
// fails it is the default one until there are twice as many vectors: an endpoint that
// is down just then keeps no vectors from serving.
func (l *Library) withEffort(ctx context.Context, ws uuid.UUID, v version) version {
	measured, err := l.measureEffort(ctx, ws, v)
	if err == nil {
		return measured
	}
	slog.WarnContext(ctx, "the index of vectors is not measured", "workspace", ws, "vectors", v.vectors, "error", err)
	v.effort, v.recall, v.measuredVectors = defaultEffort, 0, v.vectors
	return v
}

// measureEffort asks for titles of articles as people ask, by the index and by looking
// at every vector, and gives the version the least effort that finds enough of the
// nearest, else the most there is.
func (l *Library) measureEffort(ctx context.Context, ws uuid.UUID, v version) (version, error) {
	titles, err := l.someTitles(ctx, ws, recallQuestions)
	if err != nil || len(titles) == 0 {
		return v, err
	}
	vectors, err := l.embedder.Embed(ctx, titles)
	if err == nil {
		err = llm.CheckVectors(vectors, len(titles), v.dimensions)
	}
	if err != nil {
		return v, wrap("embed titles", err)
	}
	finder := nearFinder{lib: l, ws: ws, shelves: shelvesOf(Internal, false), limit: pool}
	nearest := make([]map[uuid.UUID]bool, len(vectors))
	scan := v
	scan.indexed = false
	begun := time.Now()
	for i, vector := range vectors {
		if i > 0 && time.Since(begun) > recallTime {
			vectors = vectors[:i]
			break
		}
		finder.vector = vector
		if nearest[i], err = finder.first(ctx, scan, recallDepth); err != nil {
			return v, err
		}
	}
	v.measuredVectors = v.vectors
	for _, v.effort = range efforts {
		found, wanted := 0, 0
		for i, vector := range vectors {
			finder.vector = vector
			got, err := finder.first(ctx, v, recallDepth)
			if err != nil {
				return v, err
			}
			wanted += len(nearest[i])
			for id := range nearest[i] {
				if got[id] {
					found++
				}
			}
		}
		if v.recall = float64(found) / float64(max(1, wanted)); v.recall >= recallWanted {
			return v, nil
		}
	}
	slog.WarnContext(ctx, "the index of vectors misses near passages", "workspace", ws, "recall", v.recall, "vectors", v.vectors)
	return v, nil
}

// first gives the passages that a search in a version takes for the nearest.
func (f nearFinder) first(ctx context.Context, v version, n int) (map[uuid.UUID]bool, error) {
	out := make(map[uuid.UUID]bool, n)
	err := f.lib.db.InWorkspace(ctx, f.ws, func(tx *postgres.Tx) error {
		clear(out)
		if err := suffer(ctx, tx); err != nil { // a look at every vector takes longer than a search may
			return err
		}
		found, err := f.nearest(ctx, tx, v)
		for _, near := range found[:min(n, len(found))] {
			out[near.passage] = true
		}
		return err
	})
	return out, wrap("measure the index", err)
}

// someTitles gives titles of published articles from all over the library, the same
// ones each time.
func (l *Library) someTitles(ctx context.Context, ws uuid.UUID, n int) (titles []string, err error) {
	err = l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		rows, err := tx.Query(ctx, `
			SELECT r.title FROM (
			  SELECT id, published_revision FROM articles WHERE workspace_id = $1 AND status = 'published' ORDER BY md5(id::text) LIMIT $2) a
			CROSS JOIN LATERAL (SELECT title FROM revisions r
			  WHERE r.workspace_id = $1 AND r.article_id = a.id AND r.number = a.published_revision LIMIT 1) r
			WHERE r.title <> ''`, ws, n)
		if err != nil {
			return err
		}
		titles, err = pgx.CollectRows(rows, pgx.RowTo[string])
		return err
	})
	return titles, wrap("pick titles", err)
}
