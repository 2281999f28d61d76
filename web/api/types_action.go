package api

import (
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/action"
	"github.com/firstlinehq/firstline/bot/action/spec"
)

// ActionView is an action with what may be known of it; secrets by name only.
type ActionView struct {
	ID         uuid.UUID         `json:"id" format:"uuid"`
	Definition action.Definition `json:"definition"`
	Enabled    bool              `json:"enabled"`
	Review     string            `json:"review,omitempty" enum:"changed,gone" doc:"Why it was switched off by itself"`
	Version    int               `json:"version"`
	Secrets    []string          `json:"secrets" doc:"Names of those that are stored"`
	UpdatedAt  time.Time         `json:"updated_at"`
}

func actionView(a action.Action) ActionView {
	v := ActionView{ID: a.ID, Definition: a.Definition, Enabled: a.Enabled, Review: string(a.Review), Version: a.Version, Secrets: a.Secrets, UpdatedAt: a.UpdatedAt}
	v.Secrets = append([]string{}, v.Secrets...)
	v.Definition.Inputs = append([]spec.Input{}, v.Definition.Inputs...)
	v.Definition.Outputs = append([]spec.Output{}, v.Definition.Outputs...)
	return v
}

type actionsOutput struct {
	Body struct {
		Actions []ActionView `json:"actions"`
	}
}

type actionOutput struct{ Body ActionView }

// ActionDraft is an action as an admin saves or tries it.
type ActionDraft struct {
	Definition action.Definition `json:"definition"`
	Enabled    bool              `json:"enabled"`
	Secrets    map[string]string `json:"secrets,omitempty" doc:"New ones by name; those that are not named stay, an empty one is taken away"`
}

func (d ActionDraft) draft() action.Draft {
	return action.Draft{Definition: d.Definition, Enabled: d.Enabled, Secrets: d.Secrets}
}

type addActionInput struct {
	InWorkspace
	Body ActionDraft
}

// OfAction is the path of an action.
type OfAction struct {
	InWorkspace
	Action uuid.UUID `path:"action" format:"uuid"`
}

type saveActionInput struct {
	OfAction
	Body struct {
		ActionDraft
		Version int `json:"version" minimum:"1" doc:"The one that was read"`
	}
}

type tryActionInput struct {
	InWorkspace
	Body struct {
		ActionDraft
		Like   *uuid.UUID        `json:"like,omitempty" format:"uuid" doc:"The stored action whose secrets serve"`
		Values map[string]string `json:"values" doc:"By input, those of the session included"`
	}
}

// ActionTrial is what a try sent and got.
type ActionTrial struct {
	Method   string        `json:"method,omitempty"`
	URL      string        `json:"url,omitempty"`
	Headers  []spec.Header `json:"headers" doc:"Secrets hidden"`
	SentBody string        `json:"sent_body,omitempty"`
	Outcome  string        `json:"outcome" enum:"done,not_there,refused,failed,unknown"`
	Reason   string        `json:"reason,omitempty"`
	Status   int           `json:"status,omitempty"`
	TookMS   int64         `json:"took_ms"`
	Bad      []spec.Bad    `json:"bad"`
	Fields   []spec.Field  `json:"fields" doc:"What leaves the action"`
}

type tryActionOutput struct{ Body ActionTrial }

type callsInput struct {
	InWorkspace
	Action       string    `query:"action" format:"uuid"`
	Conversation string    `query:"conversation" format:"uuid"`
	Outcome      string    `query:"outcome" enum:"started,done,not_there,asked,refused,failed,unknown"`
	By           string    `query:"by" enum:"model,flow,agent,try"`
	Before       time.Time `query:"before" doc:"At of the last row of the page before"`
}

