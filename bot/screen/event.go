package screen

import (
	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/conversation"
)

// AnswerDelta is the signal that a piece of an answer has come: "answer.delta".
// It is recorded nowhere; the message.added with the same turn replaces it.
type AnswerDelta struct {
	Turn uuid.UUID `json:"turn_id"`
	// Text is Markdown that has passed all checks, to be put behind what came.
	Text string `json:"text"`
	// Replace says that what came of this turn so far is void and Text begins anew.
	Replace bool `json:"replace,omitempty"`
}

// Kind implements conversation.EventData.
func (AnswerDelta) Kind() string { return "answer.delta" }

// Audience implements conversation.EventData.
func (AnswerDelta) Audience() conversation.Audience { return conversation.Everyone }

// AnswerWithdrawn is the signal that a turn ended without an answer, because a
// person took over or the visitor wrote on: "answer.withdrawn". Its deltas are
// void.
type AnswerWithdrawn struct {
	Turn uuid.UUID `json:"turn_id"`
}

// Kind implements conversation.EventData.
func (AnswerWithdrawn) Kind() string { return "answer.withdrawn" }

// Audience implements conversation.EventData.
func (AnswerWithdrawn) Audience() conversation.Audience { return conversation.Everyone }
