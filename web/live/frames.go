package live

import (
	"encoding/json"
	"time"

	"github.com/google/uuid"
)

// Frames that clients send. Kind is the discriminator.
type (
	// Hello is the first frame of a visitor's socket, within five seconds, else
	// the socket is closed with 4408; a token that is none closes it with 4401.
	Hello struct {
		Kind  string `json:"kind" enum:"hello"`
		Token string `json:"token" doc:"The visitor's token"`
		Lang  string `json:"lang,omitempty" enum:"en,zh"`
		// ConversationID to follow from After on; absent = none yet.
		ConversationID *uuid.UUID `json:"conversation_id,omitempty" format:"uuid"`
		After          int64      `json:"after,omitempty" minimum:"0" doc:"The cursor: last seq seen of the conversation"`
	}
	// AgentHello is the first frame of an agent's socket; the session is the cookie's.
	AgentHello struct {
		Kind        string    `json:"kind" enum:"hello"`
		WorkspaceID uuid.UUID `json:"workspace_id" format:"uuid"`
	}
	// Say sends a message. The same client_id may be sent again until it is
	// acknowledged: it is stored once.
	Say struct {
		Kind     string `json:"kind" enum:"say"`
		ClientID string `json:"client_id" minLength:"1" maxLength:"64" doc:"UUIDv7, kept by the client until acknowledged"`
		// ConversationID: a visitor may leave it out and mean the open one.
		ConversationID *uuid.UUID `json:"conversation_id,omitempty" format:"uuid"`
		Text           string     `json:"text" maxLength:"16384" doc:"May be empty where there are files"`
		// Files are attachments that were kept for it before.
		Files []uuid.UUID `json:"files,omitempty" format:"uuid" maxItems:"5"`
		// SuggestionID: an agent's message came from this suggestion.
		SuggestionID *uuid.UUID `json:"suggestion_id,omitempty" format:"uuid"`
	}
	// AddNote writes a note that only agents see.
	AddNote struct {
		Kind           string    `json:"kind" enum:"note"`
		ClientID       string    `json:"client_id" minLength:"1" maxLength:"64"`
		ConversationID uuid.UUID `json:"conversation_id" format:"uuid"`
		Text           string    `json:"text" minLength:"1" maxLength:"16384"`
		// Mentions are the agents it calls.
		Mentions []uuid.UUID `json:"mentions,omitempty" format:"uuid" maxItems:"10"`
	}
	// NowTyping says that the sender is writing; repeated at most every 2 s.
	NowTyping struct {
		Kind           string    `json:"kind" enum:"typing"`
		ConversationID uuid.UUID `json:"conversation_id" format:"uuid"`
	}
	// Watch follows a conversation from a cursor; a second one for the same
	// conversation replaces the first.
	Watch struct {
		Kind           string    `json:"kind" enum:"watch"`
		ConversationID uuid.UUID `json:"conversation_id" format:"uuid"`
		After          int64     `json:"after" minimum:"0"`
	}
	// Unwatch ends it.
	Unwatch struct {
		Kind           string    `json:"kind" enum:"unwatch"`
		ConversationID uuid.UUID `json:"conversation_id" format:"uuid"`
	}
)

// Frames that the server sends besides events.
type (
	// Ready answers hello: the socket is in use.
	Ready struct {
		Kind string `json:"kind" enum:"ready"`
		// ConversationID is the visitor's open conversation, if there is one.
		ConversationID *uuid.UUID `json:"conversation_id,omitempty" format:"uuid"`
		ServerTime     time.Time  `json:"server_time"`
	}
	// Ack says that a message is stored for good.
	Ack struct {
		Kind           string    `json:"kind" enum:"ack"`
		ClientID       string    `json:"client_id"`
		ConversationID uuid.UUID `json:"conversation_id" format:"uuid"`
		Seq            int64     `json:"seq" doc:"In the receiver's numbering"`
		At             time.Time `json:"at"`
	}
	// ListChanged tells an agent what happened somewhere in the workspace.
	ListChanged struct {
		Kind           string    `json:"kind" enum:"list.changed"`
		ConversationID uuid.UUID `json:"conversation_id" format:"uuid"`
		Seq            int64     `json:"seq"`
		// Event is the frame of what happened; absent means: read the row again.
		Event json.RawMessage `json:"event,omitempty"`
	}
	// Refused answers a frame that could not be taken.
	Refused struct {
		Kind     string `json:"kind" enum:"error"`
		Code     string `json:"code" doc:"Stable name, as in problem+json"`
		Title    string `json:"title" doc:"In the caller's language"`
		ClientID string `json:"client_id,omitempty" doc:"Of the refused message"`
		// RetryAfter in seconds, where trying again may help.
		RetryAfter int `json:"retry_after,omitempty"`
	}
)

// EventFrame is an event on the wire; Data's type follows from Kind.
type EventFrame struct {
	Kind           string    `json:"kind"`
	ConversationID uuid.UUID `json:"conversation_id" format:"uuid"`
	// Seq is gapless in the receiver's numbering; absent for signals.
	Seq      int64           `json:"seq,omitempty"`
	Author   FrameAuthor     `json:"author"`
	ClientID string          `json:"client_id,omitempty"`
	At       time.Time       `json:"at"`
	Data     json.RawMessage `json:"data"`
}

// FrameAuthor is who caused an event.
type FrameAuthor struct {
	Kind string     `json:"kind" enum:"visitor,bot,agent,system"`
	ID   *uuid.UUID `json:"id,omitempty" format:"uuid"`
	Name string     `json:"name,omitempty"`
}
