package action

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/action/spec"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/problem"
)

// Errors of this package.
var (
	// ErrNotFound: the workspace has no such action.
	ErrNotFound = problem.New(problem.NotFound, "action_not_found")
	// ErrChanged: somebody saved it since it was read.
	ErrChanged = problem.New(problem.Conflict, "settings_changed")
	// ErrName: another action has the name.
	ErrName = problem.New(problem.Conflict, "action_name_taken")
	// ErrTooMany: the workspace has as many as it may have.
	ErrTooMany = problem.New(problem.Invalid, "action_too_many")
	// ErrSettled: the confirmation was given before, ran out, or is not this
	// visitor's.
	ErrSettled = problem.New(problem.Gone, "confirmation_settled")
)

// most is how many actions a workspace may have: each that a model may choose
// costs tokens in every turn.
const most = 60

// Tool is the tool of a server that an action calls, as it was when an admin
// looked at it.
type Tool struct {
	Server uuid.UUID `json:"server_id"`
	Name   string    `json:"name" maxLength:"128"`
	// Hash is that of its description and schema; another one switches the
	// action off.
	Hash string `json:"hash" maxLength:"64"`
}

// Definition is what an admin writes.
type Definition struct {
	// Name is what the model and flows know it by, [a-z][a-z0-9_]*.
	Name string `json:"name" maxLength:"48"`
	// Title is what people read, and say yes to: "Cancel my order". At most 80
	// characters.
	Title locale.Texts `json:"title"`
	// Description tells the model when to use it.
	Description string `json:"description" maxLength:"500"`
	// HTTP is the request; nil for a tool.
	HTTP    *spec.HTTP    `json:"http,omitempty"`
	Tool    *Tool         `json:"tool,omitempty"`
	Inputs  []spec.Input  `json:"inputs" maxItems:"20"`
	Outputs []spec.Output `json:"outputs" maxItems:"20"`
	// Writes changes something: it takes the visitor's confirmation.
	Writes bool `json:"writes"`
	// Identified visitors only. An input of the signed identity asks for it too.
	Identified bool `json:"identified"`
	// ForModel lets the bot's model choose it, ForAgents agents run it; flows
	// may use whatever is switched on.
	ForModel  bool `json:"for_model"`
	ForAgents bool `json:"for_agents"`
	// Seconds bounds a call, 1 to 15.
	Seconds int `json:"seconds" minimum:"1" maximum:"15"`
	// PerVisitor and PerHour are how many calls an hour one visitor and all of
	// them may make.
	PerVisitor int `json:"per_visitor" minimum:"1" maximum:"1000"`
	PerHour    int `json:"per_hour" minimum:"1" maximum:"100000"`
}

// checked gives the definition in normal form, or a problem with the field.
func (d Definition) checked(plain func(string) bool) (Definition, error) {
	d.Title, d.Description = d.Title.Trimmed(), strings.TrimSpace(d.Description)
	switch {
	case !spec.IsName(d.Name):
		return d, spec.Invalid("name")
	case !spec.Title(d.Title):
		return d, spec.Invalid("title")
	case d.Description == "" || utf8.RuneCountInString(d.Description) > 500:
		return d, spec.Invalid("description")
	case d.Seconds < 1 || d.Seconds > 15:
		return d, spec.Invalid("seconds")
	case d.PerVisitor < 1 || d.PerVisitor > 1000:
		return d, spec.Invalid("per_visitor")
	case d.PerHour < 1 || d.PerHour > 100_000:
		return d, spec.Invalid("per_hour")
	case (d.HTTP == nil) == (d.Tool == nil):
		return d, spec.Invalid("http")
	}
	d.Inputs, d.Outputs = slices.Clone(d.Inputs), slices.Clone(d.Outputs)
	for i := range d.Inputs {
		d.Inputs[i].Label = d.Inputs[i].Label.Trimmed()
	}
	for i := range d.Outputs {
		d.Outputs[i].Label = d.Outputs[i].Label.Trimmed()
	}
	if err := spec.CheckInputs(d.Inputs); err != nil {
		return d, err
	}
	if err := spec.CheckOutputs(d.Outputs); err != nil {
		return d, err
	}
	for _, in := range d.Inputs {
		d.Identified = d.Identified || in.From.Personal()
	}
	if d.HTTP != nil {
		d.HTTP.Method = strings.ToUpper(d.HTTP.Method)
		return d, spec.CheckHTTP(*d.HTTP, d.Inputs, plain)
	}
	if d.Tool.Name == "" || len(d.Tool.Name) > 128 || len(d.Tool.Hash) != 64 {
		return d, spec.Invalid("tool")
	}
	return d, nil
}

