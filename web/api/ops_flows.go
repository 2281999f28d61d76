package api

import (
	"net/http"

	"github.com/firstlinehq/firstline/internal/account"
)

func (a *API) registerFlows() {
	read, edit := forMember(account.Converse), forMember(account.Administer)
	const base = "/v1/workspaces/{workspace}/flows"
	register(a, op{http.MethodGet, base, "list-flows", "Guided flows and what they may call", read, 0}, a.flows)
	register(a, op{http.MethodPost, base, "create-flow", "Make a flow that no visitor meets yet", edit, http.StatusCreated}, a.createFlow)
	register(a, op{http.MethodPost, base + "/try", "try-flow", "Play a step of a draft as a visitor; nothing is stored or called", edit, 0}, a.tryFlow)
	register(a, op{http.MethodGet, base + "/{flow}", "get-flow", "A flow with its draft and what is wrong with it", read, 0}, a.flow)
	register(a, op{http.MethodPut, base + "/{flow}", "save-flow", "Keep a draft, sound or not", edit, 0}, a.saveFlow)
	register(a, op{http.MethodDelete, base + "/{flow}", "delete-flow", "Delete a flow with its versions and runs", edit, http.StatusNoContent}, a.deleteFlow)
	register(a, op{http.MethodPost, base + "/{flow}/publish", "publish-flow", "Bring the draft before visitors", edit, 0}, a.publishFlow)
	register(a, op{http.MethodPost, base + "/{flow}/retire", "retire-flow", "Take a flow away from visitors", edit, 0}, a.retireFlow)
	register(a, op{http.MethodGet, base + "/{flow}/versions", "list-flow-versions", "What was published", edit, 0}, a.flowVersions)
	register(a, op{http.MethodGet, base + "/{flow}/versions/{version}", "get-flow-version", "A version as it was published", edit, 0}, a.flowVersion)
}
