package api

import (
	"context"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/frontdesk"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/web/live"
)

// actorOf is the caller, acting in a workspace that was checked before.
func actorOf(ctx context.Context, workspace uuid.UUID) frontdesk.Actor {
	c := callerOf(ctx)
	return frontdesk.Actor{Workspace: workspace, Agent: c.ID, Name: c.Name}
}

// usableClientID holds bodies to the same rule as frames.
func usableClientID(id string) error {
	if !live.ValidClientID(id) {
		return problem.New(problem.Invalid, "validation_failed")
	}
	return nil
}

func (a *API) agentSay(ctx context.Context, in *agentSayInput) (*saidOutput, error) {
	if err := usableClientID(in.Body.ClientID); err != nil {
		return nil, err
	}
	said, err := a.Desk.AgentSays(ctx, actorOf(ctx, in.Workspace), frontdesk.AgentMessage{
		ClientID: in.Body.ClientID, Conversation: in.Conversation, Text: in.Body.Text, Suggestion: in.Body.SuggestionID, Files: in.Body.Files,
	})
	if err != nil {
		return nil, err
	}
	return &saidOutput{Body: Said{ConversationID: said.Conversation, Seq: said.Seq, At: said.At, Repeated: said.Repeated}}, nil
}

func (a *API) addNote(ctx context.Context, in *noteInput) (*saidOutput, error) {
	if err := usableClientID(in.Body.ClientID); err != nil {
		return nil, err
	}
	said, err := a.Desk.AddNote(ctx, actorOf(ctx, in.Workspace), in.Conversation, frontdesk.Note{
		ClientID: in.Body.ClientID, Text: in.Body.Text, Mentions: in.Body.Mentions,
	})
	if err != nil {
		return nil, err
	}
	return &saidOutput{Body: Said{ConversationID: said.Conversation, Seq: said.Seq, At: said.At, Repeated: said.Repeated}}, nil
}

func (a *API) resolve(ctx context.Context, in *InConversation) (*nothing, error) {
	return nil, a.Desk.Resolve(ctx, actorOf(ctx, in.Workspace), in.Conversation)
}

func (a *API) take(ctx context.Context, in *InConversation) (*nothing, error) {
	return nil, a.Desk.Take(ctx, actorOf(ctx, in.Workspace), in.Conversation)
}

func (a *API) giveBack(ctx context.Context, in *InConversation) (*nothing, error) {
	return nil, a.Desk.GiveBack(ctx, actorOf(ctx, in.Workspace), in.Conversation)
}

func (a *API) snooze(ctx context.Context, in *snoozeInput) (*nothing, error) {
	return nil, a.Desk.Snooze(ctx, actorOf(ctx, in.Workspace), in.Conversation, in.Body.Until)
}

func (a *API) transfer(ctx context.Context, in *transferInput) (*nothing, error) {
	return nil, a.Desk.Transfer(ctx, actorOf(ctx, in.Workspace), in.Conversation, frontdesk.Transfer{
		Agent: in.Body.AgentID, Team: in.Body.TeamID, Bot: in.Body.ToBot, Note: in.Body.Note,
	})
}

func (a *API) accept(ctx context.Context, in *assignmentInput) (*nothing, error) {
	return nil, a.Desk.Accept(ctx, actorOf(ctx, in.Workspace), in.Assignment)
}

func (a *API) decline(ctx context.Context, in *assignmentInput) (*nothing, error) {
	who := actorOf(ctx, in.Workspace)
	return nil, a.Queue.Decline(ctx, who.Workspace, who.Agent, in.Assignment)
}

func (a *API) setPresence(ctx context.Context, in *presenceInput) (*nothing, error) {
	who := actorOf(ctx, in.Workspace)
	return nil, a.Queue.SetPresence(ctx, handoff.Seat{Workspace: who.Workspace, Agent: who.Agent}, in.Body.Status)
}

func (a *API) giveUp(ctx context.Context, in *InWorkspace) (out *gaveUpOutput, err error) {
	who := actorOf(ctx, in.Workspace)
	out = &gaveUpOutput{}
	out.Body.Given, err = a.Queue.GiveUp(ctx, handoff.Seat{Workspace: who.Workspace, Agent: who.Agent})
	return out, err
}
