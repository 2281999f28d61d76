package frontdesk

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/agentassist"
	"github.com/firstlinehq/firstline/bot"
	"github.com/firstlinehq/firstline/bot/parting"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/handoff/consult"
	"github.com/firstlinehq/firstline/handoff/followup"
	"github.com/firstlinehq/firstline/handoff/snooze"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/sentiment"
)

// Desk runs the use cases.
type Desk struct {
	Parts
	// Snoozes hide conversations until a time.
	Snoozes  *snooze.Snoozes
	consults *consult.Store
}

// Parts are what the desk brings together.
type Parts struct {
	DB            *postgres.DB
	Accounts      *account.Store
	Conversations *conversation.Store
	Moods         *sentiment.Store
	Bot           *bot.Bot
	Queue         *handoff.Queue
	Assistant     *agentassist.Assistant
	Library       *knowledge.Library
	FollowUps     *followup.Store
	Parting       *parting.Shelf
}

// New makes a desk.
func New(parts Parts) *Desk {
	clocks := parts.Queue.Deadlines
	return &Desk{
		Parts: parts, consults: consult.New(parts.Conversations, parts.Accounts),
		Snoozes: &snooze.Snoozes{Conversations: parts.Conversations, Timers: clocks.Timers, Clocks: clocks},
	}
}

// touched sets the clocks of a conversation at the end of a use case that had
// its lock: whatever the case did, what was promised is counted by that.
func (d *Desk) touched(ctx context.Context, tx *postgres.Tx, id uuid.UUID, err error) error {
	if err != nil {
		return err
	}
	return d.Queue.Deadlines.TouchTx(ctx, tx, id)
}

// Actor is the agent who acts, as the session says.
type Actor struct {
	Workspace uuid.UUID
	Agent     uuid.UUID
	Name      string
}

func (a Actor) author() conversation.Author {
	return conversation.Author{Kind: conversation.ByAgent, ID: a.Agent, Name: a.Name}
}

func (a Actor) ref() *conversation.AgentRef {
	return &conversation.AgentRef{ID: a.Agent, Name: a.Name}
}

// Said is a stored message.
type Said struct {
	Conversation uuid.UUID
	Seq, VSeq    int64
	At           time.Time
	Repeated     bool
}

func saidFrom(id uuid.UUID, done conversation.Appended) Said {
	return Said{Conversation: id, Seq: done.Seq, VSeq: done.VSeq, At: done.At, Repeated: done.Repeated}
}

// Conversation reads a conversation for an agent. It fails with
// conversation.ErrNotFound for another workspace's id.
func (d *Desk) Conversation(ctx context.Context, ref conversation.Ref) (c conversation.Conversation, err error) {
	err = d.DB.InWorkspace(ctx, ref.Workspace, func(tx *postgres.Tx) error {
		c, err = d.Conversations.GetTx(ctx, tx, ref.ID)
		return err
	})
	return c, err
}

// VisitorConversation reads a conversation for its visitor. Somebody else's
// looks like none.
func (d *Desk) VisitorConversation(ctx context.Context, v account.Visitor, id uuid.UUID) (c conversation.Conversation, err error) {
	c, err = d.Conversation(ctx, conversation.Ref{Workspace: v.Workspace, ID: id})
	if err == nil && c.Visitor != v.ID {
		return conversation.Conversation{}, conversation.ErrNotFound
	}
	return c, err
}

// OpenConversation gives the id of the visitor's open conversation; nil if
// there is none.
func (d *Desk) OpenConversation(ctx context.Context, v account.Visitor) (open *uuid.UUID, err error) {
	err = d.DB.InWorkspace(ctx, v.Workspace, func(tx *postgres.Tx) error {
		list, err := d.Conversations.OfVisitorTx(ctx, tx, v.ID)
		for _, c := range list {
			if c.Stage != conversation.StageResolved {
				open = &c.ID
				break
			}
		}
		return err
	})
	return open, err
}
