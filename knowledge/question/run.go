package question

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge/question/internal/db"
)

// Ask are the args of a job: ask the questions of a run.
type Ask struct {
	Workspace uuid.UUID `json:"workspace_id"`
	Run       uuid.UUID `json:"run_id"`
}

// Kind implements river.JobArgs.
func (Ask) Kind() string { return "ask_questions" }

// askTries is how often a run is taken up again; it goes on where it was.
const askTries = 4

// InsertOpts implements river.JobArgsWithInsertOpts.
func (Ask) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: jobs.Long, MaxAttempts: askTries}
}

// State is how far a run is.
type State string

// The states. They are stored: do not rename.
const (
	Queued  State = "queued"
	Running State = "running"
	Done    State = "done"
	Failed  State = "failed"
)

// Verdict says what an answer was worth.
type Verdict string

// The verdicts. They are stored: do not rename.
const (
	Right    Verdict = "right"    // answered from a right article with all it must hold, or rightly declined
	Wrong    Verdict = "wrong"    // answered, from another article or without what it must hold
	Declined Verdict = "declined" // there is an answer, none was given
	Invented Verdict = "invented" // there is none, one was given
)

// Result is what became of a question.
type Result struct {
	Verdict Verdict `json:"verdict"`
	Answer  string  `json:"answer"`
	// Articles are the titles that the answer cites, Rank is where the first right
	// article stood in the search, from 1; 0 if it was not found.
	Articles   []string `json:"articles"`
	Rank       int      `json:"rank"`
	Confidence float64  `json:"confidence"`
	// TookMs is how long the answer took, in milliseconds.
	TookMs int64 `json:"took_ms"`
}

// Run is a set that is asked or was.
type Run struct {
	ID, Set uuid.UUID
	// Article is whose draft is tried beside what is live; nil for none.
	Article      *uuid.UUID
	ArticleTitle string
	State        State
	Done, Total  int
	StartedBy    *uuid.UUID
	CreatedAt    time.Time
	FinishedAt   *time.Time
}

// Asked is what a question of a run came to; Draft is nil in a run of what is
// live alone.
type Asked struct {
	Question Question
	Live     Result
	Draft    *Result
}

// Start has a set asked, with an article's draft beside what is live unless
// article is nil.
func (s *Store) Start(ctx context.Context, ws, by, set uuid.UUID, article *uuid.UUID) (Run, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return Run{}, wrap("start run", err)
	}
	err = s.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		sql := db.New(tx)
		if _, err := sql.LockSet(ctx, db.LockSetParams{WorkspaceID: ws, ID: set}); err != nil {
			return missing(err, ErrSet)
		}
		if err := sql.AddRun(ctx, db.AddRunParams{WorkspaceID: ws, ID: id, SetID: set, ArticleID: article, StartedBy: &by}); err != nil {
			if postgres.IsForeignKey(err) {
				return problem.Wrap(err, problem.NotFound, "article_not_found")
			}
			return err
		}
		return s.jobs.InsertTx(ctx, tx, Ask{Workspace: ws, Run: id}, nil)
	})
	if err != nil {
		return Run{}, wrap("start run", err)
	}
	return s.Run(ctx, ws, id)
}

// Run gives a run.
func (s *Store) Run(ctx context.Context, ws, id uuid.UUID) (run Run, err error) {
	err = s.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		r, err := db.New(tx).Run(ctx, db.RunParams{WorkspaceID: ws, ID: id})
		run = runOf(db.RunsRow(r))
		return missing(err, ErrRun)
	})
	return run, wrap("read run", err)
}

// Runs lists a set's runs, newest first, at most 50.
func (s *Store) Runs(ctx context.Context, ws, set uuid.UUID) (out []Run, err error) {
	err = s.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		rows, err := db.New(tx).Runs(ctx, db.RunsParams{WorkspaceID: ws, SetID: set})
		out = make([]Run, len(rows))
		for i, r := range rows {
			out[i] = runOf(r)
		}
		return err
	})
	return out, wrap("list runs", err)
}

// LastRuns gives the newest run of each set that was ever asked.
func (s *Store) LastRuns(ctx context.Context, ws uuid.UUID) (out []Run, err error) {
	err = s.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		rows, err := db.New(tx).LastRuns(ctx, ws)
		out = make([]Run, len(rows))
		for i, r := range rows {
			out[i] = runOf(db.RunsRow(r))
		}
		return err
	})
	return out, wrap("list last runs", err)
}

