package gap

import (
	"context"
	"errors"
	"sync"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/gap/internal/db"
	"github.com/firstlinehq/firstline/knowledge/meaning"
)

// ErrNotFound says that the workspace has no such gap: it may have been merged.
var ErrNotFound = problem.New(problem.NotFound, "gap_not_found")

const (
	// mostQuestions is how many questions new ones are compared with, the newest;
	// a gap that has none among them stands there with the one it is called by.
	mostQuestions = 3000
	// mostLeads is how many such gaps there may be, those last asked about.
	mostLeads = 3000
	// keepDays is how long a question is kept.
	keepDays = 180
)

// Model gives the model that a workspace may ask, on that workspace's budget.
type Model func(ws uuid.UUID) llm.Chat

// Queue is the gaps of all workspaces.
type Queue struct {
	db      *postgres.DB
	library *knowledge.Library
	model   Model

	mu       sync.Mutex // protects meanings
	meanings map[string]meaning.Meaning
}

// New makes a queue. model may be nil, and give nil: drafts are put together from
// what agents wrote then.
func New(db *postgres.DB, library *knowledge.Library, model Model) *Queue {
	return &Queue{db: db, library: library, model: model}
}

// mostMeanings bounds the cache to some 20 MiB; when it is full it begins anew.
const mostMeanings = 2 * mostQuestions

func (q *Queue) meaningOf(text string) meaning.Meaning {
	q.mu.Lock()
	m, ok := q.meanings[text]
	q.mu.Unlock()
	if ok {
		return m
	}
	m = meaning.Of(text)
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.meanings == nil || len(q.meanings) >= mostMeanings {
		q.meanings = make(map[string]meaning.Meaning)
	}
	q.meanings[text] = m
	return m
}

// Place finds the gaps of questions that came in since it was called last, and
// forgets those that are too old. Two at a time do it one after the other.
func (q *Queue) Place(ctx context.Context, ws uuid.UUID) error {
	return q.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		return wrap("place questions", q.placeTx(ctx, tx))
	})
}

func (q *Queue) placeTx(ctx context.Context, tx *postgres.Tx) error {
	ws, sql := tx.Workspace(), db.New(tx)
	due, err := sql.Due(ctx, db.DueParams{WorkspaceID: ws, Days: keepDays})
	if err != nil || !due {
		return err
	}
	if err := lockTx(ctx, tx); err != nil {
		return err
	}
	if err := sql.Forget(ctx, db.ForgetParams{WorkspaceID: ws, Days: keepDays}); err != nil {
		return err
	}
	rows, err := windowTx(ctx, sql, ws)
	if err != nil {
		return err
	}
	gaps, err := sql.Gaps(ctx, ws)
	if err != nil {
		return err
	}
	p := newPlacing(q.spaceOf(rows), rows, gaps)
	if err := p.run(ctx, sql, ws); err != nil {
		return err
	}
	if err := sql.ForgetEmpty(ctx, ws); err != nil {
		return err
	}
	_, err = q.countChangedTx(ctx, tx)
	return err
}

// windowTx gives the questions among which new ones find their gap: the newest,
// and one for each gap that has none among them.
func windowTx(ctx context.Context, sql *db.Queries, ws uuid.UUID) ([]db.WindowRow, error) {
	rows, err := sql.Window(ctx, db.WindowParams{WorkspaceID: ws, Most: mostQuestions})
	if err != nil || len(rows) < mostQuestions {
		return rows, err
	}
	present := []uuid.UUID{}
	seen := map[uuid.UUID]bool{}
	for _, r := range rows {
		if r.GapID != nil && !seen[*r.GapID] {
			seen[*r.GapID] = true
			present = append(present, *r.GapID)
		}
	}
	leads, err := sql.Leads(ctx, db.LeadsParams{WorkspaceID: ws, Present: present, Most: mostLeads})
	if err != nil {
		return nil, err
	}
	old := make([]db.WindowRow, len(leads), len(leads)+len(rows))
	for i, l := range leads {
		old[i] = db.WindowRow(l)
	}
	return append(old, rows...), nil
}

