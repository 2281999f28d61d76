package frontdesk

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/files"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/gap"
)

// AgentMessage is what an agent sends.
type AgentMessage struct {
	ClientID     string
	Conversation uuid.UUID
	// Text may be empty where there are files.
	Text string
	// Suggestion the text came from; nil if written by hand.
	Suggestion *uuid.UUID
	// Files are the attachments that the agent brought for it.
	Files []uuid.UUID
}

// AgentSays: an agent replied. A public reply takes the conversation over: from
// that instant the bot is silent. A reply to a resolved one is refused, and one
// into a conversation that another agent holds, unless by a supervisor.
func (d *Desk) AgentSays(ctx context.Context, a Actor, m AgentMessage) (said Said, err error) {
	err = d.DB.InWorkspace(ctx, a.Workspace, func(tx *postgres.Tx) error {
		c, err := d.Conversations.LockTx(ctx, tx, m.Conversation)
		if err != nil {
			return err
		}
		// A repeat answers what was stored, whatever has happened since.
		repeat, err := d.Conversations.RecordedTx(ctx, tx, c.ID, a.Agent, m.ClientID)
		if err != nil {
			return err
		}
		if !repeat && c.Stage == conversation.StageResolved {
			return conversation.ErrStage
		}
		if !repeat {
			if err := d.mayHandleTx(ctx, tx, a, c); err != nil {
				return err
			}
		}
		if !repeat && c.Stage != conversation.StagePerson {
			if err := d.takeTx(ctx, tx, a, c); err != nil {
				return err
			}
		}
		done, err := d.sayTx(ctx, tx, files.Naming{By: files.Sender{Agent: true, ID: a.Agent}, Conversation: c.ID, IDs: m.Files}, conversation.Append{
			Conversation: c.ID, Author: a.author(), ClientID: m.ClientID, Data: conversation.Message{Text: m.Text},
		})
		if err != nil {
			return err
		}
		said = saidFrom(c.ID, done)
		if done.Repeated {
			return nil
		}
		err = d.FollowUps.RepliedTx(ctx, tx, c.ID, done.Seq)
		if err = d.touched(ctx, tx, c.ID, err); err != nil || m.Suggestion == nil {
			return err
		}
		return d.Assistant.SentTx(ctx, tx, c.ID, *m.Suggestion, m.Text)
	})
	return said, err
}

// AgentTypes passes on that the agent is writing.
func (d *Desk) AgentTypes(ref conversation.Ref, a Actor) {
	d.Conversations.Signal(ref, a.author(), conversation.Typing{By: conversation.ByAgent, Name: a.Name})
}

// Accept: the agent takes the conversation they were offered. Suggestions for
// what the visitor asked are drafted at once.
func (d *Desk) Accept(ctx context.Context, a Actor, assignment uuid.UUID) error {
	id, err := d.Queue.Accept(ctx, a.Workspace, *a.ref(), assignment)
	if err != nil {
		return err
	}
	return d.draftFor(ctx, a.Workspace, id)
}

// Take: the agent takes the conversation from the bot or the queue; a supervisor
// takes it from another agent too, where anybody else gets [ErrHeld].
func (d *Desk) Take(ctx context.Context, a Actor, id uuid.UUID) error {
	err := d.handle(ctx, a, id, func(tx *postgres.Tx, c conversation.Conversation) error {
		switch {
		case c.Stage == conversation.StagePerson && *c.Agent == a.Agent:
			return nil
		case c.Stage == conversation.StageResolved:
			if _, err := d.reopenTx(ctx, tx, id); err != nil {
				return err
			}
			c.Stage = conversation.StageBot
		}
		return d.takeTx(ctx, tx, a, c)
	})
	if err != nil {
		return err
	}
	return d.draftFor(ctx, a.Workspace, id)
}

