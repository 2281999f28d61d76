package live

import (
	"encoding/json"
	"log/slog"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/conversation"
)

// Encode makes the wire form of an event for an audience; nil for a kind that
// is not in the table, which is a programming error and logged as one.
func Encode(e *conversation.Event, audience conversation.Audience) []byte {
	if _, ok := known[e.Kind]; !ok {
		slog.Error("event kind is not in the table of frames", "kind", e.Kind)
		return nil
	}
	frame := EventFrame{
		Kind: e.Kind, ConversationID: e.Conversation, Seq: e.SeqFor(audience),
		Author:   FrameAuthor{Kind: string(e.Author.Kind), Name: e.Author.Name},
		ClientID: e.ClientID, At: e.At, Data: e.Data,
	}
	if e.Author.ID != uuid.Nil {
		frame.Author.ID = &e.Author.ID
	}
	raw, err := json.Marshal(frame)
	if err != nil {
		slog.Error("encode event", "kind", e.Kind, "error", err)
		return nil
	}
	return raw
}

// frameOf is the shared encoding of an event: made once, sent to many.
func frameOf(e *conversation.Event, audience conversation.Audience) []byte {
	slot := conversation.SlotStaff
	if audience == conversation.Everyone {
		slot = conversation.SlotEveryone
	}
	return e.Frame(slot, func(e *conversation.Event) []byte { return Encode(e, audience) })
}
