package knowledge

import (
	"bytes"
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/pgvector/pgvector-go"

	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// embedBatch is how many passages go to the endpoint at once.
const embedBatch = 64

// embeddedTextSQL is what is embedded of a passage; embeddedText gives the same.
const embeddedTextSQL = `concat_ws(E'\n', r.title, array_to_string(c.path, ' > '), c.text)`

func embeddedText(title string, path []string, text string) string {
	return strings.Join([]string{title, strings.Join(path, " > "), text}, "\n")
}

// pendingChunk is a passage without a vector of the embedder's version.
type pendingChunk struct {
	id   uuid.UUID
	text string
}

// EmbedPending embeds one batch of passages that have no vector of the present
// model yet, and says whether more are left. When none is, the new version takes
// over and the old one is removed: search goes on all the while. A vector that is
// missing, of another length, not finite or zero fails the whole batch, and
// nothing of it is stored.
func (l *Library) EmbedPending(ctx context.Context, ws uuid.UUID) (more bool, err error) {
	if l.embedder == nil {
		return false, nil
	}
	last, err := l.embedAfter(ctx, ws, uuid.Nil)
	if err != nil || last != uuid.Nil {
		return true, err
	}
	return false, wrap("swap embeddings", l.swapVersion(ctx, ws))
}

// EmbedAll embeds a workspace's passages until none is left.
func (l *Library) EmbedAll(ctx context.Context, ws uuid.UUID) error {
	_, err := l.embedUntil(ctx, ws, time.Time{})
	return err
}

// EmbedFor is [Library.EmbedAll] for so long, and one batch at least; more says that
// some are left.
func (l *Library) EmbedFor(ctx context.Context, ws uuid.UUID, span time.Duration) (more bool, err error) {
	return l.embedUntil(ctx, ws, time.Now().Add(span))
}

// embedUntil embeds passages until a time; the zero time is never. It goes through
// them by their ids, so that it does not look at the first ones again for every
// batch; what was published meanwhile is found by the look that ends it.
func (l *Library) embedUntil(ctx context.Context, ws uuid.UUID, until time.Time) (more bool, err error) {
	if l.embedder == nil {
		return false, nil
	}
	after := uuid.Nil
	for {
		first := after == uuid.Nil
		if after, err = l.embedAfter(ctx, ws, after); err != nil {
			return false, err
		}
		switch {
		case after == uuid.Nil && first:
			return false, wrap("swap embeddings", l.swapVersion(ctx, ws))
		case !until.IsZero() && time.Now().After(until):
			return true, nil
		}
	}
}

// embedAfter embeds one batch of the passages whose ids come after one; it gives
// the last one's id, and the nil id when there was none.
func (l *Library) embedAfter(ctx context.Context, ws, after uuid.UUID) (last uuid.UUID, err error) {
	chunks, err := l.pendingChunks(ctx, ws, after)
	if err != nil {
		return last, wrap("find passages to embed", err)
	}
	if len(chunks) == 0 {
		return last, nil
	}
	texts := make([]string, len(chunks))
	for i, c := range chunks {
		texts[i] = c.text
	}
	last = chunks[len(chunks)-1].id
	vectors, err := l.embedder.Embed(ctx, texts)
	if err != nil {
		return last, wrap("embed passages", err)
	}
	if err := llm.CheckVectors(vectors, len(chunks), l.embedder.Dimensions()); err != nil {
		return last, wrap("embed passages", err)
	}
	return last, wrap("store embeddings", l.storeVectors(ctx, ws, chunks, vectors))
}

// pendingChunks reads the next passages without a vector of the present version, in
// the order of their ids. The settings and the point look-ups keep the plan from
// whole tables: right after an import the planner knows nothing of their size.
func (l *Library) pendingChunks(ctx context.Context, ws, after uuid.UUID) ([]pendingChunk, error) {
	var out []pendingChunk
	err := l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		var version uuid.UUID // the nil one before the first vectors
		err := tx.QueryRow(ctx, `
			SELECT coalesce((SELECT id FROM embedding_versions WHERE workspace_id = $1 AND model = $2 AND ($3 = 0 OR dimensions = $3)
			    ORDER BY created_at DESC LIMIT 1), '00000000-0000-0000-0000-000000000000')
			FROM (SELECT set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true),
			  set_config('statement_timeout', '2min', true)) settings`,
			ws, l.embedder.Model(), l.embedder.Dimensions()).Scan(&version)
		if err != nil {
			return err
		}
		rows, err := tx.Query(ctx, `
			SELECT c.id, `+embeddedTextSQL+`
			FROM (
			  SELECT c.* FROM chunks c
			  LEFT JOIN LATERAL (SELECT true AS has FROM embeddings e
			    WHERE e.workspace_id = $1 AND e.version_id = $2 AND e.chunk_id = c.id LIMIT 1) e ON true
			  WHERE c.workspace_id = $1 AND c.id > $3 AND e.has IS NULL
			  ORDER BY c.id LIMIT $4) c
			CROSS JOIN LATERAL (SELECT * FROM articles a WHERE a.workspace_id = $1 AND a.id = c.article_id LIMIT 1) a
			CROSS JOIN LATERAL (SELECT * FROM revisions r
			  WHERE r.workspace_id = $1 AND r.article_id = a.id AND r.number = a.published_revision LIMIT 1) r`,
			ws, version, after, embedBatch)
		if err != nil {
			return err
		}
		out, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (c pendingChunk, err error) {
			return c, row.Scan(&c.id, &c.text)
		})
		slices.SortFunc(out, func(a, b pendingChunk) int { return bytes.Compare(a.id[:], b.id[:]) })
		return err
	})
	return out, err
}

