package flow

import (
	"context"
	"maps"
	"strings"

	"github.com/firstlinehq/firstline/bot/form"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/locale"
)

// Action is something that a flow may call.
type Action struct {
	Name  string     `json:"name"`
	Title form.Texts `json:"title"`
	// Writes: it changes something, and asks the visitor for a yes.
	Writes bool          `json:"writes"`
	Inputs []ActionInput `json:"inputs"`
	// Results are the names of what it gives.
	Results []string `json:"results"`
}

// ActionInput is a value that an action needs from the flow.
type ActionInput struct {
	Name     string     `json:"name"`
	Label    form.Texts `json:"label"`
	Required bool       `json:"required"`
}

// mostCalls is how many actions one turn calls.
const mostCalls = 5

// Outcome is what a turn of a flow says and does.
type Outcome struct {
	State State
	// Text is Markdown; Ask is what it asks for.
	Text string
	Ask  *conversation.Ask
	// Answer wants the visitor's question answered first.
	Answer bool
	Offer  bool
	// HandOver brings a person in, of Team unless that is "".
	HandOver bool
	Team     string
	// Called are the actions that were called.
	Called []Called
}

// Called is a call of an action.
type Called struct {
	Action string `json:"action"`
	// Title is what people call it; empty if it could not be called.
	Title locale.Texts `json:"title,omitempty"`
	OK    bool         `json:"ok"`
	// Waits for the visitor's yes.
	Waits bool `json:"waits,omitempty"`
	// Results are what it gave and people may see, by name, and Labels what people
	// call them.
	Results map[string]string       `json:"-"`
	Labels  map[string]locale.Texts `json:"-"`
}

// shown are the results without those that only the flow sees.
func (a *Acted) shown() map[string]string {
	out := maps.Clone(a.Results)
	for _, name := range a.Hidden {
		delete(out, name)
	}
	return out
}

// Play advances a run until it waits for the visitor, calling actions on the
// way. call says how one ended; what it could not do is an end as well.
func Play(ctx context.Context, d *Definition, s State, around World, in Input, call func(context.Context, Run) Acted) Outcome {
	var o Outcome
	var parts []string
	for {
		var effects []Effect
		s, effects = d.Advance(s, around, in)
		var run *Run
		for _, e := range effects {
			if e.Text != "" {
				parts = append(parts, e.Text)
			}
			o.Ask = e.Ask
			o.Answer, o.Offer, o.HandOver = o.Answer || e.Answer, o.Offer || e.Offer, o.HandOver || e.HandOver
			if e.Team != "" {
				o.Team = e.Team
			}
			if e.Run != nil {
				run = e.Run
			}
		}
		if run == nil {
			break
		}
		acted := Acted{}
		if len(o.Called) < mostCalls {
			acted = call(ctx, *run)
		}
		o.Called = append(o.Called, Called{
			Action: run.Action, Title: acted.Title, OK: acted.OK, Waits: acted.Asked != "", Results: acted.shown(), Labels: acted.Labels,
		})
		in = Input{Acted: &acted}
	}
	o.State, o.Text = s, strings.Join(parts, "\n\n")
	return o
}
