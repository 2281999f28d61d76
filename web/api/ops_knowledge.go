package api

import (
	"net/http"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/account"
)

// InArticle is the path of everything that belongs to one article.
type InArticle struct {
	InWorkspace
	Article uuid.UUID `path:"article" format:"uuid"`
}

type articlesInput struct {
	InWorkspace
	Search     string    `query:"search" maxLength:"200" doc:"Words of title or body"`
	Lang       string    `query:"lang" enum:"en,zh,"`
	Status     string    `query:"status" enum:"draft,review,published,archived," doc:"Left out, all but the archived ones"`
	Collection uuid.UUID `query:"collection" format:"uuid"`
	Due        bool      `query:"due" doc:"Only articles whose review-by day has come"`
	Owner      uuid.UUID `query:"owner" format:"uuid"`
	Offset     int       `query:"offset" minimum:"0" maximum:"1000000" doc:"How many to pass over; at most 500 are listed at a time"`
}

type articlesOutput struct {
	Body struct {
		Articles []ArticleRow `json:"articles"`
		// Total is how many there are in all.
		Total int `json:"total,omitempty"`
	}
}

type newArticleInput struct {
	InWorkspace
	Body ArticleDraft
}

type saveArticleInput struct {
	InArticle
	Body struct {
		ArticleDraft
		Version int64 `json:"version" minimum:"1" doc:"The version that was edited; an older one is refused with 409"`
	}
}

type articleOutput struct{ Body ArticleView }

type revisionsOutput struct {
	Body struct {
		Revisions []RevisionRow `json:"revisions"`
	}
}

type restoreInput struct {
	InArticle
	Body struct {
		Number int64 `json:"number" minimum:"1"`
	}
}

type publishInput struct {
	InArticle
	Version int64 `query:"version" minimum:"1" doc:"The version that was read; a newer one is refused with 409. Left out, what stands is published"`
}

type keepRevisionInput struct {
	InArticle
	Body struct {
		Title string `json:"title" minLength:"1" maxLength:"300"`
		Body  string `json:"body" maxLength:"1000000" doc:"Markdown"`
	}
}

type collectionsOutput struct {
	Body struct {
		Collections []Collection `json:"collections"`
	}
}

type newCollectionInput struct {
	InWorkspace
	Body struct {
		Name string `json:"name" minLength:"1" maxLength:"120"`
	}
}

// InCollection is the path of one collection.
type InCollection struct {
	InWorkspace
	Collection uuid.UUID `path:"collection" format:"uuid"`
}

type renameCollectionInput struct {
	InCollection
	Body struct {
		Name  string            `json:"name" minLength:"1" maxLength:"120"`
		Names map[string]string `json:"names,omitempty" maxProperties:"50" doc:"What it is called in languages where that is not its name"`
	}
}

type orderCollectionsInput struct {
	InWorkspace
	Body struct {
		Collections []uuid.UUID `json:"collections" minItems:"1" maxItems:"1000" doc:"All collections, in their order"`
	}
}

type collectionOutput struct{ Body Collection }

type testInput struct {
	InWorkspace
	Body struct {
		Question string `json:"question" minLength:"1" maxLength:"2000"`
		Lang     string `json:"lang,omitempty" enum:"en,zh,"`
		// Internal: search as the assist panel does, internal articles too.
		Internal bool `json:"internal,omitempty"`
	}
}

type testOutput struct{ Body TestResult }

func (a *API) registerKnowledge() {
	read, edit := forMember(account.Converse), forMember(account.EditKnowledge)
	const base = "/v1/workspaces/{workspace}/articles"
	register(a, op{http.MethodGet, base, "list-articles", "Articles", read, 0}, a.articles)
	register(a, op{http.MethodPost, base, "create-article", "Begin an article, as a draft", edit, http.StatusCreated}, a.createArticle)
	register(a, op{http.MethodGet, base + "/{article}", "get-article", "An article with its body", read, 0}, a.article)
	register(a, op{http.MethodPut, base + "/{article}", "save-article", "Save the draft over the version it was made from", edit, 0}, a.saveArticle)
	register(a, op{http.MethodPost, base + "/{article}/publish", "publish-article", "Publish the draft; it serves the next answer", edit, 0}, a.publishArticle)
	register(a, op{http.MethodPost, base + "/{article}/review", "submit-article", "Ask the other knowledge managers to read the draft", edit, 0}, a.submitArticle)
	register(a, op{http.MethodPost, base + "/{article}/archive", "archive-article", "Take it out of answers and lists", edit, 0}, a.archiveArticle)
	register(a, op{http.MethodGet, base + "/{article}/revisions", "list-revisions", "Earlier states, newest first", read, 0}, a.revisions)
	register(a, op{http.MethodPost, base + "/{article}/revisions", "keep-revision", "Keep a text that would be lost, without publishing it", edit, http.StatusNoContent}, a.keepRevision)
	register(a, op{http.MethodPost, base + "/{article}/restore", "restore-revision", "Make an earlier state the draft", edit, 0}, a.restoreRevision)
	const shelves = "/v1/workspaces/{workspace}/collections"
	register(a, op{http.MethodGet, shelves, "list-collections", "Collections", read, 0}, a.collections)
	register(a, op{http.MethodPost, shelves, "create-collection", "Add a collection", edit, http.StatusCreated}, a.createCollection)
	register(a, op{http.MethodPut, shelves + "/{collection}", "rename-collection", "Rename a collection", edit, http.StatusNoContent}, a.renameCollection)
	register(a, op{http.MethodDelete, shelves + "/{collection}", "delete-collection", "Delete a collection; its articles stay", edit, http.StatusNoContent}, a.deleteCollection)
	register(a, op{http.MethodPost, shelves + "/order", "order-collections", "Put the collections into an order", edit, http.StatusNoContent}, a.orderCollections)
	register(a, op{http.MethodPost, "/v1/workspaces/{workspace}/knowledge/test", "test-question", "Ask as a visitor would: ranking with scores, answer, why left out", read, 0}, a.testQuestion)
}