func (l *Library) storeVectors(ctx context.Context, ws uuid.UUID, chunks []pendingChunk, vectors [][]float32) error {
	return l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error { return l.storeVectorsTx(ctx, tx, chunks, vectors) })
}

func (l *Library) storeVectorsTx(ctx context.Context, tx *postgres.Tx, chunks []pendingChunk, vectors [][]float32) error {
	ids, packed := make([]uuid.UUID, len(chunks)), make([]string, len(chunks))
	for i, v := range vectors {
		ids[i], packed[i] = chunks[i].id, halfVector(v).String()
	}
	tokens := 0
	for _, c := range chunks {
		tokens += llm.EstimateTokens(c.text)
	}
	version, err := l.versionTx(ctx, tx, len(vectors[0]), tokens)
	if err != nil {
		return err
	}
	// The join passes over passages that were replaced while the model worked.
	_, err = tx.Exec(ctx, `
		INSERT INTO embeddings (workspace_id, version_id, chunk_id, shelf, vector)
		SELECT $1, $2, c.id, i.shelf, n.vector::halfvec
		FROM unnest($3::uuid[], $4::text[]) AS n (id, vector)
		CROSS JOIN LATERAL (SELECT * FROM chunks c WHERE c.workspace_id = $1 AND c.id = n.id LIMIT 1) c
		CROSS JOIN LATERAL (SELECT i.shelf FROM index_articles i JOIN index_heads h ON h.workspace_id = i.workspace_id
		  WHERE i.workspace_id = $1 AND i.article_id = c.article_id
		  ORDER BY (i.side = h.side) = (h.building IS NULL) DESC LIMIT 1) i -- the newest rules name the shelf
		ON CONFLICT DO NOTHING`, tx.Workspace(), version, ids, packed)
	return err
}

// versionTx gives the version of the present model and dimension, a new one if
// there is none, and notes what more was sent for it.
func (l *Library) versionTx(ctx context.Context, tx *postgres.Tx, dimensions, tokens int) (uuid.UUID, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return id, err
	}
	err = tx.QueryRow(ctx, `
		INSERT INTO embedding_versions AS v (workspace_id, id, model, dimensions, state, tokens) VALUES ($1, $2, $3, $4, 'building', $5)
		ON CONFLICT (workspace_id, model, dimensions) DO UPDATE SET tokens = v.tokens + EXCLUDED.tokens
		RETURNING id`, tx.Workspace(), id, l.embedder.Model(), dimensions, tokens).Scan(&id)
	return id, err
}

