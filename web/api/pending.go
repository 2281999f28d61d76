package api

import (
	"context"

	"github.com/firstlinehq/firstline/internal/problem"
)

var errPending = problem.New(problem.Unavailable, "internal")

func (a *API) members(context.Context, *InWorkspace) (*membersOutput, error) { return nil, errPending }
func (a *API) teams(context.Context, *InWorkspace) (*teamsOutput, error)     { return nil, errPending }
func (a *API) status(context.Context, *InWorkspace) (*statusOutput, error)   { return nil, errPending }
func (a *API) listConversations(context.Context, *listInput) (*listOutput, error) {
	return nil, errPending
}
func (a *API) conversation(context.Context, *InConversation) (*detailOutput, error) {
	return nil, errPending
}
func (a *API) conversationRow(context.Context, *InConversation) (*rowOutput, error) {
	return nil, errPending
}
func (a *API) staffEvents(context.Context, *staffEventsInput) (*eventsOutput, error) {
	return nil, errPending
}
func (a *API) assist(context.Context, *InConversation) (*assistOutput, error) { return nil, errPending }
func (a *API) suggestionOutcome(context.Context, *outcomeInput) (*nothing, error) {
	return nil, errPending
}
func (a *API) cannedReplies(context.Context, *InWorkspace) (*cannedOutput, error) {
	return nil, errPending
}
func (a *API) articles(context.Context, *articlesInput) (*articlesOutput, error) {
	return nil, errPending
}
func (a *API) createArticle(context.Context, *newArticleInput) (*articleOutput, error) {
	return nil, errPending
}
func (a *API) article(context.Context, *InArticle) (*articleOutput, error) { return nil, errPending }
func (a *API) saveArticle(context.Context, *saveArticleInput) (*articleOutput, error) {
	return nil, errPending
}
func (a *API) publishArticle(context.Context, *InArticle) (*articleOutput, error) {
	return nil, errPending
}
func (a *API) archiveArticle(context.Context, *InArticle) (*articleOutput, error) {
	return nil, errPending
}
func (a *API) revisions(context.Context, *InArticle) (*revisionsOutput, error) {
	return nil, errPending
}
func (a *API) restoreRevision(context.Context, *restoreInput) (*articleOutput, error) {
	return nil, errPending
}
func (a *API) collections(context.Context, *InWorkspace) (*collectionsOutput, error) {
	return nil, errPending
}
func (a *API) createCollection(context.Context, *newCollectionInput) (*collectionOutput, error) {
	return nil, errPending
}
func (a *API) testQuestion(context.Context, *testInput) (*testOutput, error) { return nil, errPending }