// Review says why an action was switched off by itself.
type Review string

// The reasons. They are stored: do not rename.
const (
	Reviewed Review = ""
	Altered  Review = "changed" // its tool has another description or schema
	Vanished Review = "gone"    // its server lists it no longer
)

// Action is a stored definition.
type Action struct {
	ID uuid.UUID
	Definition
	Enabled bool
	Review  Review
	Version int
	// Secrets are the names of those that are stored.
	Secrets   []string
	UpdatedAt time.Time

	sealed []byte
}

// Asks are the inputs that a model, a flow or an agent gives; all others are
// filled in by the server.
func (a Action) Asks() []spec.Input {
	var out []spec.Input
	for _, in := range a.Inputs {
		if in.From == spec.FromVisitor {
			out = append(out, in)
		}
	}
	return out
}

// By says who asks for a call. The values are stored: do not rename.
type By string

// Who may ask.
const (
	ByModel By = "model"
	ByFlow  By = "flow"
	ByAgent By = "agent"
	ByTry   By = "try" // an admin, in the editor
)

// Call is the wish to have an action done in a conversation.
type Call struct {
	Workspace    uuid.UUID
	Conversation uuid.UUID
	Action       uuid.UUID
	By           By
	// Inputs are values for [Action.Asks], by name: strings, numbers, booleans.
	// Any other name is refused.
	Inputs map[string]any
	// Said is what the visitor has written, for calls ByModel: their values
	// have to stand in it.
	Said string
	// Turn is the bot's, if it is one; Agent whoever asks ByAgent.
	Turn  *uuid.UUID
	Agent *uuid.UUID
	// Occasion says what the call is for, within the conversation: the same
	// action wished for again with the same values and on the same occasion is
	// the same wish, and is not carried out twice. "" is a wish of its own.
	Occasion string
}

// Outcome says how a call ended. The values are stored: do not rename.
type Outcome string

// The outcomes.
const (
	Started  Outcome = "started"   // under way, or cut off by the end of its node
	Done     Outcome = "done"      // answered, or carried out
	NotThere Outcome = "not_there" // the other side knows no such thing (404)
	Asked    Outcome = "asked"     // waits for the visitor's confirmation
	Refused  Outcome = "refused"   // by a gate of ours; nothing was sent
	Failed   Outcome = "failed"    // by the other side, or it did not answer
	Unsure   Outcome = "unknown"   // a write whose fate is not known
)

// Reason says why, in short. The values are stored and shown: do not rename.
type Reason string

// The reasons of a gate.
const (
	Off           Reason = "off"            // switched off, or not for this caller
	NotIdentified Reason = "not_identified" // for identified visitors only
	Bound         Reason = "bound"          // a value of the session was given from outside
	NotSaid       Reason = "not_said"       // a value that the visitor has not written
	BadInputs     Reason = "inputs"         // missing, or against its type
	TooMany       Reason = "rate"           // more calls than an hour allows
	Changed       Reason = "changed"        // the tool is another one than was reviewed
	Late          Reason = "late"           // its yes is older than CarryTime
)

// The reasons of the other side.
const (
	Denied      Reason = "address"  // not on the public internet
	Unreachable Reason = "connect"  // no connection
	TooSlow     Reason = "slow"     // no answer in time
	TooLarge    Reason = "large"    // more bytes than accepted
	NotJSON     Reason = "format"   // not JSON
	Status      Reason = "status"   // an HTTP status that is no success
	Redirected  Reason = "redirect" // to another host, or too often
	Broken      Reason = "broken"   // the connection ended within the answer
	ToolError   Reason = "tool"     // the tool says it failed
	NoSecret    Reason = "secret"   // a secret is missing or unreadable
)

// Result is how a call ended. A refusal is a result and no error: flows branch
// on it, and the model is told.
type Result struct {
	Action  Action
	Outcome Outcome
	Reason  Reason
	// Bad are the inputs that were not taken.
	Bad []spec.Bad
	// Fields are what the answer gave, by the mapping; hidden ones are for
	// branching only.
	Fields []spec.Field
	// Confirmation is what the visitor is asked, if Outcome is Asked. What
	// becomes of it comes to [Parts.Settled].
	Confirmation *uuid.UUID
	// State is how far the confirmation has come: [Pending], or further where the
	// wish was made before and its first caller did not live to hear of it.
	State State
	// Status is that of HTTP, 0 if none came.
	Status int
	Took   time.Duration
	// Inputs are the values redacted, fit for a trace.
	Inputs map[string]string
}
