package api

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge"
)

// articlesShown bounds the list; who has more articles finds them by search.
const articlesShown = 500

func (a *API) articles(ctx context.Context, in *articlesInput) (*articlesOutput, error) {
	rows, total, err := a.Library.Articles(ctx, in.Workspace, knowledge.Filter{
		Status: knowledge.Status(in.Status), Current: in.Status == "", Lang: in.Lang, CollectionID: optional(in.Collection), Text: in.Search,
		ReviewDue: in.Due, OwnerID: optional(in.Owner), Offset: in.Offset, Limit: articlesShown,
	})
	if err != nil {
		return nil, err
	}
	names, err := a.namesFor(ctx, in.Workspace)
	if err != nil {
		return nil, err
	}
	out := &articlesOutput{}
	out.Body.Total = total
	out.Body.Articles = make([]ArticleRow, len(rows))
	for i, r := range rows {
		out.Body.Articles[i] = names.row(r)
	}
	return out, nil
}

func (a *API) article(ctx context.Context, in *InArticle) (*articleOutput, error) {
	article, err := a.Library.Article(ctx, in.Workspace, in.Article)
	return a.shown(ctx, in.Workspace, article, err)
}

func (a *API) createArticle(ctx context.Context, in *newArticleInput) (*articleOutput, error) {
	draft, err := a.draftFrom(ctx, in.Workspace, in.Body)
	if err != nil {
		return nil, err
	}
	if owner := callerOf(ctx).ID; draft.OwnerID == nil {
		draft.OwnerID = &owner
	}
	article, err := a.Library.CreateArticle(ctx, in.Workspace, draft)
	return a.shown(ctx, in.Workspace, article, err)
}

func (a *API) saveArticle(ctx context.Context, in *saveArticleInput) (*articleOutput, error) {
	before, err := a.Library.Article(ctx, in.Workspace, in.Article)
	if err != nil {
		return nil, err
	}
	if in.Body.OwnerID != nil && before.OwnerID != nil && *in.Body.OwnerID == *before.OwnerID {
		in.Body.OwnerID = nil // may have left the workspace since
	}
	draft, err := a.draftFrom(ctx, in.Workspace, in.Body.ArticleDraft)
	if err != nil {
		return nil, err
	}
	if draft.OwnerID == nil {
		draft.OwnerID = before.OwnerID
	}
	article, err := a.Library.SaveDraft(ctx, in.Workspace, in.Article, int(in.Body.Version), draft)
	return a.shown(ctx, in.Workspace, article, err)
}

func (a *API) publishArticle(ctx context.Context, in *publishInput) (*articleOutput, error) {
	return a.change(ctx, &in.InArticle, func(version int) (knowledge.Article, error) {
		if in.Version != 0 {
			version = int(in.Version)
		}
		return a.Library.Publish(ctx, in.Workspace, callerOf(ctx).ID, in.Article, version)
	})
}

func (a *API) submitArticle(ctx context.Context, in *InArticle) (*articleOutput, error) {
	return a.change(ctx, in, func(version int) (knowledge.Article, error) {
		return a.Library.SubmitForReview(ctx, in.Workspace, in.Article, version)
	})
}

func (a *API) archiveArticle(ctx context.Context, in *InArticle) (*articleOutput, error) {
	return a.change(ctx, in, func(version int) (knowledge.Article, error) {
		return a.Library.Archive(ctx, in.Workspace, in.Article, version)
	})
}

func (a *API) restoreRevision(ctx context.Context, in *restoreInput) (*articleOutput, error) {
	return a.change(ctx, &in.InArticle, func(version int) (knowledge.Article, error) {
		return a.Library.Restore(ctx, in.Workspace, in.Article, version, int(in.Body.Number))
	})
}

// change does something to an article as it stands; a save in between is a
// conflict.
func (a *API) change(ctx context.Context, in *InArticle, do func(version int) (knowledge.Article, error)) (*articleOutput, error) {
	before, err := a.Library.Article(ctx, in.Workspace, in.Article)
	if err != nil {
		return nil, err
	}
	after, err := do(before.Version)
	return a.shown(ctx, in.Workspace, after, err)
}

