package api

import (
	"context"

	"github.com/firstlinehq/firstline/agentassist"
)

func (a *API) assist(ctx context.Context, in *InConversation) (*assistOutput, error) {
	panel, err := a.Assistant.ForConversation(ctx, in.Workspace, in.Conversation)
	if err != nil {
		return nil, err
	}
	view := AssistView{
		ForSeq: panel.ForSeq, Suggestions: make([]SuggestionView, len(panel.Suggestions)),
		Articles: make([]RankedArticle, len(panel.Articles)), Canned: make([]CannedReplyMatch, len(panel.Canned)),
	}
	for i, s := range panel.Suggestions {
		view.Suggestions[i] = suggestionFrom(s)
	}
	for i, r := range panel.Articles {
		view.Articles[i] = RankedArticle{
			ID: r.ID, Title: r.Title, Section: r.Section, Passage: r.Passage, Score: r.Score, Audience: string(r.Audience), Lang: r.Lang,
		}
	}
	for i, c := range panel.Canned {
		view.Canned[i] = CannedReplyMatch{ID: c.ID, Title: c.Title, Text: c.Body}
	}
	return &assistOutput{Body: view}, nil
}

func suggestionFrom(s agentassist.Suggestion) SuggestionView {
	view := SuggestionView{
		ID: s.ID, Label: string(s.Label), Text: s.Text, ForSeq: s.ForSeq, Internal: s.Internal, Outcome: string(s.Outcome),
		Sources: make([]SuggestionSourceView, len(s.Sources)),
	}
	for i, src := range s.Sources {
		view.Sources[i] = SuggestionSourceView{
			Number: src.Number, Kind: string(src.Kind), ArticleID: src.Article, Title: src.Title, Section: src.Section, Internal: src.Internal,
		}
	}
	return view
}

func (a *API) suggestionOutcome(ctx context.Context, in *outcomeInput) (*nothing, error) {
	return nil, a.Assistant.Outcome(ctx, in.Workspace, in.Suggestion, agentassist.Outcome(in.Body.Outcome), in.Body.Reason)
}

func (a *API) cannedReplies(ctx context.Context, in *InWorkspace) (*cannedOutput, error) {
	replies, err := a.Assistant.CannedReplies(ctx, in.Workspace)
	if err != nil {
		return nil, err
	}
	out := &cannedOutput{}
	out.Body.Replies = make([]CannedReply, len(replies))
	for i, r := range replies {
		out.Body.Replies[i] = CannedReply{ID: r.ID, Shortcut: r.Shortcut, Lang: r.Lang, Title: r.Title, Body: r.Body}
	}
	return out, nil
}
