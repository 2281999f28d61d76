package gap

import (
	"context"
	"iter"
	"slices"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge/gap/internal/db"
	"github.com/firstlinehq/firstline/knowledge/meaning"
)

const (
	// changesAtOnce is how many notes of changes are worked off at a time: a list
	// waits for so many, the rest is for the sweep.
	changesAtOnce = 1000
	// countedAtOnce bounds what one statement counts.
	countedAtOnce = 100
	// staleAtOnce is how many gaps a sweep counts anew that nobody changed.
	staleAtOnce = 300
)

// countChangedTx counts the gaps whose questions changed since they were counted.
// more says that some are left. The caller holds the lock of the workspace's gaps.
func (q *Queue) countChangedTx(ctx context.Context, tx *postgres.Tx) (more bool, err error) {
	sql, ws := db.New(tx), tx.Workspace()
	notes, err := sql.Changes(ctx, db.ChangesParams{WorkspaceID: ws, Most: changesAtOnce})
	if err != nil || len(notes) == 0 {
		return false, err
	}
	var ids []int64
	var gaps []uuid.UUID
	for _, n := range notes {
		ids, gaps = append(ids, n.ID), append(gaps, n.GapID)
	}
	// Forgotten first: what changes from now on leaves a note of its own.
	if err := sql.ForgetChanges(ctx, db.ForgetChangesParams{WorkspaceID: ws, Ids: ids}); err != nil {
		return false, err
	}
	slices.SortFunc(gaps, func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) })
	return len(notes) == changesAtOnce, q.countTx(ctx, tx, slices.Compact(gaps))
}

// countTx counts gaps and finds what to call them by.
func (q *Queue) countTx(ctx context.Context, tx *postgres.Tx, gaps []uuid.UUID) error {
	sql, ws := db.New(tx), tx.Workspace()
	for some := range slices.Chunk(gaps, countedAtOnce) {
		if err := sql.Count(ctx, db.CountParams{WorkspaceID: ws, Ids: some}); err != nil {
			return err
		}
		rows, err := sql.Tellers(ctx, db.TellersParams{WorkspaceID: ws, Ids: some, Most: comparedMost})
		if err != nil {
			return err
		}
		leads := db.SetLeadsParams{WorkspaceID: ws}
		for of := range chunksBy(rows) {
			lead := q.lead(of)
			leads.Ids = append(leads.Ids, lead.GapID)
			leads.Conversations, leads.Seqs = append(leads.Conversations, lead.ConversationID), append(leads.Seqs, lead.Seq)
		}
		if err := sql.SetLeads(ctx, leads); err != nil {
			return err
		}
	}
	return nil
}

// chunksBy yields the rows of each gap.
func chunksBy(rows []db.TellersRow) iter.Seq[[]db.TellersRow] {
	return func(yield func([]db.TellersRow) bool) {
		for from := 0; from < len(rows); {
			to := from + 1
			for to < len(rows) && rows[to].GapID == rows[from].GapID {
				to++
			}
			if !yield(rows[from:to]) {
				return
			}
			from = to
		}
	}
}

// lead is the question that is most like the others, of those that met no answer
// if there are any; they stand first.
func (q *Queue) lead(rows []db.TellersRow) db.TellersRow {
	if answered := slices.IndexFunc(rows, func(r db.TellersRow) bool { return r.Outcome == string(Answered) }); answered > 0 {
		rows = rows[:answered]
	}
	meanings := make([]meaning.Meaning, len(rows))
	at := make([]int, len(rows))
	for i, r := range rows {
		meanings[i], at[i] = q.meaningOf(r.Text), i
	}
	return rows[newSpace(meanings).lead(at)]
}

// recount works off what is left of changes, and counts gaps that moved by
// themselves.
func (q *Queue) recount(ctx context.Context, ws uuid.UUID) error {
	for more := true; more; {
		err := q.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
			err := lockTx(ctx, tx)
			if err != nil {
				return err
			}
			more, err = q.countChangedTx(ctx, tx)
			return err
		})
		if err != nil {
			return wrap("count gaps", err)
		}
	}
	return wrap("count gaps", q.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		if err := lockTx(ctx, tx); err != nil {
			return err
		}
		stale, err := db.New(tx).Stale(ctx, db.StaleParams{WorkspaceID: ws, Most: staleAtOnce})
		if err != nil {
			return err
		}
		return q.countTx(ctx, tx, stale)
	}))
}
