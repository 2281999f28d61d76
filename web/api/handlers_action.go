package api

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/action"
	"github.com/firstlinehq/firstline/bot/action/mcp"
	"github.com/firstlinehq/firstline/bot/action/spec"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
)

func (a *API) listActions(ctx context.Context, in *InWorkspace) (*actionsOutput, error) {
	list, err := a.Actions.List(ctx, in.Workspace)
	return actionsOf(list), err
}

func actionsOf(list []action.Action) *actionsOutput {
	out := &actionsOutput{}
	out.Body.Actions = make([]ActionView, len(list))
	for i, one := range list {
		out.Body.Actions[i] = actionView(one)
	}
	return out
}

func (a *API) addAction(ctx context.Context, in *addActionInput) (*actionOutput, error) {
	id, err := a.Actions.Add(ctx, in.Workspace, in.Body.draft())
	if err != nil {
		return nil, err
	}
	return a.oneAction(ctx, in.Workspace, id)
}

func (a *API) saveAction(ctx context.Context, in *saveActionInput) (*actionOutput, error) {
	if err := a.Actions.Save(ctx, in.Workspace, in.Action, in.Body.Version, in.Body.draft()); err != nil {
		return nil, err
	}
	return a.oneAction(ctx, in.Workspace, in.Action)
}

func (a *API) oneAction(ctx context.Context, ws, id uuid.UUID) (*actionOutput, error) {
	one, err := a.Actions.Get(ctx, ws, id)
	return &actionOutput{actionView(one)}, err
}

func (a *API) removeAction(ctx context.Context, in *OfAction) (*nothing, error) {
	return nil, a.Actions.Remove(ctx, in.Workspace, in.Action)
}

func (a *API) tryAction(ctx context.Context, in *tryActionInput) (*tryActionOutput, error) {
	trial, err := a.Actions.Try(ctx, in.Workspace, callerOf(ctx).ID, in.Body.Like, in.Body.draft(), texts(in.Body.Values))
	if err != nil {
		return nil, err
	}
	res := trial.Result
	return &tryActionOutput{ActionTrial{
		Method: trial.Sent.Method, URL: trial.Sent.URL, Headers: append([]spec.Header{}, trial.Sent.Headers...), SentBody: string(trial.Sent.Body),
		Outcome: string(res.Outcome), Reason: string(res.Reason), Status: res.Status, TookMS: res.Took.Milliseconds(),
		Bad: append([]spec.Bad{}, res.Bad...), Fields: append([]spec.Field{}, res.Fields...),
	}}, nil
}

func texts(values map[string]string) map[string]any {
	out := make(map[string]any, len(values))
	for name, value := range values {
		out[name] = value
	}
	return out
}

// callsPage is how many rows of the audit one answer has.
const callsPage = 50

func (a *API) listCalls(ctx context.Context, in *callsInput) (*callsOutput, error) {
	f := action.CallFilter{Outcome: action.Outcome(in.Outcome), By: action.By(in.By), Limit: callsPage + 1, Action: idOf(in.Action), Conversation: idOf(in.Conversation)}
	if !in.Before.IsZero() {
		f.Before = &in.Before
	}
	list, err := a.Actions.Calls(ctx, in.Workspace, f)
	if err != nil {
		return nil, err
	}
	out := &callsOutput{}
	if out.Body.Days, err = a.Actions.Kept(ctx, in.Workspace); err != nil {
		return nil, err
	}
	out.Body.More = len(list) > callsPage
	list = list[:min(len(list), callsPage)]
	out.Body.Calls = make([]ActionCallView, len(list))
	for i, c := range list {
		out.Body.Calls[i] = ActionCallView{
			ID: c.ID, ActionID: c.Action, Name: c.Name, Version: c.Version, ConversationID: c.Conversation, Number: c.Number, By: string(c.By),
			Agent: c.Agent, ConfirmedBy: c.ConfirmedBy, Inputs: c.Inputs, Outcome: string(c.Outcome), Reason: string(c.Reason),
			Status: c.Status, TookMS: c.Took.Milliseconds(), At: c.At.UTC().Truncate(time.Microsecond),
		}
	}
	return out, nil
}

func (a *API) keepCalls(ctx context.Context, in *keepCallsInput) (*nothing, error) {
	return nil, a.Actions.Keep(ctx, in.Workspace, in.Body.Days)
}

// idOf reads an id whose form the document has checked; "" is none.
func idOf(text string) *uuid.UUID {
	id, err := uuid.Parse(text)
	if err != nil {
		return nil
	}
	return &id
}