func (a *API) revisions(ctx context.Context, in *InArticle) (*revisionsOutput, error) {
	article, err := a.Library.Article(ctx, in.Workspace, in.Article)
	if err != nil {
		return nil, err
	}
	revisions, err := a.Library.Revisions(ctx, in.Workspace, in.Article)
	if err != nil {
		return nil, err
	}
	names, err := a.namesFor(ctx, in.Workspace)
	if err != nil {
		return nil, err
	}
	out := &revisionsOutput{}
	out.Body.Revisions = make([]RevisionRow, len(revisions))
	for i, r := range revisions {
		out.Body.Revisions[i] = RevisionRow{
			Number: int64(r.Number), Title: r.Title, Body: r.Body, Editor: names.agent(r.AuthorID), At: r.CreatedAt,
			Published: article.Status == knowledge.StatusPublished && r.Number == article.Revision, Kept: !r.Published,
		}
	}
	return out, nil
}

func (a *API) keepRevision(ctx context.Context, in *keepRevisionInput) (*struct{}, error) {
	return nil, a.Library.KeepRevision(ctx, in.Workspace, callerOf(ctx).ID, in.Article, knowledge.Draft{Title: in.Body.Title, Body: in.Body.Body})
}

func (a *API) collections(ctx context.Context, in *InWorkspace) (*collectionsOutput, error) {
	collections, err := a.Library.Collections(ctx, in.Workspace)
	if err != nil {
		return nil, err
	}
	out := &collectionsOutput{}
	out.Body.Collections = make([]Collection, len(collections))
	for i, c := range collections {
		out.Body.Collections[i] = Collection{ID: c.ID, Name: c.Title, Names: c.Titles, Articles: c.Published}
	}
	return out, nil
}

func (a *API) createCollection(ctx context.Context, in *newCollectionInput) (*collectionOutput, error) {
	c, err := a.Library.AddCollection(ctx, in.Workspace, knowledge.Collection{Title: in.Body.Name})
	if err != nil {
		return nil, err
	}
	return &collectionOutput{Body: Collection{ID: c.ID, Name: c.Title}}, nil
}

func (a *API) renameCollection(ctx context.Context, in *renameCollectionInput) (*struct{}, error) {
	return nil, a.Library.RenameCollection(ctx, in.Workspace, knowledge.Collection{ID: in.Collection, Title: in.Body.Name, Titles: in.Body.Names})
}

func (a *API) deleteCollection(ctx context.Context, in *InCollection) (*struct{}, error) {
	return nil, a.Library.DeleteCollection(ctx, in.Workspace, in.Collection)
}

func (a *API) orderCollections(ctx context.Context, in *orderCollectionsInput) (*struct{}, error) {
	return nil, a.Library.OrderCollections(ctx, in.Workspace, in.Body.Collections)
}

// draftFrom checks what the draft refers to: an id of another workspace is as
// good as none.
func (a *API) draftFrom(ctx context.Context, ws uuid.UUID, d ArticleDraft) (knowledge.Draft, error) {
	draft := knowledge.Draft{
		Title: d.Title, Body: d.Body, Lang: d.Lang, Audience: knowledge.Audience(d.Audience), NotForBot: !d.UsedByBot,
		CollectionID: d.CollectionID, ReviewBy: d.ReviewBy, OwnerID: d.OwnerID,
	}
	if d.CollectionID != nil || d.OwnerID != nil {
		names, err := a.namesFor(ctx, ws)
		if err != nil {
			return draft, err
		}
		if err := names.hold(d); err != nil {
			return draft, err
		}
	}
	if d.TranslationOf != nil {
		original, err := a.Library.Article(ctx, ws, *d.TranslationOf)
		if err != nil {
			return draft, err
		}
		draft.Key = original.Key
	}
	return draft, nil
}