// swapVersion lets the present model's version serve, once it has every passage
// and, if it is large, its index.
func (l *Library) swapVersion(ctx context.Context, ws uuid.UUID) error {
	v, err := l.presentVersion(ctx, ws)
	if err != nil || v.id == uuid.Nil {
		return err // or no passages at all
	}
	if !v.indexed && v.vectors >= l.vectorsIndexedFrom(v.dimensions) {
		// It takes what time it takes: cut off by the time of a job, it would begin anew
		// with each, and in a large library never end.
		ctx = context.WithoutCancel(ctx)
		if v.indexed, err = l.buildVectorIndex(ctx, v); err != nil {
			return err
		}
	}
	if v.indexed && !v.measured() {
		v = l.withEffort(ctx, ws, v)
	}
	var gone []uuid.UUID
	err = l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		if err := suffer(ctx, tx); err != nil { // all the vectors of the old one go with it
			return err
		}
		rows, err := tx.Query(ctx, `DELETE FROM embedding_versions WHERE workspace_id = $1 AND id <> $2 RETURNING id`, ws, v.id)
		if err != nil {
			return err
		}
		if gone, err = pgx.CollectRows(rows, pgx.RowTo[uuid.UUID]); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `
			UPDATE embedding_versions SET state = 'serving', indexed = $3, effort = $4, recall = $5, measured_vectors = $6, served_at = app_now()
			WHERE workspace_id = $1 AND id = $2 AND (state <> 'serving' OR indexed <> $3 OR measured_vectors <> $6)`,
			ws, v.id, v.indexed, v.effort, v.recall, v.measuredVectors)
		return err
	})
	if err != nil {
		return err
	}
	return l.dropVectorIndexes(ctx, gone)
}

// version is the vectors of one model in a workspace.
type version struct {
	id         uuid.UUID
	dimensions int
	vectors    int
	indexed    bool
	// effort is how many neighbours a search follows in the index, recall the part of
	// the nearest that this found of so many measuredVectors.
	effort          int
	recall          float64
	measuredVectors int
}

// presentVersion is the newest one of the present model.
func (l *Library) presentVersion(ctx context.Context, ws uuid.UUID) (v version, err error) {
	err = l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		return tx.QueryRow(ctx, `
			SELECT v.id, v.dimensions, v.indexed, v.effort, v.recall, v.measured_vectors,
			  (SELECT count(*) FROM embeddings e WHERE e.workspace_id = $1 AND e.version_id = v.id)
			FROM embedding_versions v WHERE v.workspace_id = $1 AND v.model = $2 AND ($3 = 0 OR v.dimensions = $3)
			ORDER BY v.created_at DESC LIMIT 1`, ws, l.embedder.Model(), l.embedder.Dimensions()).
			Scan(&v.id, &v.dimensions, &v.indexed, &v.effort, &v.recall, &v.measuredVectors, &v.vectors)
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return version{}, nil
	}
	return v, err
}

// halfVector scales a vector to length 1: half precision has no room for large
// numbers, and only the direction matters.
func halfVector(v []float32) pgvector.HalfVector {
	norm := 0.0
	for _, x := range v {
		norm += float64(x) * float64(x)
	}
	norm = math.Sqrt(norm)
	out := make([]float32, len(v))
	for i, x := range v {
		out[i] = float32(float64(x) / norm)
	}
	return pgvector.NewHalfVector(out)
}

// queryTimeout bounds how long a search waits for the question's vector. A
// visitor notices more than this; words alone answer nearly as well.
const queryTimeout = 1500 * time.Millisecond

// questionVector embeds a question, or gives nothing when that fails: search by
// words goes on without it.
func (l *Library) questionVector(ctx context.Context, text string) []float32 {
	if l.embedder == nil || strings.TrimSpace(text) == "" {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, queryTimeout)
	defer cancel()
	vectors, err := l.embedder.Embed(ctx, []string{text})
	if err != nil || llm.CheckVectors(vectors, 1, l.embedder.Dimensions()) != nil {
		return nil
	}
	return vectors[0]
}
