package knowledge

import (
	"context"
	"errors"
	"fmt"
	"math"
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
	chunks, err := l.pendingChunks(ctx, ws)
	if err != nil {
		return false, wrap("find passages to embed", err)
	}
	if len(chunks) == 0 {
		return false, wrap("swap embeddings", l.swapVersion(ctx, ws))
	}
	texts := make([]string, len(chunks))
	for i, c := range chunks {
		texts[i] = c.text
	}
	vectors, err := l.embedder.Embed(ctx, texts)
	if err != nil {
		return true, wrap("embed passages", err)
	}
	if err := llm.CheckVectors(vectors, len(chunks), l.embedder.Dimensions()); err != nil {
		return true, wrap("embed passages", err)
	}
	return true, wrap("store embeddings", l.storeVectors(ctx, ws, chunks, vectors))
}

func (l *Library) pendingChunks(ctx context.Context, ws uuid.UUID) ([]pendingChunk, error) {
	var out []pendingChunk
	err := l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		rows, err := tx.Query(ctx, `
			SELECT c.id, `+embeddedTextSQL+`
			FROM chunks c
			JOIN articles a ON a.workspace_id = $1 AND a.id = c.article_id
			JOIN revisions r ON r.workspace_id = $1 AND r.article_id = a.id AND r.number = a.published_revision
			WHERE c.workspace_id = $1 AND NOT EXISTS (
			  SELECT FROM embeddings e JOIN embedding_versions v ON v.workspace_id = $1 AND v.id = e.version_id
			  WHERE e.workspace_id = $1 AND e.chunk_id = c.id AND v.model = $2 AND ($3 = 0 OR v.dimensions = $3))
			ORDER BY c.id LIMIT $4`, ws, l.embedder.Model(), l.embedder.Dimensions(), embedBatch)
		if err != nil {
			return err
		}
		out, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (c pendingChunk, err error) {
			return c, row.Scan(&c.id, &c.text)
		})
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
	version, err := l.versionTx(ctx, tx, len(vectors[0]))
	if err != nil {
		return err
	}
	// The join passes over passages that were replaced while the model worked.
	_, err = tx.Exec(ctx, `
		INSERT INTO embeddings (workspace_id, version_id, chunk_id, shelf, vector)
		SELECT $1, $2, c.id, i.shelf, n.vector::halfvec
		FROM unnest($3::uuid[], $4::text[]) AS n (id, vector)
		JOIN chunks c ON c.workspace_id = $1 AND c.id = n.id
		JOIN index_articles i ON i.workspace_id = $1 AND i.article_id = c.article_id
		ON CONFLICT DO NOTHING`, tx.Workspace(), version, ids, packed)
	return err
}

// versionTx gives the version of the present model and dimension, a new one if
// there is none.
func (l *Library) versionTx(ctx context.Context, tx *postgres.Tx, dimensions int) (uuid.UUID, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return id, err
	}
	err = tx.QueryRow(ctx, `
		INSERT INTO embedding_versions (workspace_id, id, model, dimensions, state) VALUES ($1, $2, $3, $4, 'building')
		ON CONFLICT (workspace_id, model, dimensions) DO UPDATE SET model = EXCLUDED.model
		RETURNING id`, tx.Workspace(), id, l.embedder.Model(), dimensions).Scan(&id)
	return id, err
}

// swapVersion lets the present model's version serve, once it has every passage.
func (l *Library) swapVersion(ctx context.Context, ws uuid.UUID) error {
	return l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		var id uuid.UUID
		err := tx.QueryRow(ctx, `
			SELECT id FROM embedding_versions WHERE workspace_id = $1 AND model = $2 AND ($3 = 0 OR dimensions = $3)
			ORDER BY created_at DESC LIMIT 1 FOR UPDATE`, ws, l.embedder.Model(), l.embedder.Dimensions()).Scan(&id)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil // no passages at all
		}
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `DELETE FROM embedding_versions WHERE workspace_id = $1 AND id <> $2`, ws, id); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `
			UPDATE embedding_versions SET state = 'serving', served_at = app_now()
			WHERE workspace_id = $1 AND id = $2 AND state <> 'serving'`, ws, id)
		return err
	})
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
	rows, err := s.tx.Query(ctx, `
		SELECT i.article_id, i.number, c.ordinal, n.similarity, n.shelf
		FROM (
		  SELECT e.chunk_id, e.shelf, 1 - (e.vector <=> $5::text::halfvec) AS similarity FROM embeddings e
		  WHERE e.workspace_id = $1 AND e.shelf = ANY($4) AND e.version_id = (
		    SELECT v.id FROM embedding_versions v
		    WHERE v.workspace_id = $1 AND v.state = 'serving' AND v.model = $2 AND v.dimensions = $3)
		  ORDER BY e.vector <=> $5::text::halfvec LIMIT $6) n
		JOIN chunks c ON c.workspace_id = $1 AND c.id = n.chunk_id
		JOIN index_articles i ON i.workspace_id = $1 AND i.article_id = c.article_id
		ORDER BY n.similarity DESC, i.number, c.ordinal`,
		s.ws, s.lib.embedder.Model(), len(s.vector), s.shelves, halfVector(s.vector).String(), pool)
	if err != nil {
		return err
	}
	s.near, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (n near, err error) {
		err = row.Scan(&n.article, &n.number, &n.ordinal, &n.similarity, &n.group)
		n.group &= shelfLangs
		return n, err
	})
	if err != nil {
		return fmt.Errorf("read vectors: %w", err)
	}
	return nil
}