func runOf(r db.RunsRow) Run {
	return Run{
		ID: r.ID, Set: r.SetID, Article: r.ArticleID, ArticleTitle: r.ArticleTitle, State: State(r.State), Done: int(r.Done),
		Total: int(r.Total), StartedBy: r.StartedBy, CreatedAt: r.CreatedAt, FinishedAt: r.FinishedAt,
	}
}

// Results gives what the questions of a run came to so far, in their order.
func (s *Store) Results(ctx context.Context, ws uuid.UUID, run Run) (out []Asked, err error) {
	err = s.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		questions, err := questionsTx(ctx, tx, run.Set)
		if err != nil {
			return err
		}
		rows, err := db.New(tx).Results(ctx, db.ResultsParams{WorkspaceID: ws, RunID: run.ID})
		if err != nil {
			return err
		}
		came := make(map[string]db.ResultsRow, len(rows))
		for _, r := range rows {
			came[r.QuestionID] = r
		}
		out = []Asked{}
		for _, q := range questions {
			r, ok := came[q.ID]
			if !ok {
				continue
			}
			a := Asked{Question: q}
			if err := json.Unmarshal(r.Live, &a.Live); err != nil {
				return err
			}
			if r.Draft != nil {
				if err := json.Unmarshal(r.Draft, &a.Draft); err != nil {
					return err
				}
			}
			out = append(out, a)
		}
		return nil
	})
	return out, wrap("read results", err)
}

// Begin takes a run up and gives the questions that are still to be asked; none
// if it is over.
func (s *Store) Begin(ctx context.Context, ws, id uuid.UUID) (run Run, left []Question, err error) {
	if run, err = s.Run(ctx, ws, id); err != nil {
		return run, nil, err
	}
	var begun int64
	err = s.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		begun, err = db.New(tx).BeginRun(ctx, db.BeginRunParams{WorkspaceID: ws, ID: id})
		return err
	})
	if err != nil || begun == 0 {
		return run, nil, wrap("begin run", err)
	}
	questions, err := s.Questions(ctx, ws, run.Set)
	if err != nil {
		return run, nil, err
	}
	asked, err := s.Results(ctx, ws, run)
	over := make(map[string]bool, len(asked))
	for _, a := range asked {
		over[a.Question.ID] = true
	}
	for _, q := range questions {
		if !over[q.ID] {
			left = append(left, q)
		}
	}
	return run, left, err
}

// Keep stores what a question came to. One that was removed meanwhile is passed
// over.
func (s *Store) Keep(ctx context.Context, ws uuid.UUID, run Run, a Asked) error {
	live, err := json.Marshal(a.Live)
	if err != nil {
		return wrap("keep result", err)
	}
	var draft []byte
	if a.Draft != nil {
		if draft, err = json.Marshal(a.Draft); err != nil {
			return wrap("keep result", err)
		}
	}
	return wrap("keep result", s.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		sql := db.New(tx)
		if err := sql.AddResult(ctx, db.AddResultParams{
			WorkspaceID: ws, RunID: run.ID, SetID: run.Set, ID: a.Question.ID, Live: live, Draft: draft,
		}); err != nil {
			return err
		}
		return sql.CountRun(ctx, db.CountRunParams{WorkspaceID: ws, ID: run.ID})
	}))
}

// End closes a run. One that is over stays as it is.
func (s *Store) End(ctx context.Context, ws, id uuid.UUID, state State) error {
	return wrap("end run", s.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		return db.New(tx).EndRun(ctx, db.EndRunParams{WorkspaceID: ws, ID: id, State: string(state)})
	}))
}

// Counts are how many answers of a run were worth what.
type Counts struct {
	Live, Draft map[Verdict]int
}

// Counts counts the answers of runs so far, by the runs' ids.
func (s *Store) Counts(ctx context.Context, ws uuid.UUID, runs ...Run) (out map[uuid.UUID]Counts, err error) {
	ids := make([]uuid.UUID, len(runs))
	for i, r := range runs {
		ids[i] = r.ID
	}
	err = s.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		out = make(map[uuid.UUID]Counts, len(ids))
		for _, id := range ids {
			out[id] = Counts{Live: map[Verdict]int{}, Draft: map[Verdict]int{}}
		}
		rows, err := db.New(tx).Verdicts(ctx, db.VerdictsParams{WorkspaceID: ws, Runs: ids})
		for _, r := range rows {
			out[r.RunID].Live[Verdict(r.Live)] += int(r.Count)
			if r.Draft != "" {
				out[r.RunID].Draft[Verdict(r.Draft)] += int(r.Count)
			}
		}
		return err
	})
	return out, wrap("count answers", err)
}
