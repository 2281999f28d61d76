package knowledge

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge/internal/db"
	"github.com/firstlinehq/firstline/knowledge/markdown"
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
// wrote it, and says whether it did. It is one transaction: until it commits,
// search reads the old index, or answers [ErrIndexRebuilding] where it cannot.
// Publications wait for its lock as long as [postgres.LockTimeout] and then fail as
// unavailable; imports come back. Passages that stay as they are keep their ids and
// vectors.
func (l *Library) RebuildIndex(ctx context.Context, ws uuid.UUID) (done bool, err error) {
	err = l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		w := newIndexWriter(tx)
		_, err := w.lock(ctx, 0)
		if errors.Is(err, errStaleIndex) {
			done = true
			return l.rebuildTx(ctx, tx)
		}
		return err
	})
	return done, wrap("rebuild index", err)
}

// rebuildBatch is how many articles a rebuild holds in memory at once: a whole
// block of postings, so that none is written twice.
const rebuildBatch = 1 << posting.BlockBits

// rebuildTx writes the index of all published articles. The caller holds the lock
// on the workspace's head.
func (l *Library) rebuildTx(ctx context.Context, tx *postgres.Tx) error {
	// The time an import of as many articles would be given, not a search; and a busy
	// machine may take articles apart for longer than an idle transaction is suffered.
	if _, err := tx.Exec(ctx, `SELECT set_config('statement_timeout', '10min', true), set_config('idle_in_transaction_session_timeout', '10min', true)`); err != nil {
		return err
	}
	if err := forgetIndexTx(ctx, tx); err != nil {
		return fmt.Errorf("forget the old index: %w", err)
	}
	ids, err := publishedTx(ctx, tx)
	if err != nil {
		return err
	}
	if err := l.rewriteTx(ctx, tx, ids); err != nil {
		return err
	}
	// What may be searched as a whole may be divided otherwise now.
	_, err = tx.Exec(ctx, `
		UPDATE embeddings e SET shelf = i.shelf FROM chunks c JOIN index_articles i ON i.workspace_id = $1 AND i.article_id = c.article_id
		WHERE e.workspace_id = $1 AND c.workspace_id = $1 AND c.id = e.chunk_id AND e.shelf <> i.shelf`, tx.Workspace())
	if err != nil {
		return fmt.Errorf("move vectors: %w", err)
	}
	return l.EnqueueEmbeddingTx(ctx, tx, tx.Workspace())
}

// rewriteTx writes articles into an empty index. The next batch is taken apart while
// the database writes one.
func (l *Library) rewriteTx(ctx context.Context, tx *postgres.Tx, ids []uuid.UUID) error {
	noted := map[spelledWord]bool{}
	write := func(items []indexItem) error {
		w := newIndexWriter(tx)
		w.keepPassages, w.fresh, w.noted = true, true, noted
		return w.write(ctx, nil, items)
	}
	type parsed struct {
		items []indexItem
		err   error
	}
	var next chan parsed
	for part := range slices.Chunk(ids, rebuildBatch) {
		articles, err := l.publishedArticlesTx(ctx, tx, part)
		if err != nil {
			return err
		}
		before := next
		next = make(chan parsed, 1)
		go func(into chan<- parsed) {
			items, err := newIndexItems(articles)
			into <- parsed{items, err}
		}(next)
		if before == nil {
			continue
		}
		if p := <-before; p.err != nil {
			return p.err
		} else if err := write(p.items); err != nil {
			return err
		}
	}
	if next == nil {
		return nil
	}
	p := <-next
	if p.err != nil {
		return p.err
	}
	return write(p.items)
}

// forgetIndexTx removes a workspace's index except its passages.
func forgetIndexTx(ctx context.Context, tx *postgres.Tx) error {
	batch := &pgx.Batch{}
	for _, table := range []string{"index_articles", "index_shelves", "postings", "posting_groups", "spellings", "words"} {
		batch.Queue(`DELETE FROM `+table+` WHERE workspace_id = $1`, tx.Workspace())
	}
	batch.Queue(`UPDATE index_heads SET next_number = 0, format = $2 WHERE workspace_id = $1`, tx.Workspace(), indexFormat)
	return tx.SendBatch(ctx, batch).Close()
}

func publishedTx(ctx context.Context, tx *postgres.Tx) ([]uuid.UUID, error) {
	rows, err := tx.Query(ctx, `SELECT id FROM articles WHERE workspace_id = $1 AND status = 'published' ORDER BY id`, tx.Workspace())
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}

// publishedArticlesTx reads articles as they are published.
func (l *Library) publishedArticlesTx(ctx context.Context, tx *postgres.Tx, ids []uuid.UUID) ([]db.Article, error) {
	rows, err := tx.Query(ctx, `
		SELECT a.id, a.lang, a.audience, a.for_bot, r.title, r.body
		FROM unnest($2::uuid[]) AS w (id)
		CROSS JOIN LATERAL (SELECT * FROM articles a WHERE a.workspace_id = $1 AND a.id = w.id LIMIT 1) a
		CROSS JOIN LATERAL (SELECT * FROM revisions r
		  WHERE r.workspace_id = $1 AND r.article_id = a.id AND r.number = a.published_revision LIMIT 1) r`, tx.Workspace(), ids)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (a db.Article, err error) {
		return a, row.Scan(&a.ID, &a.Lang, &a.Audience, &a.ForBot, &a.Title, &a.Body)
	})
}

// kept says how much of an article's stored passages is as it would be written.
type kept int

const (
	keptNothing  kept = iota
	keptPassages      // with their ids and vectors, but for their words
	keptAll
)

// keptOf compares the stored passages of articles with what they would be written as.
func (w *indexWriter) keptOf(ctx context.Context, items []indexItem) (map[uuid.UUID]kept, error) {
	ids := make([]uuid.UUID, len(items))
	for i, item := range items {
		ids[i] = item.article
	}
	rows, err := w.tx.Query(ctx, `
		SELECT c.article_id, c.path, c.anchor, c.text, c.words
		FROM unnest($2::uuid[]) AS a (id)
		CROSS JOIN LATERAL (SELECT * FROM chunks c WHERE c.workspace_id = $1 AND c.article_id = a.id OFFSET 0) c
		ORDER BY c.article_id, c.ordinal`, w.ws, ids)
	if err != nil {
		return nil, err
	}
	stored := map[uuid.UUID][]storedPassage{}
	var article uuid.UUID
	var p storedPassage
	_, err = pgx.ForEachRow(rows, []any{&article, &p.Path, &p.Anchor, &p.Text, &p.words}, func() error {
		stored[article] = append(stored[article], p)
		p = storedPassage{}
		return nil
	})
	out := make(map[uuid.UUID]kept, len(items))
	for _, item := range items {
		out[item.article] = item.keptOf(stored[item.article])
	}
	return out, err
}

// storedPassage is a passage as the database has it.
type storedPassage struct {
	markdown.Passage
	words []byte
}

func (i indexItem) keptOf(stored []storedPassage) kept {
	if len(stored) != len(i.passages) {
		return keptNothing
	}
	out := keptAll
	for n, p := range i.passages {
		s := stored[n]
		if s.Text != p.Text || s.Anchor != p.Anchor || !slices.Equal(s.Path, p.Path) {
			return keptNothing
		}
		if !bytes.Equal(s.words, posting.EncodeWords(i.entry.Words[n])) {
			out = keptPassages
		}
	}
	return out
}