// lockTx lets one change of a workspace's gaps happen at a time: two would begin
// the same gap twice, or place a question where a merge has just left nothing.
func lockTx(ctx context.Context, tx *postgres.Tx) error {
	_, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('gaps:' || $1::text, 0))`, tx.Workspace())
	return err
}

func (q *Queue) spaceOf(rows []db.WindowRow) *space {
	meanings := make([]meaning.Meaning, len(rows))
	for i, r := range rows {
		meanings[i] = q.meaningOf(r.Text)
	}
	return newSpace(meanings)
}

// placing is one run of the clustering over the questions of a workspace.
type placing struct {
	*space
	rows     []db.WindowRow
	ids      []uuid.UUID // of the clusters
	clusters []*cluster
	added    []int
}

func newPlacing(s *space, rows []db.WindowRow, gaps []db.GapsRow) *placing {
	p := &placing{space: s, rows: rows}
	at := make(map[uuid.UUID]*cluster, len(gaps))
	for _, g := range gaps {
		c := &cluster{fixed: g.Apart || g.ChangedBy != nil}
		at[g.ID] = c
		p.ids, p.clusters = append(p.ids, g.ID), append(p.clusters, c)
	}
	for i, r := range rows {
		switch {
		case r.GapID != nil && r.Placed:
			c := at[*r.GapID]
			c.members = append(c.members, i)
		case !r.Placed && r.GapID == nil, r.Outcome == string(Answered) && r.GapID == nil:
			p.added = append(p.added, i) // an answered one may belong to a gap that has come since
		case r.GapID != nil:
			at[*r.GapID].members = append(at[*r.GapID].members, i)
		}
	}
	return p
}

func (p *placing) run(ctx context.Context, sql *db.Queries, ws uuid.UUID) error {
	answered := func(i int) bool { return p.rows[i].Outcome == string(Answered) }
	all, merge := p.gather(p.clusters, p.added, answered)
	for range all[len(p.ids):] {
		id, err := uuid.NewV7()
		if err != nil {
			return err
		}
		p.ids = append(p.ids, id)
	}
	for i, c := range all {
		if i >= len(p.clusters) && len(c.members) > 0 {
			if err := sql.AddGap(ctx, db.AddGapParams{WorkspaceID: ws, ID: p.ids[i]}); err != nil {
				return err
			}
		}
	}
	// A gap that became part of another gives it its questions, also those that
	// were too old to be looked at.
	for i := range p.clusters {
		if into := merge[i]; into != i {
			if err := sql.MoveAll(ctx, db.MoveAllParams{WorkspaceID: ws, FromGap: p.ids[i], IntoGap: p.ids[into]}); err != nil {
				return err
			}
		}
	}
	return p.store(ctx, sql, ws, all)
}

func (p *placing) store(ctx context.Context, sql *db.Queries, ws uuid.UUID, all []*cluster) error {
	of := make(map[int]uuid.UUID)
	for i, c := range all {
		for _, m := range c.members {
			of[m] = p.ids[i]
		}
	}
	place := db.PlaceParams{WorkspaceID: ws}
	for i, r := range p.rows {
		id := of[i]
		if r.Placed && (r.GapID == nil) == (id == uuid.Nil) && (r.GapID == nil || *r.GapID == id) {
			continue
		}
		place.Conversations = append(place.Conversations, r.ConversationID)
		place.Seqs = append(place.Seqs, r.Seq)
		place.Gaps = append(place.Gaps, id)
	}
	return sql.Place(ctx, place)
}

// Sweep places the questions of every workspace and counts what changed, so that a
// list that is opened once a month is there at once. A workspace that fails does not keep the others
// waiting.
func (q *Queue) Sweep(ctx context.Context) error {
	ids, err := q.library.Workspaces(ctx)
	for _, ws := range ids {
		err = errors.Join(err, q.Place(ctx, ws), q.recount(ctx, ws))
	}
	return err
}