// names are what ids of agents and collections are called.
type names struct {
	agents, collections map[uuid.UUID]string
}

// hold refuses a collection or an owner that the workspace does not have.
func (n names) hold(d ArticleDraft) error {
	if d.CollectionID != nil && n.collections[*d.CollectionID] == "" {
		return problem.New(problem.NotFound, "collection_not_found")
	}
	if d.OwnerID != nil && n.agents[*d.OwnerID] == "" {
		return problem.New(problem.NotFound, "article_owner")
	}
	return nil
}

func (a *API) namesFor(ctx context.Context, ws uuid.UUID) (names, error) {
	n := names{agents: map[uuid.UUID]string{}, collections: map[uuid.UUID]string{}}
	err := a.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		members, err := a.Accounts.MembersTx(ctx, tx)
		for _, m := range members {
			n.agents[m.ID] = m.Name
		}
		return err
	})
	if err != nil {
		return n, err
	}
	collections, err := a.Library.Collections(ctx, ws)
	for _, c := range collections {
		n.collections[c.ID] = c.Title
	}
	return n, err
}

// agent is an agent's name; "" for nobody, and for somebody who has left.
func (n names) agent(id *uuid.UUID) string {
	if id == nil {
		return ""
	}
	return n.agents[*id]
}

func (n names) row(r knowledge.ArticleRow) ArticleRow {
	row := ArticleRow{
		ID: r.ID, Slug: r.Slug, Lang: r.Lang, Title: r.Title, Status: string(r.Status), Audience: string(r.Audience),
		UsedByBot: !r.NotForBot, CollectionID: r.CollectionID, Owner: n.agent(r.OwnerID), OwnerID: r.OwnerID, ReviewBy: r.ReviewBy,
		UpdatedAt: r.UpdatedAt, Changed: r.Changed,
	}
	if r.CollectionID != nil {
		row.Collection = n.collections[*r.CollectionID]
	}
	return row
}

// translations are the article's others. The one begun first is the original.
func translations(id uuid.UUID, siblings []knowledge.ArticleRow) (others []TranslationRef, outdated bool) {
	others = []TranslationRef{}
	if len(siblings) == 0 {
		return others, false
	}
	original := slices.MinFunc(siblings, func(a, b knowledge.ArticleRow) int { return a.CreatedAt.Compare(b.CreatedAt) })
	for _, s := range siblings {
		old := s.TextAt.Before(original.TextAt)
		if s.ID == id {
			outdated = old
			continue
		}
		others = append(others, TranslationRef{
			ID: s.ID, Lang: s.Lang, Title: s.Title, Status: string(s.Status), Original: s.ID == original.ID, Outdated: old,
		})
	}
	return others, outdated
}

// shown is an article with what the editor shows beside it.
func (a *API) shown(ctx context.Context, ws uuid.UUID, article knowledge.Article, err error) (*articleOutput, error) {
	if err != nil {
		return nil, err
	}
	names, err := a.namesFor(ctx, ws)
	if err != nil {
		return nil, err
	}
	siblings, _, err := a.Library.Articles(ctx, ws, knowledge.Filter{Key: article.Key})
	if err != nil {
		return nil, err
	}
	html, err := knowledge.Render(article.Body, knowledge.Links{Files: knowledge.FilesOf(ws)})
	if err != nil {
		return nil, err
	}
	view := ArticleView{
		ArticleRow: names.row(knowledge.ArticleRow{
			ID: article.ID, Slug: article.Slug, Lang: article.Lang, Title: article.Title, Status: article.Status,
			Audience: article.Audience, NotForBot: article.NotForBot, CollectionID: article.CollectionID, OwnerID: article.OwnerID,
			ReviewBy: article.ReviewBy, UpdatedAt: article.UpdatedAt, Changed: article.Changed,
		}),
		Body: article.Body, Version: int64(article.Version), HTML: html,
	}
	view.Translations, view.Outdated = translations(article.ID, siblings)
	return &articleOutput{Body: view}, nil
}
