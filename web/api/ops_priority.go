package api

import (
	"context"
	"net/http"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/postgres"
)

type prioritiesOutput struct {
	Body struct {
		Rules []handoff.PriorityRule `json:"rules" doc:"The highest that holds counts"`
	}
}

type prioritiesInput struct {
	InWorkspace
	Body struct {
		Rules []handoff.PriorityRule `json:"rules" maxItems:"50"`
	}
}

type priorityInput struct {
	InConversation
	Body struct {
		Priority *int `json:"priority,omitempty" minimum:"0" maximum:"3" doc:"Absent lets reasons and rules count again"`
	}
}

func (a *API) registerPriorities() {
	const base = "/v1/workspaces/{workspace}"
	register(a, op{http.MethodGet, base + "/priorities", "list-priority-rules", "Which visitors come first in the queue", forMember(account.Converse), 0}, a.priorities)
	register(a, op{http.MethodPut, base + "/priorities", "save-priority-rules", "Say which visitors come first", forMember(account.Administer), 0}, a.savePriorities)
	register(a, op{http.MethodPut, base + "/conversations/{conversation}/priority", "set-priority", "Say how urgent a conversation is", forMember(account.Converse), http.StatusNoContent}, a.setPriority)
}

func (a *API) priorities(ctx context.Context, in *InWorkspace) (*prioritiesOutput, error) {
	out := &prioritiesOutput{}
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) (err error) {
		out.Body.Rules, err = a.Queue.PriorityRulesTx(ctx, tx)
		return err
	})
	return out, err
}

func (a *API) savePriorities(ctx context.Context, in *prioritiesInput) (*prioritiesOutput, error) {
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		return a.Queue.SavePriorityRulesTx(ctx, tx, in.Body.Rules)
	})
	if err != nil {
		return nil, err
	}
	return a.priorities(ctx, &in.InWorkspace)
}

func (a *API) setPriority(ctx context.Context, in *priorityInput) (*nothing, error) {
	return nil, a.Desk.SetPriority(ctx, actorOf(ctx, in.Workspace), in.Conversation, in.Body.Priority)
}
