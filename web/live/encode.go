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

// listFrame tells all agents of the workspace what happened in a conversation.
// Signals of the workspace itself (presence) pass as they are.
func listFrame(e *conversation.Event) []byte {
	if e.Conversation == uuid.Nil {
		return frameOf(e, conversation.Staff)
	}
	return e.Frame(conversation.SlotList, func(e *conversation.Event) []byte {
		event := frameOf(e, conversation.Staff)
		if event == nil {
			return nil
		}
		raw, err := json.Marshal(ListChanged{Kind: "list.changed", ConversationID: e.Conversation, Seq: e.Seq, Event: event})
		if err != nil {
			slog.Error("encode list frame", "kind", e.Kind, "error", err)
			return nil
		}
		return raw
	})
}
