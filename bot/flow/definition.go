package flow

import (
	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/form"
)

// StepKind is what a step does.
type StepKind string

// The kinds. They are stored: do not rename.
const (
	Say    StepKind = "say"
	Ask    StepKind = "ask"
	Branch StepKind = "branch"
	Review StepKind = "check" // that the form is complete
	Act    StepKind = "action"
	Person StepKind = "handoff"
	End    StepKind = "end"
)

// Definition is a flow as an admin writes it.
type Definition struct {
	Triggers Triggers `json:"triggers"`
	// Steps are gone through in their order, but for where one names another; at
	// most 200.
	Steps []Step `json:"steps" maxItems:"200"`
}

// Triggers are what begins the flow; any one suffices.
type Triggers struct {
	// Starter is the text of a chip in the widget; no chip without one.
	Starter form.Texts `json:"starter,omitempty"`
	// Phrases begin it where a message holds all words of one, in any form and
	// order; at most 40 of at most 120 characters.
	Phrases []string `json:"phrases,omitempty" maxItems:"40"`
	// Intents are labels of the workspace that a message may have.
	Intents []uuid.UUID `json:"intents,omitempty" maxItems:"20"`
	// Rules are ids of rules of the workspace whose way is an answer: this flow
	// is the answer.
	Rules []string `json:"rules,omitempty" maxItems:"20"`
}

// Step is one step. Which fields count depends on its kind.
type Step struct {
	// ID is a word of small letters, digits, "_" and "-", at most 40 characters.
	ID   string   `json:"id" maxLength:"40"`
	Kind StepKind `json:"kind" enum:"say,ask,branch,check,action,handoff,end"`
	// Text is what the visitor is told or asked, at most 1,000 characters; {name}
	// stands for a field. A check, a handoff and an end need none.
	Text form.Texts `json:"text,omitempty"`
	// Next is the step after this one; "" is the one that follows in the list,
	// after the last one the end.
	Next string `json:"next,omitempty" maxLength:"40"`

	// Field is what an ask fills in.
	Field *form.Field `json:"field,omitempty"`
	// Error is said of an answer that will not do; "" says why in our words.
	Error form.Texts `json:"error,omitempty"`
	// Tries is after how many such answers a person is offered, 1 to 5; 0 is 3.
	Tries int `json:"tries,omitempty" minimum:"0" maximum:"5"`
	// Optional lets the visitor skip an ask.
	Optional bool `json:"optional,omitempty"`
	// Fresh asks even where the visitor seems to have said it before.
	Fresh bool `json:"fresh,omitempty"`

	// Cases of a branch; the first that holds leads on, none: Next.
	Cases []Case `json:"cases,omitempty" maxItems:"20"`

	// Require are the fields that a check needs: filled in, and "yes" where yes
	// or no was asked. What was not asked yet is asked.
	Require []string `json:"require,omitempty" maxItems:"40"`
	// Confirm shows the visitor the required fields of a check and goes on once
	// they are said to be right.
	Confirm bool `json:"confirm,omitempty"`
	// Otherwise is where a check leads that found a "no", and an action that
	// failed or was declined; "" offers a person.
	Otherwise string `json:"otherwise,omitempty" maxLength:"40"`

	// Action is what an action step calls, Inputs are its inputs by name: texts
	// in which {name} stands for a field.
	Action string            `json:"action,omitempty" maxLength:"60"`
	Inputs map[string]string `json:"inputs,omitempty"`
	// Save puts results of the action into fields: result by field.
	Save map[string]string `json:"save,omitempty"`

	// Team is the id of the team that a handoff goes to, "" for the default.
	Team string `json:"team,omitempty" maxLength:"40"`
}

// Case is a way out of a branch: it holds when all its conditions do.
type Case struct {
	When []Condition `json:"when" maxItems:"10"`
	Next string      `json:"next" maxLength:"40"`
}

// Of is what a condition looks at.
type Of string

// What conditions look at.
const (
	OfField     Of = "field"
	OfAttribute Of = "attribute" // of the visitor, as the shop told it
	OfLanguage  Of = "language"
)

// Is is how a condition compares.
type Is string

// How conditions compare. Figures and dates compare as such.
const (
	Equal    Is = "is"
	Other    Is = "is_not"
	Filled   Is = "filled"
	Missing  Is = "missing"
	AtLeast  Is = "at_least" // a figure, or a day as 2026-11-03
	AtMost   Is = "at_most"
	Within   Is = "within_days" // a day at most so many days ago
	Contains Is = "contains"
)

// Condition is one thing that has to hold.
type Condition struct {
	Of Of `json:"of" enum:"field,attribute,language"`
	// Name is the field's or the attribute's.
	Name  string `json:"name,omitempty" maxLength:"80"`
	Is    Is     `json:"is" enum:"is,is_not,filled,missing,at_least,at_most,within_days,contains"`
	Value string `json:"value,omitempty" maxLength:"200"`
}

// step finds a step by id; nil if there is none.
func (d *Definition) step(id string) *Step {
	for i := range d.Steps {
		if d.Steps[i].ID == id {
			return &d.Steps[i]
		}
	}
	return nil
}

// after is the id of the step that follows in the list; "" behind the last.
func (d *Definition) after(id string) string {
	for i := range d.Steps {
		if d.Steps[i].ID == id && i+1 < len(d.Steps) {
			return d.Steps[i+1].ID
		}
	}
	return ""
}

// next is where a step leads, "" to the end.
func (d *Definition) next(s *Step, target string) string {
	if target != "" {
		return target
	}
	return d.after(s.ID)
}

// Field gives the field of a name; nil if no step asks for it.
func (d *Definition) Field(name string) *form.Field {
	if s := d.asking(name); s != nil {
		return s.Field
	}
	return nil
}

// WantsFile reports whether a run's question is one for a file.
func (d *Definition) WantsFile(s State) bool {
	at := d.step(s.Step)
	return s.Status == Open && s.Wait == ForAnswer && at != nil && at.Kind == Ask && at.Field.Kind == form.File
}

// asking is the first step that asks for a field.
func (d *Definition) asking(name string) *Step {
	for i := range d.Steps {
		if s := &d.Steps[i]; s.Kind == Ask && s.Field != nil && s.Field.Name == name {
			return s
		}
	}
	return nil
}
