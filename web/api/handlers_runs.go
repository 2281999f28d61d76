package api

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/knowledge/question"
)

func (a *API) startQuestionRun(ctx context.Context, in *startRunInput) (*runOutput, error) {
	run, err := a.Questions.Start(ctx, in.Workspace, callerOf(ctx).ID, in.Set, in.Body.ArticleID)
	if err != nil {
		return nil, err
	}
	names, err := a.namesFor(ctx, in.Workspace)
	if err != nil {
		return nil, err
	}
	view, err := a.runShown(ctx, in.Workspace, run, names)
	return &runOutput{Body: view}, err
}

// runShown is a run with what its answers were worth so far.
func (a *API) runShown(ctx context.Context, ws uuid.UUID, r question.Run, names names) (QuestionRun, error) {
	shown, err := a.runsShown(ctx, ws, []question.Run{r}, names)
	if err != nil {
		return QuestionRun{}, err
	}
	return shown[0], nil
}

// runsShown is [API.runShown] of many.
func (a *API) runsShown(ctx context.Context, ws uuid.UUID, runs []question.Run, names names) ([]QuestionRun, error) {
	counts, err := a.Questions.Counts(ctx, ws, runs...)
	if err != nil {
		return nil, err
	}
	out := make([]QuestionRun, len(runs))
	for i, r := range runs {
		out[i] = runView(r, counts[r.ID], names)
	}
	return out, nil
}

func runView(r question.Run, counts question.Counts, names names) QuestionRun {
	view := QuestionRun{
		ID: r.ID, SetID: r.Set, ArticleID: r.Article, ArticleTitle: r.ArticleTitle, State: string(r.State), Done: r.Done, Total: r.Total,
		StartedBy: names.agent(r.StartedBy), CreatedAt: r.CreatedAt, FinishedAt: r.FinishedAt, Live: verdictCounts(counts.Live),
	}
	if r.Article != nil {
		draft := verdictCounts(counts.Draft)
		view.Draft = &draft
	}
	return view
}

func verdictCounts(n map[question.Verdict]int) VerdictCounts {
	return VerdictCounts{Right: n[question.Right], Wrong: n[question.Wrong], Declined: n[question.Declined], Invented: n[question.Invented]}
}

// questionReport compares a run with the run that the caller names; with nothing
// named, one that tried a draft with its own live half, another with the one
// before it.
func (a *API) questionReport(ctx context.Context, in *runInput) (*reportOutput, error) {
	run, err := a.Questions.Run(ctx, in.Workspace, in.Run)
	if err != nil {
		return nil, err
	}
	results, err := a.Questions.Results(ctx, in.Workspace, run)
	if err != nil {
		return nil, err
	}
	names, err := a.namesFor(ctx, in.Workspace)
	if err != nil {
		return nil, err
	}
	out := &reportOutput{}
	if out.Body.Run, err = a.runShown(ctx, in.Workspace, run, names); err != nil {
		return nil, err
	}
	before := map[string]question.Result{}
	if run.Article == nil || in.Against != uuid.Nil {
		against, err := a.runBefore(ctx, in.Workspace, run, in.Against)
		if err != nil {
			return nil, err
		}
		if against != nil {
			shown, err := a.runShown(ctx, in.Workspace, *against, names)
			if err != nil {
				return nil, err
			}
			out.Body.Against = &shown
			earlier, err := a.Questions.Results(ctx, in.Workspace, *against)
			if err != nil {
				return nil, err
			}
			for _, r := range earlier {
				before[r.Question.ID] = tried(r, in.Against != uuid.Nil)
			}
		}
	}
	out.Body.Rows = make([]ReportRow, len(results))
	for i, r := range results {
		out.Body.Rows[i] = reportRow(r, before, out.Body.Against == nil)
	}
	return out, nil
}

// tried is what an earlier run came to: with its draft, if it had one and somebody
// asks for that run.
func tried(r question.Asked, named bool) question.Result {
	if named && r.Draft != nil {
		return *r.Draft
	}
	return r.Live
}

// runBefore is the run to compare with: the named one, or the last of the same
// set before this one that asked what was live; nil if there is none.
func (a *API) runBefore(ctx context.Context, ws uuid.UUID, run question.Run, named uuid.UUID) (*question.Run, error) {
	if named != uuid.Nil {
		against, err := a.Questions.Run(ctx, ws, named)
		if err == nil && against.Set != run.Set {
			err = question.ErrRun // other questions
		}
		return &against, err
	}
	runs, err := a.Questions.Runs(ctx, ws, run.Set)
	if err != nil {
		return nil, err
	}
	for _, r := range runs {
		if r.CreatedAt.Before(run.CreatedAt) && r.State == question.Done {
			return &r, nil
		}
	}
	return nil, nil //nolint:nilnil // a first run has none before it
}

// reportRow is one question. halves compares a draft with what is live beside it.
func reportRow(r question.Asked, before map[string]question.Result, halves bool) ReportRow {
	row := ReportRow{Question: questionView(r.Question), After: answerResult(r.Live), Change: "new"}
	was, known := before[r.Question.ID]
	if r.Draft != nil {
		row.After = answerResult(*r.Draft)
		if halves {
			was, known = r.Live, true
		}
	}
	if known {
		shown := answerResult(was)
		row.Before, row.Change = &shown, change(shown, row.After)
	}
	return row
}

// worth orders verdicts: an invented answer is worse than a wrong one, which is
// worse than none.
var worth = map[string]int{string(question.Right): 3, string(question.Declined): 2, string(question.Wrong): 1, string(question.Invented): 0}

func change(before, after AnswerResult) string {
	switch b, a := worth[before.Verdict], worth[after.Verdict]; {
	case a > b:
		return "better"
	case a < b:
		return "worse"
	case before.Answer != after.Answer || before.Rank != after.Rank || !slices.Equal(before.Articles, after.Articles):
		return "changed"
	}
	return "same"
}

func answerResult(r question.Result) AnswerResult {
	cited := slices.Sorted(slices.Values(r.Articles))
	return AnswerResult{
		Verdict: string(r.Verdict), Answer: r.Answer, Articles: append([]string{}, slices.Compact(cited)...), Rank: r.Rank,
		Confidence: r.Confidence, TookMS: r.TookMs,
	}
}
