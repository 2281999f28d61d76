package api

import (
	"net/http"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/account"
)

// InGap is the path of everything that belongs to one gap.
type InGap struct {
	InWorkspace
	Gap uuid.UUID `path:"gap" format:"uuid"`
}

type gapsInput struct {
	InWorkspace
	Status string `query:"status" enum:"open,drafted,closed,dismissed" default:"open"`
}

type gapsOutput struct {
	Body struct {
		Gaps []GapRow `json:"gaps"`
	}
}

type gapOutput struct{ Body GapView }

type gapDraftOutput struct{ Body GapDraft }

type dismissInput struct {
	InGap
	Body struct {
		Dismissed bool `json:"dismissed" doc:"false takes it up again"`
	}
}

type mergeInput struct {
	InGap
	Body struct {
		Into uuid.UUID `json:"into" format:"uuid"`
	}
}

type splitInput struct {
	InGap
	Body struct {
		Questions []struct {
			ConversationID uuid.UUID `json:"conversation_id" format:"uuid"`
			Seq            int64     `json:"seq" minimum:"1"`
		} `json:"questions" minItems:"1" maxItems:"500"`
	}
}

type linkInput struct {
	InGap
	Body struct {
		ArticleID uuid.UUID `json:"article_id" format:"uuid"`
	}
}

type overlapsOutput struct {
	Body struct {
		Overlaps []Overlap `json:"overlaps"`
	}
}

type figuresInput struct {
	InWorkspace
	Sort    string `query:"sort" enum:"title,shown,cited,resolved,escalated,helpful,not_helpful,boost,reviewed,review_by" default:"cited"`
	Reverse bool   `query:"reverse"`
}

type figuresOutput struct {
	Body struct {
		Articles []ArticleFigures `json:"articles"`
		Total    int              `json:"total"`
	}
}

type feedbackOutput struct{ Body FeedbackView }

type allowFeedbackInput struct {
	InWorkspace
	Body struct {
		Allowed bool `json:"allowed"`
	}
}

type pairsInput struct {
	InWorkspace
	Ignored bool `query:"ignored" doc:"What somebody has looked at and left"`
}

type pairsOutput struct {
	Body struct {
		Pairs   []ArticlePair `json:"pairs" doc:"At most 200, contradictions first"`
		Pending int           `json:"pending" doc:"Articles that are still to be compared"`
	}
}

type ignorePairInput struct {
	InWorkspace
	Body struct {
		A       uuid.UUID `json:"a" format:"uuid"`
		B       uuid.UUID `json:"b" format:"uuid"`
		Ignored bool      `json:"ignored"`
	}
}

func (a *API) registerGaps() {
	read, edit := forMember(account.Converse), forMember(account.EditKnowledge)
	const gaps, gap = "/v1/workspaces/{workspace}/gaps", "/v1/workspaces/{workspace}/gaps/{gap}"
	const feedback = "/v1/workspaces/{workspace}/knowledge/feedback"
	const article = "/v1/workspaces/{workspace}/articles/{article}"
	register(a, op{http.MethodGet, gaps, "list-gaps", "Questions without an answer by what they mean, what cost people most time first", read, 0}, a.gaps)
	register(a, op{http.MethodGet, gap, "get-gap", "A gap with its questions", read, 0}, a.gap)
	register(a, op{http.MethodPost, gap + "/draft", "draft-for-gap", "Make a draft article from what agents told these visitors", edit, http.StatusCreated}, a.draftForGap)
	register(a, op{http.MethodPost, gap + "/dismiss", "dismiss-gap", "Say that no article is needed, or that one is after all", edit, 0}, a.dismissGap)
	register(a, op{http.MethodPost, gap + "/merge", "merge-gap", "Make a gap a part of another", edit, 0}, a.mergeGap)
	register(a, op{http.MethodPost, gap + "/split", "split-gap", "Put questions of a gap into one of their own", edit, http.StatusCreated}, a.splitGap)
	register(a, op{http.MethodPost, gap + "/link", "link-gap", "Name the article that answers a gap", edit, 0}, a.linkGap)
	const overlaps = "/v1/workspaces/{workspace}/overlaps"
	register(a, op{http.MethodGet, overlaps, "list-article-pairs", "Published articles that say the same as each other, or the opposite", read, 0}, a.articlePairs)
	register(a, op{http.MethodPost, overlaps + "/ignore", "ignore-article-pair", "Leave a pair as it is, or take it up again", edit, http.StatusNoContent}, a.ignorePair)
	register(a, op{http.MethodGet, article + "/overlaps", "list-overlaps", "Published articles that say the same as the draft, or the opposite", read, 0}, a.overlaps)
	register(a, op{http.MethodGet, "/v1/workspaces/{workspace}/knowledge/figures", "list-article-figures", "What became of each article in 180 days", read, 0}, a.articleFigures)
	register(a, op{http.MethodGet, feedback, "get-feedback", "Whether outcomes may move the ranking, and who changed it", read, 0}, a.feedbackState)
	register(a, op{http.MethodPut, feedback, "allow-feedback", "Let outcomes move the ranking, or not", edit, 0}, a.allowFeedback)
	register(a, op{http.MethodPost, feedback + "/reset", "reset-feedback", "Take back what outcomes have moved, for all articles", edit, 0}, a.resetFeedback)
	register(a, op{http.MethodPost, article + "/feedback/reset", "reset-article-feedback", "Take back what outcomes have moved, for one article", edit, 0}, a.resetArticleFeedback)
}
