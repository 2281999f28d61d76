package exam

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"github.com/firstlinehq/firstline/bot"
	"github.com/firstlinehq/firstline/bot/eval"
	"github.com/firstlinehq/firstline/knowledge/question"
)

// Slice is how long a run goes on before it lets others have their turn, and is
// taken up where it was: two thousand questions take a slow model hours. The job's
// own time only ends a question that hangs.
const (
	Slice   = 10 * time.Minute
	runTime = 2 * Slice
)

// Worker works [question.Ask].
type Worker struct {
	river.WorkerDefaults[question.Ask]
	bot   *bot.Bot
	store *question.Store
	slice time.Duration
}

// NewWorker makes the worker to register; slice is [Slice] but in tests.
func NewWorker(b *bot.Bot, store *question.Store, slice time.Duration) *Worker {
	return &Worker{bot: b, store: store, slice: slice}
}

// Timeout implements river.Worker.
func (*Worker) Timeout(*river.Job[question.Ask]) time.Duration { return runTime }

// Work implements river.Worker. A run whose last try fails is closed as failed;
// what it came to so far is kept.
func (w *Worker) Work(ctx context.Context, job *river.Job[question.Ask]) error {
	more, err := w.Ask(ctx, job.Args.Workspace, job.Args.Run, time.Now().Add(w.slice))
	switch {
	case err == nil && more:
		return river.JobSnooze(0) // which counts as no try
	case err == nil:
		return nil
	case errors.Is(err, question.ErrRun):
		return river.JobCancel(err) // deleted meanwhile
	case job.Attempt < job.MaxAttempts:
		return err
	}
	closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return errors.Join(err, w.store.End(closing, job.Args.Workspace, job.Args.Run, question.Failed))
}

// Ask asks the questions of a run that are still open, one at least, until the
// time is up; more says that some are left.
func (w *Worker) Ask(ctx context.Context, ws, id uuid.UUID, until time.Time) (more bool, err error) {
	run, left, err := w.store.Begin(ctx, ws, id)
	if err != nil {
		return false, err
	}
	slugs, err := w.bot.Library.Slugs(ctx, ws)
	if err != nil {
		return false, err
	}
	for i, q := range left {
		if i > 0 && time.Now().After(until) {
			return true, nil
		}
		asked := question.Asked{Question: q}
		if asked.Live, err = w.answer(ctx, ws, slugs, q, nil); err != nil {
			return false, err
		}
		if run.Article != nil {
			drafted, err := w.answer(ctx, ws, slugs, q, run.Article)
			if err != nil {
				return false, err
			}
			asked.Draft = &drafted
		}
		if err := w.store.Keep(ctx, ws, run, asked); err != nil {
			return false, err
		}
	}
	return false, w.store.End(ctx, ws, id, question.Done)
}

func (w *Worker) answer(ctx context.Context, ws uuid.UUID, slugs map[uuid.UUID]string, q question.Question, draft *uuid.UUID) (question.Result, error) {
	d, err := eval.Ask(ctx, w.bot, ws, slugs, q, draft)
	if err != nil {
		return question.Result{}, err
	}
	r := question.Result{
		Verdict: verdict(q, d), Answer: d.Answer.Text, Articles: []string{}, Rank: rank(q, slugs, d),
		Confidence: d.Answer.Trace.Confidence, TookMs: d.Took.Milliseconds(),
	}
	for _, s := range d.Answer.Sources {
		if s.Near {
			continue
		}
		r.Articles = append(r.Articles, s.Title)
	}
	return r, nil
}

// verdict holds an answer against the question's label. A label that names no
// article asks for what the answer must hold alone.
func verdict(q question.Question, d eval.Detail) question.Verdict {
	switch {
	case !q.Answerable && d.Given:
		return question.Invented
	case !q.Answerable:
		return question.Right
	case !d.Given:
		return question.Declined
	case d.Contained && (d.Right || q.Article == ""):
		return question.Right
	}
	return question.Wrong
}

// rank is where the first right article stood, from 1; 0 if it was not found.
func rank(q question.Question, slugs map[uuid.UUID]string, d eval.Detail) int {
	right := map[string]bool{q.Article: q.Article != ""}
	for _, also := range q.Also {
		right[also] = true
	}
	seen := map[uuid.UUID]bool{}
	for _, r := range d.Answer.Trace.Retrieval {
		if seen[r.Article] {
			continue
		}
		seen[r.Article] = true
		if right[slugs[r.Article]] {
			return len(seen)
		}
	}
	return 0
}