func (a *API) listServers(ctx context.Context, in *InWorkspace) (*serversOutput, error) {
	servers, err := a.Actions.Servers(ctx, in.Workspace)
	if err != nil {
		return nil, err
	}
	actions, err := a.Actions.List(ctx, in.Workspace)
	if err != nil {
		return nil, err
	}
	out := &serversOutput{}
	out.Body.Servers = make([]ActionServerView, len(servers))
	for i, s := range servers {
		v := ActionServerView{ID: s.ID, Name: s.Name, URL: s.URL, HasToken: s.HasToken, Failure: string(s.Failure), ListedAt: s.ListedAt, Tools: make([]ToolView, len(s.Tools))}
		for j, t := range s.Tools {
			v.Tools[j] = toolView(s.ID, t, actions)
		}
		out.Body.Servers[i] = v
	}
	return out, nil
}

func toolView(server uuid.UUID, t mcp.Tool, actions []action.Action) ToolView {
	inputs, err := mcp.Inputs(t.Schema)
	v := ToolView{Name: t.Name, Description: mcp.Describe(t), ReadOnly: t.ReadOnly, Hash: t.Hash, Inputs: append([]spec.Input{}, inputs...), Usable: err == nil}
	i := slices.IndexFunc(actions, func(a action.Action) bool { return a.Tool != nil && a.Tool.Server == server && a.Tool.Name == t.Name })
	if i >= 0 {
		v.ActionID = &actions[i].ID
	}
	return v
}

func (d ActionServerDraft) draft() action.ServerDraft {
	return action.ServerDraft{Name: d.Name, URL: d.URL, Token: d.Token}
}

func (a *API) addServer(ctx context.Context, in *addServerInput) (*serversOutput, error) {
	id, err := a.Actions.AddServer(ctx, in.Workspace, in.Body.draft())
	if err != nil {
		return nil, err
	}
	return a.listed(ctx, in.Workspace, id)
}

func (a *API) saveServer(ctx context.Context, in *saveServerInput) (*serversOutput, error) {
	if err := a.Actions.SaveServer(ctx, in.Workspace, in.Server, in.Body.draft()); err != nil {
		return nil, err
	}
	return a.listed(ctx, in.Workspace, in.Server)
}

func (a *API) refreshServer(ctx context.Context, in *OfServer) (*serversOutput, error) {
	return a.listed(ctx, in.Workspace, in.Server)
}

// listed asks a server for its tools and gives all servers as they are now.
func (a *API) listed(ctx context.Context, ws, id uuid.UUID) (*serversOutput, error) {
	if err := a.Actions.ListTools(ctx, ws, id); err != nil {
		return nil, err
	}
	return a.listServers(ctx, &InWorkspace{ws})
}

func (a *API) removeServer(ctx context.Context, in *OfServer) (*nothing, error) {
	return nil, a.Actions.RemoveServer(ctx, in.Workspace, in.Server)
}

func (a *API) confirm(ctx context.Context, in *confirmInput) (*nothing, error) {
	v := visitorOf(ctx)
	return nil, a.Actions.Decide(ctx, action.Decision{
		Workspace: v.Workspace, Conversation: in.Conversation, Confirmation: in.Confirmation, Yes: in.Body.Yes,
		Author: conversation.Author{Kind: conversation.ByVisitor, ID: v.ID},
	})
}

func (a *API) confirmForVisitor(ctx context.Context, in *agentConfirmInput) (*nothing, error) {
	me := callerOf(ctx)
	return nil, a.Actions.Decide(ctx, action.Decision{
		Workspace: in.Workspace, Conversation: in.Conversation, Confirmation: in.Confirmation, Yes: in.Body.Yes,
		Author: conversation.Author{Kind: conversation.ByAgent, ID: me.ID, Name: me.Name},
	})
}

func (a *API) agentActions(ctx context.Context, in *InConversation) (*actionsOutput, error) {
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		_, err := a.Conversations.GetTx(ctx, tx, in.Conversation)
		return err
	})
	if err != nil {
		return nil, err
	}
	list, err := a.Actions.Describe(ctx, in.Workspace)
	list = slices.DeleteFunc(list, func(one action.Action) bool { return !one.ForAgents })
	for i := range list { // an agent needs neither the address nor the headers
		list[i].HTTP, list[i].Tool, list[i].Inputs = nil, nil, list[i].Asks()
	}
	return actionsOf(list), err
}

func (a *API) runAction(ctx context.Context, in *runActionInput) (*runActionOutput, error) {
	me := callerOf(ctx).ID
	res, err := a.Actions.Run(ctx, action.Call{
		Workspace: in.Workspace, Conversation: in.Conversation, Action: in.Action, By: action.ByAgent, Inputs: texts(in.Body.Values), Agent: &me,
	})
	if err != nil {
		return nil, err
	}
	return &runActionOutput{ActionRun{
		Outcome: string(res.Outcome), Reason: string(res.Reason), Bad: append([]spec.Bad{}, res.Bad...), Fields: append([]spec.Field{}, res.Fields...),
	}}, nil
}
