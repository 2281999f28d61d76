package api

import (
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/account"
)

// InConversation is the path of everything that belongs to one conversation.
type InConversation struct {
	InWorkspace
	Conversation uuid.UUID `path:"conversation" format:"uuid"`
}

type listInput struct {
	InWorkspace
	View   string    `query:"view" enum:"mine,waiting,unassigned,bot,person,resolved,all,mentions" default:"all"`
	Team   uuid.UUID `query:"team" format:"uuid"`
	Search string    `query:"search" maxLength:"200" doc:"Name, e-mail, number or words of the preview"`
	Order  string    `query:"order" enum:"recent,deadline" default:"recent" doc:"deadline: only those that have one, due first on top"`
	Left   bool      `query:"left" doc:"Only what stands with an agent who has gone, its visitor having their reply"`
	Cursor string    `query:"cursor" maxLength:"200"`
}

type listOutput struct{ Body ListPage }

type rowOutput struct{ Body ListRow }

type detailOutput struct{ Body Detail }

type staffEventsInput struct {
	InConversation
	After int64 `query:"after" minimum:"0"`
}

type agentSayInput struct {
	InConversation
	Body struct {
		ClientID     string     `json:"client_id" minLength:"1" maxLength:"64"`
		Text         string     `json:"text" maxLength:"16384" doc:"May be empty where there are files"`
		SuggestionID *uuid.UUID `json:"suggestion_id,omitempty" format:"uuid"`
		NamedFiles
	}
}

type noteInput struct {
	InConversation
	Body struct {
		ClientID string `json:"client_id" minLength:"1" maxLength:"64"`
		Text     string `json:"text" minLength:"1" maxLength:"16384"`
		// Mentions are the agents it calls.
		Mentions []uuid.UUID `json:"mentions,omitempty" format:"uuid" maxItems:"10"`
	}
}

type snoozeInput struct {
	InConversation
	Body struct {
		Until *time.Time `json:"until,omitempty" doc:"Absent wakes it"`
	}
}

type transferInput struct {
	InConversation
	Body struct {
		AgentID *uuid.UUID `json:"agent_id,omitempty" format:"uuid"`
		TeamID  *uuid.UUID `json:"team_id,omitempty" format:"uuid"`
		ToBot   bool       `json:"to_bot,omitempty" doc:"Back to the bot, of what an agent holds"`
		Note    string     `json:"note,omitempty" maxLength:"4000"`
	}
}

type assignmentInput struct {
	InWorkspace
	Assignment uuid.UUID `path:"assignment" format:"uuid"`
}

type presenceInput struct {
	InWorkspace
	Body struct {
		Status string `json:"status" enum:"online,busy,away" doc:"online takes what comes; busy works on what they hold and takes nothing new; away is not there, and who waits for their reply for ten minutes goes back to the line"`
	}
}

type gaveUpOutput struct {
	Body struct {
		Given int `json:"given" doc:"How many wait for anybody now"`
	}
}

func (a *API) registerInbox() {
	converse := forMember(account.Converse)
	const base = "/v1/workspaces/{workspace}/conversations"
	register(a, op{http.MethodGet, base, "list-conversations", "A view of the inbox, with the counts of all views", converse, 0}, a.listConversations)
	register(a, op{http.MethodGet, base + "/{conversation}", "get-conversation", "A conversation with brief, moods, ledger and history", converse, 0}, a.conversation)
	register(a, op{http.MethodGet, base + "/{conversation}/row", "get-conversation-row", "One row of the list", converse, 0}, a.conversationRow)
	register(a, op{http.MethodGet, base + "/{conversation}/events", "list-events", "Read on from a cursor", converse, 0}, a.staffEvents)
	register(a, op{http.MethodPost, base + "/{conversation}/messages", "agent-say", "Reply; takes the conversation over if no person holds it", converse, http.StatusCreated}, a.agentSay)
	register(a, op{http.MethodPost, base + "/{conversation}/notes", "add-note", "Write a note that only agents see", converse, http.StatusCreated}, a.addNote)
}

func (a *API) registerActions() {
	converse := forMember(account.Converse)
	const base = "/v1/workspaces/{workspace}/conversations/{conversation}"
	register(a, op{http.MethodPost, base + "/resolve", "resolve", "Finish the conversation", converse, http.StatusNoContent}, a.resolve)
	register(a, op{http.MethodPost, base + "/take", "take", "Take the conversation over", converse, http.StatusNoContent}, a.take)
	register(a, op{http.MethodPost, base + "/give-back", "give-back", "Give it back to the bot", converse, http.StatusNoContent}, a.giveBack)
	register(a, op{http.MethodPost, base + "/snooze", "snooze", "Hide it from the list until a time", converse, http.StatusNoContent}, a.snooze)
	register(a, op{http.MethodPost, base + "/transfer", "transfer", "Hand it to another agent, a team or the bot", converse, http.StatusNoContent}, a.transfer)
	register(a, op{http.MethodPost, "/v1/workspaces/{workspace}/assignments/{assignment}/accept", "accept-assignment", "Accept; 410 once it has gone", converse, http.StatusNoContent}, a.accept)
	register(a, op{http.MethodPost, "/v1/workspaces/{workspace}/assignments/{assignment}/decline", "decline-assignment", "Decline; it goes to the next agent", converse, http.StatusNoContent}, a.decline)
	register(a, op{http.MethodPut, "/v1/workspaces/{workspace}/presence", "set-presence", "Take what comes, take nothing new, or be away", converse, http.StatusNoContent}, a.setPresence)
	register(a, op{http.MethodPost, "/v1/workspaces/{workspace}/presence/give-up", "give-up", "Let those who wait for your reply wait for anybody; you take nothing new from then on", converse, 0}, a.giveUp)
}
