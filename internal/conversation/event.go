package conversation

import (
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"github.com/google/uuid"
)

// Audience says who may see an event. It belongs to the event's kind, is
// stored with the row and is filtered in Follow, nowhere else.
type Audience uint8

// The audiences. The zero value is the narrower one.
const (
	Staff    Audience = iota // agents of the workspace
	Everyone                 // agents and the visitor
)

// EventData is what happened, by kind. Each package declares its own; the one
// list of all kinds is web/live's table of frames.
type EventData interface {
	// Kind is a stable name, noun.past_verb.
	Kind() string
	// Audience says who may see events of this kind.
	Audience() Audience
}

// AuthorKind says what sort of author caused an event.
type AuthorKind string

// The kinds of author.
const (
	ByVisitor AuthorKind = "visitor"
	ByBot     AuthorKind = "bot"
	ByAgent   AuthorKind = "agent"
	BySystem  AuthorKind = "system"
)

// Author is who caused an event. Visitor and agent come from the session,
// never from a frame.
type Author struct {
	Kind AuthorKind
	// ID is the visitor's or agent's; nil for bot and system.
	ID uuid.UUID
	// Name is what the other side is shown; empty for visitors.
	Name string
}

// Bot is the assistant as an author.
func Bot() Author { return Author{Kind: ByBot} }

// System is the author of what no person and no answer caused.
func System() Author { return Author{Kind: BySystem} }

// Event is one entry of a conversation's log, or a signal (Seq 0).
type Event struct {
	Workspace    uuid.UUID
	Conversation uuid.UUID
	// Seq counts all recorded events of the conversation from 1; 0 = a signal.
	Seq int64
	// VSeq counts those that the visitor may see; 0 where he may not.
	VSeq     int64
	Kind     string
	Audience Audience
	Author   Author
	// ClientID is the id its author's client gave it, "" if none.
	ClientID string
	At       time.Time
	Data     json.RawMessage

	frames [slots]frameOnce // encoded once, sent to many
}

// Slot names one of the wire forms of an event.
type Slot int

// The wire forms.
const (
	SlotStaff    Slot = iota // to an agent who has the conversation open
	SlotEveryone             // to the visitor
	SlotList                 // to all agents of the workspace, for their lists
	slots
)

type frameOnce struct {
	once  sync.Once
	bytes []byte
}

// Frame gives a wire form of e, made once by encode and then shared by all
// sockets: receivers must not change it.
func (e *Event) Frame(slot Slot, encode func(*Event) []byte) []byte {
	f := &e.frames[slot]
	f.once.Do(func() { f.bytes = encode(e) })
	return f.bytes
}

// SeqFor is the event's number in the stream of an audience.
func (e *Event) SeqFor(a Audience) int64 {
	if a == Everyone {
		return e.VSeq
	}
	return e.Seq
}

func encodeData(d EventData) (json.RawMessage, error) {
	raw, err := json.Marshal(d)
	if err != nil {
		return nil, fmt.Errorf("encode %s: %w", d.Kind(), err)
	}
	return raw, nil
}
