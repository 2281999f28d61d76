package bot

import (
	"context"

	"github.com/firstlinehq/firstline/bot/extract"
	"github.com/firstlinehq/firstline/bot/retrieval"
	"github.com/firstlinehq/firstline/bot/trace"
)

func (t *turn) search(ctx context.Context) error {
	t.rewrite(ctx)
	r, err := t.bot.search.Find(ctx, retrieval.Question{
		Workspace: t.claim.Workspace, Text: extract.Content(t.question.Query()), Lang: t.lang, Draft: t.draft,
	})
	if err != nil {
		return err
	}
	t.found = r
	t.trace.Confidence = r.Confidence
	t.trace.FollowUp = t.question.FollowUp
	for _, p := range r.Passages {
		t.trace.Retrieval = append(t.trace.Retrieval, trace.Retrieved{Article: p.Article, Title: p.Title, Section: p.Section, Score: p.Score})
	}
	return nil
}
