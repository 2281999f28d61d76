package frontdesk

import (
	"context"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/handoff/consult"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Note is what an agent writes for agents.
type Note struct {
	ClientID string
	Text     string
	// Mentions are the agents it calls.
	Mentions []uuid.UUID
}

// AddNote: an agent wrote something that only agents see. It moves nothing; whom
// it calls and who holds the conversation are told.
func (d *Desk) AddNote(ctx context.Context, a Actor, id uuid.UUID, n Note) (said Said, err error) {
	err = d.DB.InWorkspace(ctx, a.Workspace, func(tx *postgres.Tx) error {
		done, err := d.consults.AddTx(ctx, tx, consult.Note{
			Conversation: id, Author: a.author(), ClientID: n.ClientID,
			Note: conversation.Note{Text: n.Text, Mentions: n.Mentions},
		})
		said = saidFrom(id, done)
		return err
	})
	return said, err
}

// ReadNotes: an agent has the conversation open and has seen its notes up to a
// seq. It fails with conversation.ErrNotFound.
func (d *Desk) ReadNotes(ctx context.Context, a Actor, id uuid.UUID, seq int64) error {
	return d.DB.InWorkspace(ctx, a.Workspace, func(tx *postgres.Tx) error {
		if _, err := d.Conversations.GetTx(ctx, tx, id); err != nil {
			return err
		}
		_, err := d.consults.SeenTx(ctx, tx, consult.Reader{Agent: a.Agent, Conversation: id, Seq: seq})
		return err
	})
}

// SetPriority is an agent's word on how urgent a conversation is, 0 to 3; nil
// takes it back.
func (d *Desk) SetPriority(ctx context.Context, a Actor, id uuid.UUID, priority *int) error {
	return d.handle(ctx, a, id, func(tx *postgres.Tx, _ conversation.Conversation) error {
		return d.Queue.SetPriorityTx(ctx, tx, id, a.author(), priority)
	})
}