func (d *Desk) takeTx(ctx context.Context, tx *postgres.Tx, a Actor, c conversation.Conversation) error {
	if c.Stage == conversation.StageBot {
		if _, err := gap.EscalateTx(ctx, tx, c.ID); err != nil {
			return err
		}
		taken := handoff.Decision{Kind: handoff.Handover, Reason: handoff.ReasonTakenOver, Rule: "agent.take"}
		if err := d.Queue.TakenTx(ctx, tx, c, a.Agent, taken); err != nil {
			return err
		}
	}
	if err := d.Queue.CloseTx(ctx, tx, c, &a.Agent); err != nil {
		return err
	}
	_, err := d.Conversations.MoveTx(ctx, tx, conversation.Move{
		Conversation: c.ID, To: conversation.StagePerson, Agent: a.ref(), By: a.author(),
	})
	return err
}

// draftFor asks for suggestions to what the visitor said last.
func (d *Desk) draftFor(ctx context.Context, ws, id uuid.UUID) error {
	err := d.withConversation(ctx, ws, id, func(tx *postgres.Tx, c conversation.Conversation) error {
		return d.Assistant.EnqueueDraftTx(ctx, tx, id, c.LastVisitorSeq)
	})
	if err == nil {
		d.Assistant.Nudge(conversation.Ref{Workspace: ws, ID: id})
	}
	return err
}

// Resolve finishes a conversation; the visitor is told and may rate it.
func (d *Desk) Resolve(ctx context.Context, a Actor, id uuid.UUID) error {
	return d.handle(ctx, a, id, func(tx *postgres.Tx, c conversation.Conversation) error {
		if c.Stage == conversation.StageResolved {
			return nil
		}
		if err := d.Queue.CloseTx(ctx, tx, c, nil); err != nil {
			return err
		}
		if err := d.FollowUps.EndTx(ctx, tx, id); err != nil {
			return err
		}
		if err := d.lineTx(ctx, tx, c, "resolved"); err != nil {
			return err
		}
		_, err := d.Conversations.MoveTx(ctx, tx, conversation.Move{Conversation: id, To: conversation.StageResolved, By: a.author()})
		if err != nil {
			return err
		}
		if err := d.Parting.EnqueueTx(ctx, tx, c); err != nil {
			return err
		}
		if c.Stage != conversation.StageBot {
			return nil // a person was needed: that counted when they were asked for
		}
		return d.noteOutcomeTx(ctx, tx, id, knowledge.Resolved)
	})
}

// Snooze hides a conversation from the lists until a time; nil wakes it, and so
// does a visitor's message. It fails with snooze.ErrPast or snooze.ErrFar.
func (d *Desk) Snooze(ctx context.Context, a Actor, id uuid.UUID, until *time.Time) error {
	return d.handle(ctx, a, id, func(tx *postgres.Tx, c conversation.Conversation) error {
		return d.Snoozes.SetTx(ctx, tx, c, until, a.author())
	})
}

// AgentsPresent keeps agents present whose sockets are open on this node.
func (d *Desk) AgentsPresent(ctx context.Context, agents []Actor, arrived bool) error {
	seats := make([]handoff.Seat, len(agents))
	for i, a := range agents {
		seats[i] = handoff.Seat{Workspace: a.Workspace, Agent: a.Agent}
	}
	return d.Queue.Present(ctx, seats, arrived)
}

// lineTx posts a fixed text in the visitor's language.
func (d *Desk) lineTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation, line string) error {
	_, err := d.Conversations.AppendTx(ctx, tx, conversation.Append{
		Conversation: c.ID, Author: conversation.Bot(),
		Data: conversation.Message{Text: locale.Text(c.Lang, "line."+line), Line: line},
	})
	return err
}

// withConversation runs f on a conversation of the workspace, under its row lock.
func (d *Desk) withConversation(ctx context.Context, ws, id uuid.UUID, f func(*postgres.Tx, conversation.Conversation) error) error {
	return d.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		c, err := d.Conversations.LockTx(ctx, tx, id)
		if err != nil {
			return err
		}
		return d.touched(ctx, tx, id, f(tx, c))
	})
}
