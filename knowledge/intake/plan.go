package intake

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/intake/internal/db"
)

// plan compares what was read with the articles that the source brought before.
// The items hold all that is still needed, so what was uploaded goes: a plan may
// wait for weeks.
func (w *working) plan(ctx context.Context) error {
	return w.store(ctx, "plan import", StateReading, func(tx *postgres.Tx, row db.Import) error {
		have, err := w.lib.FromSourceTx(ctx, tx, row.Name+"/")
		if err != nil {
			return err
		}
		items, err := db.New(tx).ReadItems(ctx, db.ReadItemsParams{WorkspaceID: w.ws, ImportID: w.id})
		if err != nil {
			return err
		}
		p := newPlan(have)
		for _, it := range items {
			p.add(it)
		}
		if !row.Partial {
			p.addRemoved()
		}
		if err := w.setChangesTx(ctx, tx, p); err != nil {
			return err
		}
		for some := range slices.Chunk(p.removed, rowsAtOnce) {
			if _, err := w.insertItemsTx(ctx, tx, some); err != nil {
				return err
			}
		}
		if err := forgetPiecesTx(ctx, tx, row); err != nil {
			return err
		}
		return db.New(tx).SetPlan(ctx, db.SetPlanParams{
			WorkspaceID: w.ws, ID: w.id, Added: p.count[knowledge.Added], Changed: p.count[knowledge.Changed],
			Unchanged: p.count[knowledge.Unchanged], Removed: int32(len(p.removed)), Failed: p.count[knowledge.Failed],
		})
	})
}

type plan struct {
	have     map[string]knowledge.FromSource
	seen     map[string]bool // sources, and files that could not be read
	count    map[string]int32
	numbers  []int32
	changes  []string
	articles []*uuid.UUID
	problems []*string
	removed  []item
}

func newPlan(have []knowledge.FromSource) *plan {
	p := &plan{have: map[string]knowledge.FromSource{}, seen: map[string]bool{}, count: map[string]int32{}}
	for _, h := range have {
		p.have[h.Source] = h
	}
	return p
}

func (p *plan) add(it db.ReadItemsRow) {
	p.seen[it.Source] = true
	change, why := it.Change, (*problem.Error)(nil)
	old, known := p.have[it.Source]
	switch {
	case change == knowledge.Failed:
	case !known:
		change = knowledge.Added
	case bytes.Equal(old.Hash, it.Hash):
		change = knowledge.Unchanged
	case old.Edited:
		change, why = knowledge.Failed, problem.New(problem.Conflict, "article_edited_since_import")
	default:
		change = knowledge.Changed
	}
	var article *uuid.UUID
	if known {
		article = &old.ID
	}
	p.count[change]++
	p.numbers, p.changes = append(p.numbers, it.Number), append(p.changes, change)
	p.articles, p.problems = append(p.articles, article), append(p.problems, text(encode(why)))
}

// addRemoved finds what the source no longer has. A part of a file that could not
// be read this time is not gone.
func (p *plan) addRemoved() {
	for _, h := range p.have {
		file, _, _ := strings.Cut(h.Source, "#")
		if p.seen[h.Source] || p.seen[file] || h.Archived || len(h.Hash) == 0 {
			continue
		}
		p.removed = append(p.removed, item{source: h.Source, title: h.Title, lang: h.Lang, change: knowledge.Removed, article: &h.ID})
	}
}

func (w *working) setChangesTx(ctx context.Context, tx *postgres.Tx, p *plan) error {
	for from := 0; from < len(p.numbers); from += rowsAtOnce {
		to := min(from+rowsAtOnce, len(p.numbers))
		_, err := tx.Exec(ctx, setChanges, w.ws, w.id, p.numbers[from:to], p.changes[from:to], p.articles[from:to], p.problems[from:to])
		if err != nil {
			return err
		}
	}
	return nil
}

// rowsAtOnce is how many rows one statement changes: on a busy machine tens of
// thousands take longer than a statement may.
const rowsAtOnce = 2000

const setChanges = `
		UPDATE import_items i SET change = r.change, article_id = r.article, problem = coalesce(r.problem, i.problem),
		  incoming = CASE WHEN r.change IN ('added', 'changed') THEN i.incoming END
		FROM unnest($3::int[], $4::text[], $5::uuid[], $6::jsonb[]) AS r (number, change, article, problem)
		WHERE i.workspace_id = $1 AND i.import_id = $2 AND i.number = r.number`
