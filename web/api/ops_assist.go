package api

import (
	"net/http"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/account"
)

type assistOutput struct{ Body AssistView }

type outcomeInput struct {
	InWorkspace
	Suggestion uuid.UUID `path:"suggestion" format:"uuid"`
	Body       struct {
		Outcome string `json:"outcome" enum:"inserted,dismissed"`
		Reason  string `json:"reason,omitempty" enum:"wrong,irrelevant,tone,outdated,other," doc:"Why it was dismissed"`
	}
}

type cannedOutput struct {
	Body struct {
		Replies []CannedReply `json:"replies"`
	}
}

func (a *API) registerAssist() {
	converse := forMember(account.Converse)
	register(a, op{http.MethodGet, "/v1/workspaces/{workspace}/conversations/{conversation}/assist", "get-assist", "Suggested replies and ranked articles for the visitor's last message", converse, 0}, a.assist)
	register(a, op{http.MethodPost, "/v1/workspaces/{workspace}/suggestions/{suggestion}/outcome", "suggestion-outcome", "What became of a suggestion", converse, http.StatusNoContent}, a.suggestionOutcome)
	register(a, op{http.MethodGet, "/v1/workspaces/{workspace}/canned-replies", "list-canned-replies", "Prepared texts", converse, 0}, a.cannedReplies)
}
