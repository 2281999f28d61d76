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

// runTime bounds one take of a run: two thousand questions without a model take
// some minutes, with one they are taken up again.
const runTime = 20 * time.Minute

// Worker works [question.Ask].
type Worker struct {
	river.WorkerDefaults[question.Ask]
	bot   *bot.Bot
	store *question.Store
}

// NewWorker makes the worker to register.
func NewWorker(b *bot.Bot, store *question.Store) *Worker { return &Worker{bot: b, store: store} }

// Timeout implements river.Worker.
func (*Worker) Timeout(*river.Job[question.Ask]) time.Duration { return runTime }

// Work implements river.Worker. A run whose last try fails is closed as failed;
// what it came to so far is kept.
func (w *Worker) Work(ctx context.Context, job *river.Job[question.Ask]) error {
	err := w.Ask(ctx, job.Args.Workspace, job.Args.Run)
	switch {
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

// Ask asks the questions of a run that are still open.
func (w *Worker) Ask(ctx context.Context, ws, id uuid.UUID) error {
	run, left, err := w.store.Begin(ctx, ws, id)
	if err != nil {
		return err
	}
	slugs, err := w.bot.Library.Slugs(ctx, ws)
	if err != nil {
		return err
	}
	for _, q := range left {
		asked := question.Asked{Question: q}
		if asked.Live, err = w.answer(ctx, ws, slugs, q, nil); err != nil {
			return err
		}
		if run.Article != nil {
			drafted, err := w.answer(ctx, ws, slugs, q, run.Article)
			if err != nil {
				return err
			}
			asked.Draft = &drafted
		}
		if err := w.store.Keep(ctx, ws, run, asked); err != nil {
			return err
		}
	}
	return w.store.End(ctx, ws, id, question.Done)
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
