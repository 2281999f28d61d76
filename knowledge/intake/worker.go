package intake

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"github.com/firstlinehq/firstline/internal/egress"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/format"
	"github.com/firstlinehq/firstline/knowledge/intake/internal/db"
)

// The clocks of the work, each within the next: a claim is renewed three times
// before it runs out; a job ends by itself long before its time does.
const (
	renewEvery = 5 * time.Second
	claimLasts = 15 // seconds
	lookEvery  = 10 * time.Second
	sliceOf    = time.Minute
	jobTime    = 3 * time.Minute
)

// maxFaults is how many steps in a row may fail for reasons of ours (a database
// that is away, a full disk) before the import is given up.
const maxFaults = 8

// Parts are what an importer needs.
type Parts struct {
	DB      *postgres.DB
	Library *knowledge.Library
	// Jobs has the work done by a runner; nil if somebody calls Finish.
	Jobs *jobs.Client
	// Reader reads hostile formats.
	Reader format.Confined
	// Fetch gets pages. It follows redirects.
	Fetch *egress.Client
	// Moved is told of each step of an import, after it holds; nil for nobody. It
	// must not block.
	Moved func(ws uuid.UUID, now Import)
	// Pause is the least time between two pages of a site; 0 means 200 ms.
	Pause time.Duration
}

// Importer does imports.
type Importer struct {
	db     *postgres.DB
	lib    *knowledge.Library
	jobs   *jobs.Client
	reader format.Confined
	fetch  *egress.Client
	moved  func(uuid.UUID, Import)
	pause  time.Duration
}

// NewImporter makes an importer.
func NewImporter(p Parts) *Importer {
	if p.Pause == 0 {
		p.Pause = 200 * time.Millisecond
	}
	if p.Moved == nil {
		p.Moved = func(uuid.UUID, Import) {}
	}
	return &Importer{db: p.DB, lib: p.Library, jobs: p.Jobs, reader: p.Reader, fetch: p.Fetch, moved: p.Moved, pause: p.Pause}
}

// WorkImport asks for work on an import: reading or applying, as its state says.
type WorkImport struct {
	Workspace uuid.UUID `json:"workspace_id"`
	Import    uuid.UUID `json:"import_id"`
}

// Kind implements river.JobArgs.
func (WorkImport) Kind() string { return "work_import" }

// InsertOpts implements river.JobArgsWithInsertOpts. Faults are counted with the
// import, and Run asks again: a second count here would only hide them.
func (WorkImport) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: jobs.Bulk, Priority: jobs.Later, MaxAttempts: 1}
}

// Worker works [WorkImport].
type Worker struct {
	river.WorkerDefaults[WorkImport]
	importer *Importer
}

// Worker gives the importer's worker.
func (m *Importer) Worker() *Worker { return &Worker{importer: m} }

// Timeout implements river.Worker.
func (*Worker) Timeout(*river.Job[WorkImport]) time.Duration { return jobTime }

// Work implements river.Worker: a slice of the work, so that imports take turns.
func (w *Worker) Work(ctx context.Context, job *river.Job[WorkImport]) error {
	again, err := w.importer.work(ctx, job.Args.Workspace, job.Args.Import, time.Now().Add(sliceOf), func(Import) {})
	if err != nil || !again {
		return err
	}
	return w.importer.enqueue(ctx, job.Args)
}

func (m *Importer) enqueue(ctx context.Context, args WorkImport) error {
	return wrap("continue import", m.db.InWorkspace(ctx, args.Workspace, func(tx *postgres.Tx) error {
		return m.jobs.InsertTx(ctx, tx, args, nil)
	}))
}

