package flow

import (
	"maps"
	"slices"
	"time"

	"github.com/firstlinehq/firstline/bot/form"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/locale"
)

// Status says how far a run has come.
type Status string

// The statuses. They are stored: do not rename.
const (
	Open       Status = "open"
	Ended      Status = "ended"
	HandedOver Status = "handed_over"
	Cancelled  Status = "cancelled" // by the visitor
	Left       Status = "left"      // nobody came back to it, or a person took over
)

// Wait is what a run waits for.
type Wait string

// What a run waits for.
const (
	ForAnswer Wait = ""       // to the question of its step
	ForCard   Wait = "card"   // a yes to what was said before it was asked for
	ForReview Wait = "review" // a yes to the whole form
	ForAction Wait = "action" // an action, or the visitor's yes to it
)

// State is where a run stands. Its zero value is a run that has not begun.
type State struct {
	Status Status `json:"status"`
	// Step is the step whose answer is waited for, or that ended the run.
	Step string `json:"step"`
	Wait Wait   `json:"wait,omitempty"`
	// Fields are filled in, and confirmed where they were only said before.
	Fields map[string]form.Value `json:"fields"`
	// Labels are what people call the fields that an action filled in.
	Labels map[string]locale.Texts `json:"labels,omitempty"`
	// Card are the values shown for confirmation.
	Card map[string]form.Value `json:"card,omitempty"`
	// Choosing: the visitor said that something on the card is wrong and was
	// asked which.
	Choosing bool `json:"choosing,omitempty"`
	// Tries and Asides count answers that would not do, and questions in between,
	// since the question was asked.
	Tries  int `json:"tries,omitempty"`
	Asides int `json:"asides,omitempty"`
	// Idle counts messages since one filled something in.
	Idle int `json:"idle,omitempty"`
	// Ahead are the fields that were confirmed before their question came.
	Ahead []string `json:"ahead,omitempty"`
	// Denied are values that the visitor said no to.
	Denied map[string][]string `json:"denied,omitempty"`
	// Back is the check that asks for what it misses.
	Back string `json:"back,omitempty"`
	// Reviewed are the checks whose form was confirmed.
	Reviewed []string `json:"reviewed,omitempty"`
	// Asked is the confirmation that an action waits for.
	Asked string `json:"asked,omitempty"`
	// Acted is how an action ended that was confirmed; the run goes on from there.
	Acted *Acted `json:"acted,omitempty"`
	// Offered: a person was offered in between, and the question stands.
	Offered bool `json:"offered,omitempty"`
}

// clone is a state that shares nothing with s.
func (s State) clone() State {
	s.Fields, s.Card, s.Labels = maps.Clone(s.Fields), maps.Clone(s.Card), maps.Clone(s.Labels)
	s.Ahead, s.Reviewed = slices.Clone(s.Ahead), slices.Clone(s.Reviewed)
	denied := make(map[string][]string, len(s.Denied))
	for name, values := range s.Denied {
		denied[name] = slices.Clone(values)
	}
	s.Denied = denied
	if s.Fields == nil {
		s.Fields = map[string]form.Value{}
	}
	if s.Labels == nil {
		s.Labels = map[string]locale.Texts{}
	}
	return s
}

// World is what a run depends on besides what the visitor says.
type World struct {
	// Lang is the visitor's language now, "en" or "zh".
	Lang       string
	Attributes map[string]string
	// Now is the clock that dates are read against.
	Now time.Time
	// Known is what the visitor said in the conversation so far.
	Known []form.Known
	// Texts gives a text of ours by key and language; params are name, value pairs.
	Texts func(lang, key string, params ...string) string
}

// Input is what happened; exactly one of its parts is set.
type Input struct {
	// Begin starts a run.
	Begin bool
	Said  *Said
	Acted *Acted
	// Offered: the bot offers a person for reasons of its own; the question stands.
	Offered bool
}

// Said is what the visitor said since the last turn.
type Said struct {
	Lines []form.Line
	// Asks: it looks like a question. Answerable: the articles hold an answer.
	Asks, Answerable bool
	// Confirmed: the visitor has said yes to the action that the run waits for,
	// and its end is not told yet.
	Confirmed bool
	// Lapsed: the visitor cannot say yes any more, for it took too long.
	Lapsed bool
}

// Acted is how an action ended, or that it waits.
type Acted struct {
	OK bool `json:"ok"`
	// Why it was not OK, where that is no failure.
	Why Why `json:"why,omitempty"`
	// Asked is the confirmation that it waits for, "" if it waits for none. Given:
	// the visitor has said yes already.
	Asked string `json:"asked,omitempty"`
	Given bool   `json:"given,omitempty"`
	// Results are what it gave, by name, and Labels what people call them.
	Results map[string]string       `json:"results,omitempty"`
	Labels  map[string]locale.Texts `json:"labels,omitempty"`
	// Hidden are the names of those that only the flow sees.
	Hidden []string `json:"-"`
	// Title is what people call the action.
	Title locale.Texts `json:"-"`
}

// Why says why an action did not end well.
type Why string

// The reasons. They are stored: do not rename.
const (
	Failure Why = ""         // it failed, or could not be called
	Unknown Why = "unknown"  // whether it was carried out cannot be known
	Refusal Why = "declined" // the visitor gave no yes
)

// Effect is something to be done; exactly one of its parts is set but for Text,
// which goes with any.
type Effect struct {
	// Text is Markdown to be said.
	Text string
	// Ask is what the text asks for.
	Ask *conversation.Ask
	// Answer wants the visitor's question answered from the articles, before the
	// text.
	Answer bool
	// Offer asks whether a person should come.
	Offer bool
	// Run calls an action.
	Run *Run
	// HandOver brings a person in, of Team unless that is "".
	HandOver bool
	Team     string
}

// Run is an action to be called.
type Run struct {
	// Step is the step that calls it.
	Step   string
	Action string
	Inputs map[string]string
}
