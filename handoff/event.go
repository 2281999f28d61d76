package handoff

import (
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/conversation"
)

// Requested says that a person was asked for, and why: "handoff.requested".
type Requested struct {
	HandoffID uuid.UUID `json:"handoff_id" format:"uuid"`
	Reason    Reason    `json:"reason"`
	Rule      string    `json:"rule"`
	// Quote is the visitor's words that it rests on; empty if on none.
	Quote    string `json:"quote,omitempty"`
	QuoteSeq int64  `json:"quote_seq,omitempty"`
	// Priority is 0 to 3.
	Priority int `json:"priority"`
}

// Kind implements conversation.EventData.
func (Requested) Kind() string { return "handoff.requested" }

// Audience implements conversation.EventData.
func (Requested) Audience() conversation.Audience { return conversation.Staff }

// Assigned says that the handoff is offered to an agent: "handoff.assigned".
type Assigned struct {
	AssignmentID uuid.UUID             `json:"assignment_id" format:"uuid"`
	Agent        conversation.AgentRef `json:"agent"`
	ExpiresAt    time.Time             `json:"expires_at"`
}

// Kind implements conversation.EventData.
func (Assigned) Kind() string { return "handoff.assigned" }

// Audience implements conversation.EventData.
func (Assigned) Audience() conversation.Audience { return conversation.Staff }

// Unassigned says that an assignment ended without an agent: "handoff.unassigned".
type Unassigned struct {
	AssignmentID uuid.UUID `json:"assignment_id" format:"uuid"`
	AgentID      uuid.UUID `json:"agent_id" format:"uuid"`
	// How it ended: passed_on = its agent takes nothing new, and has not missed it.
	How string `json:"how" enum:"declined,expired,withdrawn,passed_on"`
}

// Kind implements conversation.EventData.
func (Unassigned) Kind() string { return "handoff.unassigned" }

// Audience implements conversation.EventData.
func (Unassigned) Audience() conversation.Audience { return conversation.Staff }

// Accepted says that an agent took the handoff: "handoff.accepted".
type Accepted struct {
	HandoffID uuid.UUID             `json:"handoff_id" format:"uuid"`
	Agent     conversation.AgentRef `json:"agent"`
}

// Kind implements conversation.EventData.
func (Accepted) Kind() string { return "handoff.accepted" }

// Audience implements conversation.EventData.
func (Accepted) Audience() conversation.Audience { return conversation.Staff }

// TeamRemoved says that the team the conversation waited for is no more, and
// that it waits for anybody: "handoff.team_removed".
type TeamRemoved struct {
	Team string `json:"team" doc:"Its name"`
}

// Kind implements conversation.EventData.
func (TeamRemoved) Kind() string { return "handoff.team_removed" }

// Audience implements conversation.EventData.
func (TeamRemoved) Audience() conversation.Audience { return conversation.Staff }

// OfferAnswered says what the visitor made of the bot's offer: "offer.answered".
type OfferAnswered struct {
	Accepted bool `json:"accepted"`
}

// Kind implements conversation.EventData.
func (OfferAnswered) Kind() string { return "offer.answered" }

// Audience implements conversation.EventData.
func (OfferAnswered) Audience() conversation.Audience { return conversation.Everyone }

// QueueMoved is the signal that a waiting visitor's place changed: "queue.moved".
type QueueMoved struct {
	Place
}

// Kind implements conversation.EventData.
func (QueueMoved) Kind() string { return "queue.moved" }

// Audience implements conversation.EventData.
func (QueueMoved) Audience() conversation.Audience { return conversation.Everyone }

// PresenceChanged is the signal that an agent came or went: "presence.changed".
type PresenceChanged struct {
	AgentID uuid.UUID `json:"agent_id" format:"uuid"`
	Status  string    `json:"status" enum:"online,busy,away,offline"`
}

// Kind implements conversation.EventData.
func (PresenceChanged) Kind() string { return "presence.changed" }

// Audience implements conversation.EventData.
func (PresenceChanged) Audience() conversation.Audience { return conversation.Staff }

// PriorityChanged says that an agent has set how urgent the conversation is, or
// taken that back: "priority.changed".
type PriorityChanged struct {
	// Priority is 0 to 3; absent where reasons and rules count again.
	Priority *int `json:"priority,omitempty" minimum:"0" maximum:"3"`
}

// Kind implements conversation.EventData.
func (PriorityChanged) Kind() string { return "priority.changed" }

// Audience implements conversation.EventData.
func (PriorityChanged) Audience() conversation.Audience { return conversation.Staff }
