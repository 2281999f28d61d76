package api

import (
	"net/http"

	"github.com/firstlinehq/firstline/internal/account"
)

// registerActionBook adds what belongs to actions: their definitions, servers
// and audit, and the yes that a write waits for.
func (a *API) registerActionBook() {
	const base = "/v1/workspaces/{workspace}/actions"
	admin, watch := forMember(account.Administer), forMember(account.Supervise)
	register(a, op{http.MethodGet, base, "list-actions", "What may be done for visitors elsewhere", watch, 0}, a.listActions)
	register(a, op{http.MethodPost, base, "add-action", "Describe an action", admin, http.StatusCreated}, a.addAction)
	register(a, op{http.MethodPut, base + "/{action}", "save-action", "Change an action that was read at a version", admin, 0}, a.saveAction)
	register(a, op{http.MethodDelete, base + "/{action}", "remove-action", "Remove an action", admin, http.StatusNoContent}, a.removeAction)
	register(a, op{http.MethodPost, base + "/try", "try-action", "Make a call with sample values; it changes what the action changes", admin, 0}, a.tryAction)
	register(a, op{http.MethodGet, "/v1/workspaces/{workspace}/action-calls", "list-action-calls", "Every call and every refusal, newest first", watch, 0}, a.listCalls)
	register(a, op{http.MethodPut, "/v1/workspaces/{workspace}/action-retention", "keep-action-calls", "Set for how long calls are kept", admin, http.StatusNoContent}, a.keepCalls)

	const servers = "/v1/workspaces/{workspace}/action-servers"
	register(a, op{http.MethodGet, servers, "list-action-servers", "Servers of the Model Context Protocol and their tools", admin, 0}, a.listServers)
	register(a, op{http.MethodPost, servers, "add-action-server", "Add a server and list its tools", admin, http.StatusCreated}, a.addServer)
	register(a, op{http.MethodPut, servers + "/{server}", "save-action-server", "Change a server and list its tools anew", admin, 0}, a.saveServer)
	register(a, op{http.MethodPost, servers + "/{server}/list", "refresh-action-server", "List a server's tools anew", admin, 0}, a.refreshServer)
	register(a, op{http.MethodDelete, servers + "/{server}", "remove-action-server", "Forget a server with the actions that are its tools", admin, http.StatusNoContent}, a.removeServer)

	register(a, op{http.MethodPost, "/v1/visitor/conversations/{conversation}/confirmations/{confirmation}", "decide-confirmation", "Confirm or decline what an action would do", forVisitor, http.StatusNoContent}, a.confirm)
	const talk = "/v1/workspaces/{workspace}/conversations/{conversation}"
	register(a, op{http.MethodPost, talk + "/confirmations/{confirmation}", "decide-confirmation-for-visitor", "Confirm or decline for the visitor, who has said so", forMember(account.Converse), http.StatusNoContent}, a.confirmForVisitor)
	register(a, op{http.MethodGet, talk + "/actions", "list-conversation-actions", "Actions that agents may run", forMember(account.Converse), 0}, a.agentActions)
	register(a, op{http.MethodPost, talk + "/actions/{action}", "run-action", "Run an action for the visitor; one that writes asks them", forMember(account.Converse), 0}, a.runAction)
}
