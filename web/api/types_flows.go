package api

import (
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/flow"
	"github.com/firstlinehq/firstline/internal/conversation"
)

// FlowRow is a flow in the list.
type FlowRow struct {
	ID   uuid.UUID `json:"id" format:"uuid"`
	Name string    `json:"name"`
	// Live is the version that visitors meet; absent if they meet none.
	Live int `json:"live,omitempty"`
	// Published: the draft is what visitors meet.
	Published bool      `json:"published"`
	Steps     int       `json:"steps"`
	Faults    int       `json:"faults" doc:"What keeps the draft from being published"`
	UpdatedAt time.Time `json:"updated_at"`
	// Runs are those of the last 30 days, of them Ended at an end and HandedOver
	// to a person.
	Runs       int `json:"runs"`
	Ended      int `json:"ended"`
	HandedOver int `json:"handed_over"`
}

// FlowView is a flow as it is edited.
type FlowView struct {
	ID        uuid.UUID       `json:"id" format:"uuid"`
	Name      string          `json:"name"`
	Draft     flow.Definition `json:"draft"`
	Revision  int             `json:"revision" doc:"Give it back on saving"`
	Live      int             `json:"live,omitempty"`
	Published bool            `json:"published"`
	Faults    []flow.Fault    `json:"faults"`
	UpdatedAt time.Time       `json:"updated_at"`
}

// FlowDraft is a flow to be kept.
type FlowDraft struct {
	Name     string          `json:"name" minLength:"1" maxLength:"80"`
	Draft    flow.Definition `json:"draft"`
	Revision int             `json:"revision" minimum:"0" doc:"The one it was made from"`
}

// FlowVersionView is a line of the list of a flow's versions.
type FlowVersionView struct {
	Version int       `json:"version"`
	Name    string    `json:"name"`
	Steps   int       `json:"steps"`
	By      string    `json:"by"`
	At      time.Time `json:"at"`
}

// FlowTrialLine is a message of a trial.
type FlowTrialLine struct {
	Visitor bool   `json:"visitor"`
	Text    string `json:"text" maxLength:"2000"`
	// Files are the names of those that come with it.
	Files []string `json:"files,omitempty" maxItems:"10"`
}

// FlowTried is what a visitor would have met.
type FlowTried struct {
	State flow.State        `json:"state" doc:"Give it back with the next message"`
	Text  string            `json:"text" doc:"Markdown"`
	Ask   *conversation.Ask `json:"ask,omitempty"`
	// Offer asks whether a person should come; Person: one comes now.
	Offer  bool          `json:"offer"`
	Person bool          `json:"person"`
	Called []flow.Called `json:"called"`
	Form   []flow.Entry  `json:"form" doc:"What is filled in so far"`
}

type flowsOutput struct {
	Body struct {
		Flows   []FlowRow     `json:"flows" doc:"In the order in which they were made"`
		Actions []flow.Action `json:"actions" doc:"What flows may call"`
	}
}

type flowInput struct {
	InWorkspace
	Flow uuid.UUID `path:"flow" format:"uuid"`
}

type flowOutput struct{ Body FlowView }

type createFlowInput struct {
	InWorkspace
	Body struct {
		Name  string          `json:"name" minLength:"1" maxLength:"80"`
		Draft flow.Definition `json:"draft"`
	}
}

type saveFlowInput struct {
	InWorkspace
	Flow uuid.UUID `path:"flow" format:"uuid"`
	Body FlowDraft
}

type flowVersionsOutput struct {
	Body struct {
		Versions []FlowVersionView `json:"versions" doc:"Newest first"`
	}
}

type flowVersionInput struct {
	InWorkspace
	Flow    uuid.UUID `path:"flow" format:"uuid"`
	Version int       `path:"version" minimum:"1"`
}

type flowVersionOutput struct {
	Body struct {
		Name  string          `json:"name"`
		Draft flow.Definition `json:"draft"`
	}
}

type tryFlowInput struct {
	InWorkspace
	Body struct {
		Draft flow.Definition `json:"draft"`
		State *flow.State     `json:"state,omitempty" doc:"Absent: the flow begins"`
		Lines []FlowTrialLine `json:"lines" maxItems:"100" doc:"What was said, the visitor's new message last"`
		Lang  string          `json:"lang" enum:"en,zh"`
		Fail  bool            `json:"fail,omitempty" doc:"Actions fail; they end well otherwise"`
	}
}

type triedFlowOutput struct{ Body FlowTried }