// Run looks for imports whose worker is gone, and has them worked on, until ctx
// ends.
func (m *Importer) Run(ctx context.Context) error {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		if err := m.wake(ctx); err != nil && ctx.Err() == nil {
			slog.ErrorContext(ctx, "cannot look for imports to go on with", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

func (m *Importer) wake(ctx context.Context) error {
	var stalled []db.StalledRow
	err := m.db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) (err error) {
		stalled, err = db.New(tx).Stalled(ctx)
		return err
	})
	for _, s := range stalled {
		err = errors.Join(err, m.enqueue(ctx, WorkImport{Workspace: s.WorkspaceID, Import: s.ID}))
	}
	return err
}

// Finish works on an import until it is planned, done, failed or canceled, for
// callers without a runner. note is told after each step.
func (m *Importer) Finish(ctx context.Context, ws, id uuid.UUID, note func(Import)) (Import, error) {
	for {
		_, err := m.work(ctx, ws, id, time.Now().Add(time.Hour), note)
		if err != nil {
			return Import{}, err
		}
		now, err := m.Import(ctx, ws, id)
		if err != nil || !now.Working() {
			return now, err
		}
		// Somebody else is at work; their claim may run out.
		select {
		case <-ctx.Done():
			return now, ctx.Err()
		case <-time.After(time.Second):
		}
	}
}

// work takes the import if nobody else has it, and steps until nothing is left
// or the time is up; again says that something is left.
func (m *Importer) work(ctx context.Context, ws, id uuid.UUID, until time.Time, note func(Import)) (again bool, err error) {
	w := &working{Importer: m, ws: ws, id: id, token: uuid.New()}
	mine, err := w.claim(ctx)
	if err != nil || !mine {
		return false, err
	}
	defer func() { err = errors.Join(err, w.release(context.WithoutCancel(ctx))) }()
	held, cancel := context.WithCancel(ctx)
	defer cancel()
	go w.renew(held, cancel)
	for time.Now().Before(until) {
		more, err := w.step(held)
		if err != nil {
			err = w.fault(context.WithoutCancel(ctx), err)
			if now, gone := m.Import(ctx, ws, id); gone == nil {
				m.moved(ws, now)
			}
			return false, err
		}
		if now, err := m.Import(ctx, ws, id); err == nil {
			m.moved(ws, now)
			note(now)
		}
		if !more {
			return false, nil
		}
	}
	return true, nil
}

// working is one process's work on an import.
type working struct {
	*Importer
	ws, id uuid.UUID
	token  uuid.UUID
	sites  map[string]*site // what is known of websites, by host
	// pictures are those that were kept, by path or address.
	pictures map[string]uuid.UUID
}

func (w *working) claim(ctx context.Context) (mine bool, err error) {
	err = w.db.InWorkspace(ctx, w.ws, func(tx *postgres.Tx) error {
		n, err := db.New(tx).Claim(ctx, db.ClaimParams{WorkspaceID: w.ws, ID: w.id, Token: w.token, Seconds: claimLasts})
		mine = n == 1
		return err
	})
	return mine, wrap("claim import", err)
}

func (w *working) release(ctx context.Context) error {
	return wrap("release import", w.db.InWorkspace(ctx, w.ws, func(tx *postgres.Tx) error {
		return db.New(tx).Release(ctx, db.ReleaseParams{WorkspaceID: w.ws, ID: w.id, Token: w.token})
	}))
}

// renew keeps the claim through long steps, and ends the work if it is lost.
func (w *working) renew(ctx context.Context, lost context.CancelFunc) {
	tick := time.NewTicker(renewEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if mine, err := w.claim(ctx); err == nil && !mine {
			lost()
			return
		}
	}
}

// fault counts a step that failed for reasons of ours. The import goes on with
// the next look, unless it has failed too often.
func (w *working) fault(ctx context.Context, cause error) error {
	if errors.Is(cause, context.Canceled) || errors.Is(cause, ErrState) {
		return nil // shut down, canceled, or taken over: not a fault
	}
	if p, _ := asProblem(cause); p != nil && p.Kind != problem.Unavailable { // the import's own, and the same next time
		return w.within(ctx, "fail import", w.ws, w.id, "", func(tx *postgres.Tx, row db.Import) error {
			return finishTx(ctx, tx, row, StateFailed, p)
		})
	}
	if postgresCode(cause) == stateLocked {
		// On a busy machine a step of a rebuild holds it longer than so many faults take.
		slog.WarnContext(ctx, "import waits for a lock", "import", w.id, "error", cause)
		return nil
	}
	slog.ErrorContext(ctx, "import step failed", "import", w.id, "error", cause)
	return w.within(ctx, "note fault", w.ws, w.id, "", func(tx *postgres.Tx, row db.Import) error {
		faults, err := db.New(tx).NoteFault(ctx, db.NoteFaultParams{WorkspaceID: w.ws, ID: w.id})
		if err != nil || faults < maxFaults {
			return err
		}
		return finishTx(ctx, tx, row, StateFailed, problem.New(problem.Internal, "internal"))
	})
}

// step does the next thing; more says that there is another.
func (w *working) step(ctx context.Context) (more bool, err error) {
	now, err := w.Import(ctx, w.ws, w.id)
	if err != nil {
		return false, err
	}
	switch {
	case now.State == StateApplying:
		return w.applyStep(ctx)
	case now.State != StateReading:
		return false, nil
	case now.Kind == Website:
		more, err = w.crawlStep(ctx, now)
	default:
		more, err = w.readStep(ctx, now)
	}
	if more || err != nil {
		return more, err
	}
	return false, w.plan(ctx)
}

// store runs do if the import is still in the state and ours.
func (w *working) store(ctx context.Context, op, state string, do func(*postgres.Tx, db.Import) error) error {
	return w.within(ctx, op, w.ws, w.id, state, func(tx *postgres.Tx, row db.Import) error {
		if row.Claim == nil || *row.Claim != w.token {
			return ErrState
		}
		return do(tx, row)
	})
}
