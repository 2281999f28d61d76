package intake

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/intake/internal/db"
)

// applyBatch is how many articles are written in one transaction: enough that a
// row of the index is written once for many of them, few enough that an editor
// who publishes meanwhile waits for a second at most.
const applyBatch = 100

// applyStep applies the next items.
func (w *working) applyStep(ctx context.Context) (more bool, err error) {
	more, err = w.applySome(ctx, applyBatch)
	if err == nil || ctx.Err() != nil || !articleAtFault(err) {
		return more, err
	}
	// One article may be at fault. Alone it fails alone.
	slog.WarnContext(ctx, "import batch failed, trying its articles one by one", "import", w.id, "error", err)
	for range applyBatch {
		more, err = w.applySome(ctx, 1)
		if err == nil && more {
			continue
		}
		if err == nil || ctx.Err() != nil || !articleAtFault(err) || w.db.Ping(ctx) != nil {
			return more, err
		}
		if err = w.giveUpOne(ctx); err != nil {
			return false, err
		}
	}
	return true, nil
}

// articleAtFault reports whether an article may be at fault: not if the import is no
// longer ours, nor if the database is away or a lock was held for too long. One
// whose statement takes too long would do so again.
func articleAtFault(err error) bool {
	if problem.KindOf(err) == problem.Unavailable {
		return postgresCode(err) == stateSlow
	}
	p, _ := asProblem(err)
	return p == nil || p.Code != ErrState.Code
}

// States of PostgreSQL: a statement that took too long, a lock that was not had.
const (
	stateSlow   = "57014"
	stateLocked = "55P03"
)

func postgresCode(err error) string {
	var p *pgconn.PgError
	if errors.As(err, &p) {
		return p.Code
	}
	return ""
}

func (w *working) applySome(ctx context.Context, limit int32) (more bool, err error) {
	err = w.store(ctx, "apply import", StateApplying, func(tx *postgres.Tx, row db.Import) error {
		items, err := db.New(tx).PendingItems(ctx, db.PendingItemsParams{WorkspaceID: w.ws, ImportID: w.id, Limit: limit})
		if err != nil {
			return err
		}
		if more = len(items) > 0; !more {
			return finishTx(ctx, tx, row, StateDone, nil)
		}
		results, err := w.applyTx(ctx, tx, items)
		if err != nil {
			return err
		}
		return w.markAppliedTx(ctx, tx, items, results)
	})
	return more, err
}

// applyTx writes articles and archives those that are gone; the results stand in
// the items' order.
func (w *working) applyTx(ctx context.Context, tx *postgres.Tx, items []db.PendingItemsRow) ([]knowledge.Imported, error) {
	results := make([]knowledge.Imported, len(items))
	var writes []knowledge.Incoming
	var written, retired []int
	var gone []uuid.UUID
	for i, it := range items {
		if it.Change == knowledge.Removed {
			if it.ArticleID != nil {
				gone, retired = append(gone, *it.ArticleID), append(retired, i)
			}
			continue
		}
		var p payload
		if err := json.Unmarshal(it.Incoming, &p); err != nil {
			results[i].Err = problem.Wrap(err, problem.Invalid, "file_broken")
			continue
		}
		writes = append(writes, knowledge.Incoming{Source: it.Source, Hash: it.Hash, Draft: p.Draft, Collection: p.Collection, Unpublished: p.Unpublished})
		written = append(written, i)
	}
	done, err := w.lib.ImportTx(ctx, tx, writes)
	if err != nil {
		return nil, err
	}
	for n, i := range written {
		results[i] = done[n]
	}
	done, err = w.lib.RetireTx(ctx, tx, gone)
	if err != nil {
		return nil, err
	}
	for n, i := range retired {
		results[i] = done[n]
	}
	return results, nil
}

func (w *working) markAppliedTx(ctx context.Context, tx *postgres.Tx, items []db.PendingItemsRow, results []knowledge.Imported) error {
	var numbers []int32
	var problems []*string
	var articles []*uuid.UUID
	for i, it := range items {
		var why *problem.Error
		if results[i].Err != nil {
			var err error
			if why, err = asProblem(results[i].Err); err != nil {
				return err
			}
		}
		var article *uuid.UUID
		if results[i].Article != uuid.Nil {
			article = &results[i].Article
		}
		numbers, problems, articles = append(numbers, it.Number), append(problems, text(encode(why))), append(articles, article)
	}
	return w.markTx(ctx, tx, numbers, problems, articles)
}

func (w *working) markTx(ctx context.Context, tx *postgres.Tx, numbers []int32, problems []*string, articles []*uuid.UUID) error {
	count := db.CountAppliedParams{WorkspaceID: w.ws, ID: w.id}
	err := tx.QueryRow(ctx, `
		WITH r AS (SELECT * FROM unnest($3::int[], $4::jsonb[], $5::uuid[]) AS r (number, problem, article)), done AS (
		UPDATE import_items i SET applied = true, incoming = NULL, problem = r.problem, article_id = coalesce(r.article, i.article_id),
		  change = CASE WHEN r.problem IS NULL THEN i.change ELSE 'failed' END
		FROM r WHERE i.workspace_id = $1 AND i.import_id = $2 AND i.number = r.number)
		SELECT count(*) FILTER (WHERE r.problem IS NULL), count(*) FILTER (WHERE r.problem IS NOT NULL AND i.change = 'added'),
		  count(*) FILTER (WHERE r.problem IS NOT NULL AND i.change = 'changed'), count(*) FILTER (WHERE r.problem IS NOT NULL AND i.change = 'removed')
		FROM r JOIN import_items i ON i.workspace_id = $1 AND i.import_id = $2 AND i.number = r.number`, w.ws, w.id, numbers, problems, articles,
	).Scan(&count.Applied, &count.NotAdded, &count.NotChanged, &count.NotRemoved)
	if err != nil {
		return err
	}
	return db.New(tx).CountApplied(ctx, count)
}

// giveUpOne names the next item as the one that cannot be stored.
func (w *working) giveUpOne(ctx context.Context) error {
	return w.store(ctx, "give up an article", StateApplying, func(tx *postgres.Tx, _ db.Import) error {
		items, err := db.New(tx).PendingItems(ctx, db.PendingItemsParams{WorkspaceID: w.ws, ImportID: w.id, Limit: 1})
		if err != nil || len(items) == 0 {
			return err
		}
		why := text(encode(problem.New(problem.Internal, "import_item_failed")))
		return w.markTx(ctx, tx, []int32{items[0].Number}, []*string{why}, []*uuid.UUID{nil})
	})
}
