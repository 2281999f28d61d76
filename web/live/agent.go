package live

import (
	"context"
	"time"

	"github.com/google/uuid"
	"golang.org/x/time/rate"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/frontdesk"
	"github.com/firstlinehq/firstline/internal/problem"
)

// maxWatched bounds the conversations that one agent's socket follows.
const maxWatched = 20

// agentSocket is one tab of an agent in one workspace: the list's changes, and
// the conversations that are open in it.
type agentSocket struct {
	*socket
	hub         *Hub
	token       string
	agent       account.Agent
	memberships []account.Membership
	workspace   uuid.UUID
	limit       *rate.Limiter

	watched map[uuid.UUID]context.CancelFunc // by the reader only
}

func (h *Hub) newAgentSocket(s *socket, token string, agent account.Agent, memberships []account.Membership) *agentSocket {
	s.lang = agent.Locale
	return &agentSocket{
		socket: s, hub: h, token: token, agent: agent, memberships: memberships,
		limit: h.limiter(10), watched: make(map[uuid.UUID]context.CancelFunc),
	}
}

func (a *agentSocket) read() {
	if !a.hello() {
		return
	}
	defer a.hub.enlist(a)()
	a.spawn(a.list)
	a.sendValue(Ready{Kind: "ready", ServerTime: time.Now().UTC()})
	for {
		kind, raw, ok := a.next()
		if !ok {
			return
		}
		switch kind {
		case "": // malformed, and answered
		case "say":
			a.say(raw)
		case "note":
			a.note(raw)
		case "typing":
			a.typing(raw)
		case "watch":
			a.watch(raw)
		case "unwatch":
			a.unwatch(raw)
		default:
			a.refuse(problem.New(problem.Invalid, "frame_malformed"), "")
		}
	}
}

func (a *agentSocket) hello() bool {
	kind, raw, ok := a.next()
	var in AgentHello
	if !ok || kind != "hello" || !a.decode(raw, &in) {
		a.refuse(problem.New(problem.Unauthorized, "hello_expected"), "")
		a.stop(closing{closeNoHello, "hello_expected"})
		return false
	}
	for _, m := range a.memberships {
		if m.Workspace == in.WorkspaceID && m.Role.May(account.Converse) {
			a.workspace = m.Workspace
			a.greeted()
			return true
		}
	}
	a.refuse(account.ErrWorkspace, "")
	a.stop(closing{closeRevoked, "workspace_not_found"})
	return false
}

func (a *agentSocket) ref(conversationID uuid.UUID) conversation.Ref {
	return conversation.Ref{Workspace: a.workspace, ID: conversationID}
}

func (a *agentSocket) actor() frontdesk.Actor {
	return frontdesk.Actor{Workspace: a.workspace, Agent: a.agent.ID, Name: a.agent.Name}
}

func (a *agentSocket) say(raw []byte) {
	var in Say
	if !a.decode(raw, &in) {
		return
	}
	if in.ConversationID == nil || !ValidClientID(in.ClientID) {
		a.refuse(problem.New(problem.Invalid, "frame_malformed"), in.ClientID)
		return
	}
	a.record(in.ClientID, *in.ConversationID, func() (frontdesk.Said, error) {
		return a.hub.Desk.AgentSays(a.ctx, a.actor(), frontdesk.AgentMessage{
			ClientID: in.ClientID, Conversation: *in.ConversationID, Text: in.Text, Suggestion: in.SuggestionID, Files: in.Files,
		})
	})
}

func (a *agentSocket) note(raw []byte) {
	var in AddNote
	if !a.decode(raw, &in) {
		return
	}
	if !ValidClientID(in.ClientID) {
		a.refuse(problem.New(problem.Invalid, "frame_malformed"), "")
		return
	}
	a.record(in.ClientID, in.ConversationID, func() (frontdesk.Said, error) {
		return a.hub.Desk.AddNote(a.ctx, a.actor(), in.ConversationID, frontdesk.Note{
			ClientID: in.ClientID, Text: in.Text, Mentions: in.Mentions,
		})
	})
}

func (a *agentSocket) record(clientID string, id uuid.UUID, do func() (frontdesk.Said, error)) {
	if err := take(a.limit); err != nil {
		a.refuse(err, clientID)
		return
	}
	said, err := do()
	if err != nil {
		a.refuse(err, clientID)
		return
	}
	a.sendValue(Ack{Kind: "ack", ClientID: clientID, ConversationID: id, Seq: said.Seq, At: said.At})
}

func (a *agentSocket) typing(raw []byte) {
	var in NowTyping
	if a.signalled() && a.decode(raw, &in) && a.watched[in.ConversationID] != nil {
		a.hub.Desk.AgentTypes(a.ref(in.ConversationID), a.actor())
	}
}

func (a *agentSocket) watch(raw []byte) {
	var in Watch
	if !a.signalled() || !a.decode(raw, &in) {
		return
	}
	if cancel := a.watched[in.ConversationID]; cancel != nil {
		cancel()
		delete(a.watched, in.ConversationID)
	}
	if len(a.watched) >= maxWatched {
		a.refuse(problem.New(problem.RateLimited, "rate_limited", "seconds", "1"), "")
		return
	}
	// Row-level security answers for another workspace's id: not found.
	if _, err := a.hub.Desk.Conversation(a.ctx, a.ref(in.ConversationID)); err != nil {
		a.refuse(err, "")
		return
	}
	ctx, cancel := context.WithCancel(a.ctx)
	a.watched[in.ConversationID] = cancel
	a.spawn(func() { a.pipe(ctx, a.hub.Conversations, a.ref(in.ConversationID), conversation.Staff, in.After) })
}

func (a *agentSocket) unwatch(raw []byte) {
	var in Unwatch
	if !a.signalled() || !a.decode(raw, &in) {
		return
	}
	if cancel := a.watched[in.ConversationID]; cancel != nil {
		cancel()
		delete(a.watched, in.ConversationID)
	}
}
