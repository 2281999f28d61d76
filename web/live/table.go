package live

import (
	"fmt"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"github.com/firstlinehq/firstline/agentassist"
	"github.com/firstlinehq/firstline/bot/action"
	"github.com/firstlinehq/firstline/bot/parting"
	"github.com/firstlinehq/firstline/bot/screen"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/handoff/followup"
	"github.com/firstlinehq/firstline/handoff/sla"
	"github.com/firstlinehq/firstline/handoff/snooze"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/sentiment"
)

// events is the one list of every kind that may reach a browser.
var events = []conversation.EventData{
	conversation.Message{},
	conversation.Note{},
	conversation.StageMoved{},
	conversation.Merged{},
	conversation.MovedOn{},
	conversation.Rated{},
	conversation.FeedbackGiven{},
	conversation.Settled{},
	conversation.Typing{},
	screen.AnswerDelta{},
	screen.AnswerWithdrawn{},
	action.ConfirmationAsked{},
	action.ConfirmationSettled{},
	sentiment.MoodChanged{},
	handoff.Requested{},
	handoff.Assigned{},
	handoff.Unassigned{},
	handoff.Accepted{},
	handoff.TeamRemoved{},
	handoff.PriorityChanged{},
	followup.Asked{},
	followup.Mailed{},
	followup.Changed{},
	sla.Neared{},
	sla.Missed{},
	snooze.Snoozed{},
	snooze.Woken{},
	followup.TranscriptSent{},
	handoff.OfferAnswered{},
	handoff.QueueMoved{},
	handoff.PresenceChanged{},
	agentassist.SuggestionReady{},
	parting.Suggested{},
	ImportMoved{},
}

var known = func() map[string]conversation.EventData {
	byKind := make(map[string]conversation.EventData, len(events))
	for _, e := range events {
		if _, twice := byKind[e.Kind()]; twice {
			panic("live: event kind twice: " + e.Kind())
		}
		byKind[e.Kind()] = e
	}
	return byKind
}()

// Describe adds the frames to the document's schemas: a schema for every kind,
// and the unions VisitorClientFrame, AgentClientFrame, VisitorServerFrame and
// AgentServerFrame with kind as the discriminator.
func Describe(schemas huma.Registry) {
	add := func(v any) *huma.Schema {
		t := reflect.TypeOf(v)
		return schemas.Schema(t, true, t.Name())
	}
	union := func(name string, members map[string]*huma.Schema) {
		u := &huma.Schema{Discriminator: &huma.Discriminator{PropertyName: "kind", Mapping: map[string]string{}}}
		for _, kind := range sortedKeys(members) {
			u.OneOf = append(u.OneOf, members[kind])
			u.Discriminator.Mapping[kind] = members[kind].Ref
		}
		schemas.Map()[name] = u
	}
	hello, agentHello, say, typing := add(Hello{}), add(AgentHello{}), add(Say{}), add(NowTyping{})
	watch, unwatch, note := add(Watch{}), add(Unwatch{}), add(AddNote{})
	union("VisitorClientFrame", map[string]*huma.Schema{"hello": hello, "say": say, "typing": typing, "watch": watch})
	union("AgentClientFrame", map[string]*huma.Schema{
		"hello": agentHello, "say": say, "note": note, "typing": typing, "watch": watch, "unwatch": unwatch,
	})

	base := map[string]*huma.Schema{"ready": add(Ready{}), "ack": add(Ack{}), "error": add(Refused{})}
	visitor, agent := map[string]*huma.Schema{}, map[string]*huma.Schema{"list.changed": add(ListChanged{})}
	for kind, s := range base {
		visitor[kind], agent[kind] = s, s
	}
	author := add(FrameAuthor{})
	for _, e := range events {
		frame := eventSchema(schemas, author, e)
		agent[e.Kind()] = frame
		if e.Audience() == conversation.Everyone {
			visitor[e.Kind()] = frame
		}
	}
	union("VisitorServerFrame", visitor)
	union("AgentServerFrame", agent)
}

// eventSchema is EventFrame with kind and data made exact.
func eventSchema(schemas huma.Registry, author *huma.Schema, e conversation.EventData) *huma.Schema {
	t := reflect.TypeOf(e)
	data := schemas.Schema(t, true, t.Name())
	name := frameName(e.Kind())
	if _, taken := schemas.Map()[name]; taken {
		panic(fmt.Sprintf("live: schema %s twice", name))
	}
	schemas.Map()[name] = &huma.Schema{
		Type: huma.TypeObject, AdditionalProperties: false,
		Properties: map[string]*huma.Schema{
			"kind":            {Type: huma.TypeString, Enum: []any{e.Kind()}},
			"conversation_id": {Type: huma.TypeString, Format: "uuid"},
			"seq":             {Type: huma.TypeInteger, Format: "int64", Description: "Gapless in the receiver's numbering; absent for signals"},
			"author":          author,
			"client_id":       {Type: huma.TypeString},
			"at":              {Type: huma.TypeString, Format: "date-time"},
			"data":            data,
		},
		Required: []string{"kind", "conversation_id", "author", "at", "data"},
	}
	return &huma.Schema{Ref: "#/components/schemas/" + name}
}
