package bot

import (
	"context"

	"github.com/firstlinehq/firstline/bot/query"
	"github.com/firstlinehq/firstline/bot/retrieval"
	"github.com/firstlinehq/firstline/bot/talk"
	"github.com/firstlinehq/firstline/bot/trace"
)

func (t *turn) search(ctx context.Context) error {
	t.rewrite(ctx)
	r, err := t.find(ctx, t.question)
	if err != nil {
		return err
	}
	t.found = r
	if leaning, ok := t.question.Leaning(); ok {
		if err := t.tryLeaning(ctx, leaning); err != nil {
			return err
		}
	}
	r = t.found
	t.trace.Confidence = r.Confidence
	t.trace.FollowUp = t.question.FollowUp
	for _, p := range r.Passages {
		t.trace.Retrieval = append(t.trace.Retrieval, trace.Retrieved{Article: p.Article, Title: p.Title, Section: p.Section, Score: p.Score})
	}
	return nil
}

func (t *turn) find(ctx context.Context, q talk.Standalone) (retrieval.Found, error) {
	return t.bot.search.Find(ctx, retrieval.Question{
		Workspace: t.claim.Workspace, Text: query.Searched(q.Query()), Lang: t.lang, Draft: t.draft,
	})
}

// surerBy is how much surer the answer must be to a short question that is taken
// to lean on the turn before, though no word of it says so.
const surerBy = 0.1

// tryLeaning takes the question to lean on the turn before if that gives the surer
// answer.
func (t *turn) tryLeaning(ctx context.Context, leaning talk.Standalone) error {
	found, err := t.find(ctx, leaning)
	if err != nil {
		return err
	}
	if t.extract(leaning, found).Sure >= t.extract(t.question, t.found).Sure+surerBy {
		t.question, t.found = leaning, found
	}
	return nil
}
