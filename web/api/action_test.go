package api_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/action"
	"github.com/firstlinehq/firstline/bot/action/spec"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/web/api"
	"github.com/firstlinehq/firstline/web/webtest"
)

// An action from its description through a try to a visitor's yes and the
// audit. Nothing listens at its address: what is sent fails.
func TestActionsOverREST(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	admin, base := h.Mine.Admin, path(h.Mine, "/actions")
	draft := api.ActionDraft{Enabled: true, Secrets: map[string]string{"key": "sk-secret-9"}, Definition: action.Definition{
		Name: "cancel_order", Title: locale.Texts{"en": "Cancel an order"}, Description: "Cancels an order.", Writes: true, ForAgents: true, Seconds: 1, PerVisitor: 5, PerHour: 50,
		HTTP:    &spec.HTTP{Method: "POST", URL: "https://127.0.0.1/orders/{number}", Headers: []spec.Header{{Name: "Authorization", Value: "Bearer {secret:key}"}}},
		Inputs:  []spec.Input{{Name: "number", Label: locale.Texts{"en": "Order number"}, Type: spec.String, Required: true, From: spec.FromVisitor}},
		Outputs: []spec.Output{},
	}}
	made := admin.Call(t, http.MethodPost, base, draft)
	require.Equal(t, http.StatusCreated, made.Status, string(made.Body))
	require.NotContains(t, string(made.Body), "sk-secret-9")
	require.Equal(t, "action_name_taken", admin.Call(t, http.MethodPost, base, draft).RequireProblem(t, http.StatusConflict).Code)
	var list struct{ Actions []api.ActionView }
	h.Mine.Supervisor.Get(t, base, &list)
	require.Equal(t, []string{"key"}, list.Actions[0].Secrets)
	h.Mine.Agent.Call(t, http.MethodGet, base, nil).RequireProblem(t, http.StatusForbidden)
	h.Mine.Supervisor.Call(t, http.MethodPost, base, draft).RequireProblem(t, http.StatusForbidden)
	id := list.Actions[0].ID

	bad := draft
	bad.Definition.HTTP = &spec.HTTP{Method: "POST", URL: "http://shop.example/"}
	require.Equal(t, "action_invalid", admin.Call(t, http.MethodPost, base, bad).RequireProblem(t, http.StatusUnprocessableEntity).Code)

	var trial api.ActionTrial
	admin.Do(t, http.MethodPost, base+"/try", map[string]any{"definition": draft.Definition, "enabled": true, "like": id, "values": map[string]string{"number": "ORD-1"}}, &trial)
	require.Equal(t, "https://127.0.0.1/orders/ORD-1", trial.URL)
	require.Equal(t, []spec.Header{{Name: "Authorization", Value: "Bearer ••••"}}, trial.Headers)
	require.Equal(t, "failed", trial.Outcome)
	require.Equal(t, "address", trial.Reason)

	// An agent asks, the visitor says yes, once.
	talk := path(h.Mine, "/conversations/"+h.Mine.Conversation.String())
	list.Actions = nil
	h.Mine.Agent.Get(t, talk+"/actions", &list)
	require.Len(t, list.Actions, 1)
	require.Nil(t, list.Actions[0].Definition.HTTP)
	var run api.ActionRun
	h.Mine.Agent.Do(t, http.MethodPost, talk+"/actions/"+id.String(), map[string]any{"values": map[string]string{"number": "ORD-1"}}, &run)
	require.Equal(t, "asked", run.Outcome)
	var calls struct{ Calls []api.ActionCallView }
	h.Mine.Supervisor.Get(t, path(h.Mine, "/action-calls?outcome=asked&by=agent&action="+id.String()), &calls)
	require.Len(t, calls.Calls, 1)
	confirmation := calls.Calls[0].ID.String()
	yes := map[string]any{"yes": true}
	stranger := h.NewVisitor(t, h.Mine)
	stranger.Call(t, http.MethodPost, "/v1/visitor/conversations/"+h.Mine.Conversation.String()+"/confirmations/"+confirmation, yes).RequireProblem(t, http.StatusNotFound)
	require.Equal(t, http.StatusNoContent, h.Mine.Visitor.Call(t, http.MethodPost, "/v1/visitor/conversations/"+h.Mine.Conversation.String()+"/confirmations/"+confirmation, yes).Status)
	require.Equal(t, "confirmation_settled", h.Mine.Agent.Call(t, http.MethodPost, talk+"/confirmations/"+confirmation, yes).RequireProblem(t, http.StatusGone).Code)
	require.Eventually(t, func() bool {
		h.Mine.Supervisor.Get(t, path(h.Mine, "/action-calls?outcome=failed&by=agent"), &calls)
		return len(calls.Calls) == 1 && calls.Calls[0].ConfirmedBy == "visitor"
	}, 20*time.Second, 20*time.Millisecond)

	var kept struct{ Days int }
	h.Mine.Supervisor.Get(t, path(h.Mine, "/action-calls"), &kept)
	require.Equal(t, action.KeepDays, kept.Days)
	admin.Do(t, http.MethodPut, path(h.Mine, "/action-retention"), map[string]any{"days": 30}, nil)
	h.Mine.Supervisor.Get(t, path(h.Mine, "/action-calls"), &kept)
	require.Equal(t, 30, kept.Days)

	require.Equal(t, http.StatusNoContent, admin.Call(t, http.MethodDelete, base+"/"+id.String(), nil).Status)
	admin.Call(t, http.MethodDelete, base+"/"+id.String(), nil).RequireProblem(t, http.StatusNotFound)
}

func TestActionServersOverREST(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	base := path(h.Mine, "/action-servers")
	made := h.Mine.Admin.Call(t, http.MethodPost, base, map[string]any{"name": "Tools", "url": "https://127.0.0.1/mcp", "token": "tok-secret"})
	require.Equal(t, http.StatusCreated, made.Status, string(made.Body))
	require.NotContains(t, string(made.Body), "tok-secret")
	var list struct{ Servers []api.ActionServerView }
	h.Mine.Admin.Get(t, base, &list)
	require.Equal(t, "address", list.Servers[0].Failure)
	require.True(t, list.Servers[0].HasToken)
	h.Mine.Supervisor.Call(t, http.MethodGet, base, nil).RequireProblem(t, http.StatusForbidden)
	one := base + "/" + list.Servers[0].ID.String()
	h.Mine.Admin.Do(t, http.MethodPut, one, map[string]any{"name": "Renamed", "url": "https://127.0.0.1/mcp"}, &list)
	require.Equal(t, "Renamed", list.Servers[0].Name)
	h.Mine.Admin.Do(t, http.MethodPost, one+"/list", nil, &list)
	require.Equal(t, http.StatusNoContent, h.Mine.Admin.Call(t, http.MethodDelete, one, nil).Status)
}