// ActionCallView is a row of the audit.
type ActionCallView struct {
	ID             uuid.UUID         `json:"id" format:"uuid"`
	ActionID       uuid.UUID         `json:"action_id" format:"uuid"`
	Name           string            `json:"name"`
	Version        int               `json:"version"`
	ConversationID *uuid.UUID        `json:"conversation_id,omitempty" format:"uuid"`
	Number         int64             `json:"number,omitempty"`
	By             string            `json:"by" enum:"model,flow,agent,try"`
	Agent          string            `json:"agent,omitempty"`
	ConfirmedBy    string            `json:"confirmed_by,omitempty" enum:"visitor,agent"`
	Inputs         map[string]string `json:"inputs" doc:"Redacted"`
	Outcome        string            `json:"outcome" enum:"started,done,not_there,asked,refused,failed,unknown"`
	Reason         string            `json:"reason,omitempty"`
	Status         int               `json:"status,omitempty"`
	TookMS         int64             `json:"took_ms"`
	At             time.Time         `json:"at"`
}

type callsOutput struct {
	Body struct {
		Calls []ActionCallView `json:"calls" doc:"Newest first, at most 50"`
		More  bool             `json:"more"`
		Days  int              `json:"days" doc:"For how long calls are kept"`
	}
}

type keepCallsInput struct {
	InWorkspace
	Body struct {
		Days int `json:"days" minimum:"1" maximum:"3650"`
	}
}

// ToolView is a tool of a server, with the action that is made of it.
type ToolView struct {
	Name        string       `json:"name"`
	Description string       `json:"description"`
	ReadOnly    bool         `json:"read_only" doc:"As its server says, which binds nobody"`
	Hash        string       `json:"hash"`
	Inputs      []spec.Input `json:"inputs"`
	Usable      bool         `json:"usable" doc:"It takes only what an action can give"`
	ActionID    *uuid.UUID   `json:"action_id,omitempty" format:"uuid"`
}

// ActionServerView is a server of the Model Context Protocol.
type ActionServerView struct {
	ID       uuid.UUID  `json:"id" format:"uuid"`
	Name     string     `json:"name"`
	URL      string     `json:"url"`
	HasToken bool       `json:"has_token"`
	Failure  string     `json:"failure,omitempty" doc:"Why its tools could not be listed"`
	ListedAt *time.Time `json:"listed_at,omitempty"`
	Tools    []ToolView `json:"tools"`
}

type serversOutput struct {
	Body struct {
		Servers []ActionServerView `json:"servers"`
	}
}

// ActionServerDraft is a server as an admin enters it.
type ActionServerDraft struct {
	Name  string  `json:"name" minLength:"1" maxLength:"80"`
	URL   string  `json:"url" minLength:"1" maxLength:"500"`
	Token *string `json:"token,omitempty" maxLength:"4000" doc:"A new one; absent keeps the stored one, empty takes it away"`
}

type addServerInput struct {
	InWorkspace
	Body ActionServerDraft
}

// OfServer is the path of a server.
type OfServer struct {
	InWorkspace
	Server uuid.UUID `path:"server" format:"uuid"`
}

type saveServerInput struct {
	OfServer
	Body ActionServerDraft
}

type confirmInput struct {
	OfConversation
	Confirmation uuid.UUID `path:"confirmation" format:"uuid"`
	Body         struct {
		Yes bool `json:"yes"`
	}
}

type agentConfirmInput struct {
	InConversation
	Confirmation uuid.UUID `path:"confirmation" format:"uuid"`
	Body         struct {
		Yes bool `json:"yes"`
	}
}

type runActionInput struct {
	InConversation
	Action uuid.UUID `path:"action" format:"uuid"`
	Body   struct {
		Values map[string]string `json:"values" doc:"By input, of those that are asked for"`
	}
}

// ActionRun is how a call by an agent ended.
type ActionRun struct {
	Outcome string       `json:"outcome" enum:"done,not_there,asked,refused,failed"`
	Reason  string       `json:"reason,omitempty"`
	Bad     []spec.Bad   `json:"bad"`
	Fields  []spec.Field `json:"fields"`
}

type runActionOutput struct{ Body ActionRun }
