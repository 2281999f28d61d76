package api

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/firstlinehq/firstline/bot"
	"github.com/firstlinehq/firstline/bot/trace"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/knowledge"
)

// ranked is how many articles the test box shows.
const ranked = 10

// testQuestion asks as a visitor would: the answer is the bot's own, by the
// functions that serve visitors; beside it stands what a search finds without
// the bot's limits, and why each article was left out.
func (a *API) testQuestion(ctx context.Context, in *testInput) (*testOutput, error) {
	begun := time.Now()
	tried, err := a.Bot.Try(ctx, in.Workspace, bot.Trial{Question: in.Body.Question, Lang: in.Body.Lang})
	if err != nil {
		return nil, err
	}
	took := time.Since(begun)
	found, err := a.Library.Search(ctx, in.Workspace, knowledge.Query{
		Text: in.Body.Question, Lang: in.Body.Lang, Audience: knowledge.Internal, Limit: ranked,
	})
	if err != nil {
		return nil, err
	}
	value, from := bot.Sureness(tried.Trace.Signs)
	result := TestResult{
		Question: in.Body.Question, Answered: tried.Outcome == bot.Answered, Confidence: min(max(value, 0), 1), Threshold: from,
		Answer: tried.Text, Sources: make([]TestSource, len(tried.Sources)), Ranking: []TestHit{},
		TookMS: float64(took.Microseconds()) / 1000,
	}
	for i, s := range tried.Sources {
		result.Sources[i] = TestSource{Number: s.Number, ArticleID: s.ArticleID, Title: s.Title, Section: s.Section, Quote: s.Quote}
	}
	for i, h := range found.Hits {
		if h.Audience == knowledge.Internal && !in.Body.Internal {
			continue
		}
		hit := hitFrom(h)
		hit.LeftOut = leftOut(h, found.Hits[i+1:], tried)
		result.Ranking = append(result.Ranking, hit)
	}
	return &testOutput{Body: result}, nil
}

func hitFrom(h knowledge.Hit) TestHit {
	hit := TestHit{
		ArticleID: h.ArticleID, Title: h.Title, Lang: h.Lang, Score: h.Score,
		Scores: map[string]float64{
			"article": h.Reasons.Article, "passage": h.Reasons.Passage, "cover": h.Reasons.Cover, "close": h.Reasons.Close,
		},
	}
	if h.Reasons.Dense > 0 {
		hit.Scores["dense"] = h.Reasons.Dense
	}
	if len(h.Passages) > 0 {
		hit.Section, hit.Passage = strings.Join(h.Passages[0].Path, " › "), h.Passages[0].Text
	}
	return hit
}

// leftOut says why the answer does not use an article; "" if it does. below are
// the articles that rank lower.
func leftOut(h knowledge.Hit, below []knowledge.Hit, tried bot.Tried) string {
	cited := func(s conversation.Source) bool { return s.ArticleID == h.ArticleID && !s.Near }
	read := func(h knowledge.Hit) bool {
		return slices.ContainsFunc(tried.Trace.Retrieval, func(r trace.Retrieved) bool { return r.Article == h.ArticleID })
	}
	switch {
	case slices.ContainsFunc(tried.Sources, cited):
		return ""
	case h.Audience == knowledge.Internal:
		return "internal"
	case !read(h) && slices.ContainsFunc(below, read):
		return "not_used_by_bot" // the bot's own search passed over it
	case h.Reasons.Foreign:
		return "other_language"
	case read(h) && tried.Outcome == bot.Answered:
		return "not_needed"
	}
	return "low_score"
}
