package api

import (
	"context"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/frontdesk"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/gap"
)

func (a *API) gaps(ctx context.Context, in *gapsInput) (*gapsOutput, error) {
	list, err := a.Gaps.List(ctx, in.Workspace, gap.Status(in.Status))
	if err != nil {
		return nil, err
	}
	out := &gapsOutput{}
	out.Body.Gaps = []GapRow{}
	for _, g := range list {
		out.Body.Gaps = append(out.Body.Gaps, gapRow(g))
	}
	return out, nil
}

func (a *API) gap(ctx context.Context, in *InGap) (*gapOutput, error) {
	return a.gapShown(ctx, in.Workspace, in.Gap)
}

func (a *API) gapShown(ctx context.Context, ws, id uuid.UUID) (*gapOutput, error) {
	g, err := a.Gaps.Get(ctx, ws, id)
	if err != nil {
		return nil, err
	}
	view := GapView{GapRow: gapRow(g), Questions: make([]GapQuestion, len(g.Questions))}
	for i, q := range g.Questions {
		view.Questions[i] = GapQuestion{
			ConversationID: q.Conversation, Number: q.Number, Seq: q.Seq, Lang: q.Lang, Text: q.Text,
			Outcome: string(q.Outcome), At: q.At, Minutes: q.Held.Minutes(),
		}
	}
	return &gapOutput{Body: view}, nil
}

func gapRow(g gap.Gap) GapRow {
	return GapRow{
		ID: g.ID, Status: string(g.Status), Title: g.Title, Lang: g.Lang,
		Misses:        GapMisses{Missed: g.Misses[gap.Missed], Rejected: g.Misses[gap.Rejected], Escalated: g.Misses[gap.Escalated]},
		Conversations: g.Conversations, Minutes: g.Held.Minutes(), Weeks: g.Weeks[:], FirstAt: g.FirstAt, LastAt: g.LastAt,
		ArticleID: g.Article, ArticleTitle: g.ArticleTitle, ArticleStatus: g.ArticleStatus, ClosedAt: g.ClosedAt,
		Before: MissRate(g.Before), After: MissRate(g.After),
	}
}

func (a *API) draftForGap(ctx context.Context, in *InGap) (*gapDraftOutput, error) {
	me := callerOf(ctx)
	actor := frontdesk.Actor{Workspace: in.Workspace, Agent: me.ID, Name: me.Name}
	article, answer, err := a.Desk.DraftForGap(ctx, actor, a.Gaps, in.Gap)
	if err != nil {
		return nil, err
	}
	return &gapDraftOutput{Body: GapDraft{ArticleID: article.ID, Conversations: len(answer.Conversations), ByModel: answer.ByModel}}, nil
}

func (a *API) dismissGap(ctx context.Context, in *dismissInput) (*gapOutput, error) {
	if err := a.Gaps.Dismiss(ctx, in.Workspace, callerOf(ctx).ID, in.Gap, in.Body.Dismissed); err != nil {
		return nil, err
	}
	return a.gapShown(ctx, in.Workspace, in.Gap)
}

func (a *API) mergeGap(ctx context.Context, in *mergeInput) (*gapOutput, error) {
	if err := a.Gaps.Merge(ctx, in.Workspace, callerOf(ctx).ID, in.Gap, in.Body.Into); err != nil {
		return nil, err
	}
	return a.gapShown(ctx, in.Workspace, in.Body.Into)
}

func (a *API) splitGap(ctx context.Context, in *splitInput) (*gapOutput, error) {
	places := make([]gap.Place, len(in.Body.Questions))
	for i, q := range in.Body.Questions {
		places[i] = gap.Place{Conversation: q.ConversationID, Seq: q.Seq}
	}
	apart, err := a.Gaps.Split(ctx, in.Workspace, callerOf(ctx).ID, in.Gap, places)
	if err != nil {
		return nil, err
	}
	return a.gapShown(ctx, in.Workspace, apart)
}

func (a *API) linkGap(ctx context.Context, in *linkInput) (*gapOutput, error) {
	if err := a.Gaps.Link(ctx, in.Workspace, callerOf(ctx).ID, in.Gap, in.Body.ArticleID); err != nil {
		return nil, err
	}
	return a.gapShown(ctx, in.Workspace, in.Gap)
}

func (a *API) articleFigures(ctx context.Context, in *figuresInput) (*figuresOutput, error) {
	rows, total, err := a.Library.ArticleFigures(ctx, in.Workspace, in.Sort, in.Reverse)
	if err != nil {
		return nil, err
	}
	names, err := a.namesFor(ctx, in.Workspace)
	if err != nil {
		return nil, err
	}
	out := &figuresOutput{}
	out.Body.Total = total
	out.Body.Articles = make([]ArticleFigures, len(rows))
	for i, r := range rows {
		out.Body.Articles[i] = ArticleFigures{
			ID: r.Article, Title: r.Title, Lang: r.Lang, Status: string(r.Status), Audience: string(r.Audience), Owner: names.agent(r.OwnerID),
			Shown: r.Shown, Cited: r.Cited, Resolved: r.Resolved, Escalated: r.Escalated, Helpful: r.Helpful, NotHelpful: r.NotHelpful,
			ReviewedAt: r.Reviewed, ReviewBy: r.ReviewBy, Boost: r.Boost,
		}
	}
	return out, nil
}

func (a *API) feedbackState(ctx context.Context, in *InWorkspace) (*feedbackOutput, error) {
	state, err := a.Library.FeedbackState(ctx, in.Workspace)
	if err != nil {
		return nil, err
	}
	names, err := a.namesFor(ctx, in.Workspace)
	if err != nil {
		return nil, err
	}
	view := FeedbackView{Allowed: state.Allowed, Most: knowledge.MostFeedback, Changes: make([]FeedbackChange, len(state.Changes))}
	for i, c := range state.Changes {
		view.Changes[i] = FeedbackChange{By: names.agent(&c.By), Change: c.Change, ArticleID: c.Article, ArticleTitle: c.ArticleTitle, At: c.At}
	}
	return &feedbackOutput{Body: view}, nil
}

func (a *API) allowFeedback(ctx context.Context, in *allowFeedbackInput) (*feedbackOutput, error) {
	if err := a.Library.AllowFeedback(ctx, in.Workspace, callerOf(ctx).ID, in.Body.Allowed); err != nil {
		return nil, err
	}
	return a.feedbackState(ctx, &in.InWorkspace)
}

func (a *API) resetFeedback(ctx context.Context, in *InWorkspace) (*feedbackOutput, error) {
	if err := a.Library.ForgetFeedback(ctx, in.Workspace, callerOf(ctx).ID); err != nil {
		return nil, err
	}
	return a.feedbackState(ctx, in)
}

func (a *API) resetArticleFeedback(ctx context.Context, in *InArticle) (*feedbackOutput, error) {
	if err := a.Library.ForgetFeedbackOf(ctx, in.Workspace, callerOf(ctx).ID, in.Article); err != nil {
		return nil, err
	}
	return a.feedbackState(ctx, &in.InWorkspace)
}
