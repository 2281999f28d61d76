package exam_test

import (
	"flag"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot"
	"github.com/firstlinehq/firstline/bot/exam"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/knowledge"
)

var verbose = flag.Bool("wrong", false, "print the questions that went wrong")

// TestAnswers holds the answers without a model against the development set.
func TestAnswers(t *testing.T) {
	t.Parallel()
	set, err := exam.Load("../testdata/answers")
	require.NoError(t, err)
	db := pgtest.New(t)
	ws := pgtest.Workspace(t, db)
	lib := knowledge.New(db)
	slugs, err := exam.Stock(t.Context(), lib, ws, set.Articles)
	require.NoError(t, err)
	r, err := exam.Run(t.Context(), bot.New(bot.Parts{DB: db, Library: lib}), ws, slugs, set.Questions)
	require.NoError(t, err)
	t.Logf("%+v", struct {
		N                                 int
		Contained, Right, False, Declined float64
		Median                            int
		P50, P95                          float64
	}{r.N, r.Contained, r.RightArticle, r.FalseAnswers, r.DeclinedAnswerable, r.MedianWords, r.P50ms, r.P95ms})
	if *verbose {
		for _, d := range r.Details {
			wrong := d.Question.Answerable && (!d.Contained || !d.Right) || !d.Question.Answerable && d.Given
			if wrong {
				t.Logf("%s %s %q want %s %q: conf %.2f cover %.2f contained=%v right=%v given=%v decision=%s/%s topic=%v\n  %s", d.Question.ID, d.Question.Lang, d.Question.Question,
					d.Question.Article, d.Question.MustContain, d.Answer.Trace.Confidence, d.Answer.Trace.Cover, d.Contained, d.Right, d.Given,
					d.Answer.Trace.Decision.Kind, d.Answer.Trace.Decision.Reason, d.Answer.Trace.FollowUp, d.Answer.Text)
				for i, p := range d.Answer.Trace.Retrieval {
					if i < 4 {
						t.Logf("      %.2f %s › %s cited=%v", p.Score, p.Title, p.Section, p.Cited)
					}
				}
			}
		}
	}
}
