package screen

import (
	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/conversation"
)

// Screen shows one turn to those who look at its conversation. The zero Screen
// shows it to nobody, as a trial does, and keeps count all the same.
type Screen struct {
	conversations *conversation.Store
	ref           conversation.Ref
	turn          uuid.UUID

	shown bool // a piece of an answer is on it
	void  bool // what is on it was said by a model that failed
}

// New is the screen of a turn on ref.
func New(conversations *conversation.Store, ref conversation.Ref, turn uuid.UUID) Screen {
	return Screen{conversations: conversations, ref: ref, turn: turn}
}

// Show puts text, unless it is empty, behind what is there, or in its place where
// that is void.
func (s *Screen) Show(text string) {
	if text == "" {
		return
	}
	s.signal(AnswerDelta{Turn: s.turn, Text: text, Replace: s.void})
	s.shown, s.void = true, false
}

// Shown reports whether anything has been shown.
func (s *Screen) Shown() bool { return s.shown }

// Void says that what is there counts no more: the next text replaces it.
func (s *Screen) Void() { s.void = true }

// Withdraw takes everything back: the turn comes to nothing.
func (s *Screen) Withdraw() {
	if s.shown {
		s.signal(AnswerWithdrawn{Turn: s.turn})
	}
}

func (s *Screen) signal(e conversation.EventData) {
	if s.conversations != nil {
		s.conversations.Signal(s.ref, conversation.Bot(), e)
	}
}
