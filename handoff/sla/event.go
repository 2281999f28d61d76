package sla

import (
	"time"

	"github.com/firstlinehq/firstline/internal/conversation"
)

// Neared warns that a deadline is near: "deadline.neared".
type Neared struct {
	Goal  Goal      `json:"goal" enum:"first_reply,next_reply,resolution"`
	DueAt time.Time `json:"due_at"`
}

// Kind implements conversation.EventData.
func (Neared) Kind() string { return "deadline.neared" }

// Audience implements conversation.EventData.
func (Neared) Audience() conversation.Audience { return conversation.Staff }

// Missed says that a deadline has passed: "deadline.missed".
type Missed struct {
	Goal  Goal      `json:"goal" enum:"first_reply,next_reply,resolution"`
	DueAt time.Time `json:"due_at"`
}

// Kind implements conversation.EventData.
func (Missed) Kind() string { return "deadline.missed" }

// Audience implements conversation.EventData.
func (Missed) Audience() conversation.Audience { return conversation.Staff }
