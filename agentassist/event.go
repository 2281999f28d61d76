package agentassist

import "github.com/firstlinehq/firstline/internal/conversation"

// SuggestionReady is the signal that suggestions for a visitor message can be
// read: "suggestion.ready", for staff. It comes again when a model's draft has
// taken the place of the first one.
type SuggestionReady struct {
	// ForSeq is the visitor message they reply to.
	ForSeq int64 `json:"for_seq"`
}

// Kind implements conversation.EventData.
func (SuggestionReady) Kind() string { return "suggestion.ready" }

// Audience implements conversation.EventData.
func (SuggestionReady) Audience() conversation.Audience { return conversation.Staff }
