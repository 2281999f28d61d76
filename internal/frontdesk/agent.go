package frontdesk

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/gap"
)

// AgentMessage is what an agent sends.
type AgentMessage struct {
	ClientID     string
	Conversation uuid.UUID
	Text         string
	// Suggestion the text came from; nil if written by hand.
	Suggestion *uuid.UUID
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
		done, err := d.Conversations.AppendTx(ctx, tx, conversation.Append{
			Conversation: c.ID, Author: a.author(), ClientID: m.ClientID, Data: conversation.Message{Text: m.Text},
		})
		if err != nil {
			return err
		}
		said = saidFrom(c.ID, done)
		if done.Repeated {
			return nil
		}
		if err := d.FollowUps.RepliedTx(ctx, tx, c.ID, done.Seq); err != nil || m.Suggestion == nil {
			return err
		}
		return d.Assistant.SentTx(ctx, tx, c.ID, *m.Suggestion, m.Text)
	})
	return said, err
}

// AddNote: an agent wrote something that only agents see. It moves nothing.
func (d *Desk) AddNote(ctx context.Context, a Actor, id uuid.UUID, clientID, text string) (said Said, err error) {
	err = d.DB.InWorkspace(ctx, a.Workspace, func(tx *postgres.Tx) error {
		done, err := d.Conversations.AppendTx(ctx, tx, conversation.Append{
			Conversation: id, Author: a.author(), ClientID: clientID, Data: conversation.Note{Text: text},
		})
		said = saidFrom(id, done)
		return err
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
		if c.Stage != conversation.StageBot {
			return nil // a person was needed: that counted when they were asked for
		}
		return d.noteOutcomeTx(ctx, tx, id, knowledge.Resolved)
	})
}

// GiveBack hands a conversation back to the bot, which answers what nobody has.
func (d *Desk) GiveBack(ctx context.Context, a Actor, id uuid.UUID) error {
	return d.handle(ctx, a, id, func(tx *postgres.Tx, c conversation.Conversation) error {
		if c.Stage != conversation.StagePerson {
			return conversation.ErrStage
		}
		_, err := d.Conversations.MoveTx(ctx, tx, conversation.Move{Conversation: id, To: conversation.StageBot, By: a.author()})
		if err != nil {
			return err
		}
		if err := d.lineTx(ctx, tx, c, "given_back"); err != nil || c.LastVisitorSeq <= c.AnsweredSeq {
			return err
		}
		return d.Bot.EnqueueTurnTx(ctx, tx, id, c.LastVisitorSeq)
	})
}

// Snooze hides a conversation from the lists until a time; a visitor's message
// wakes it.
func (d *Desk) Snooze(ctx context.Context, a Actor, id uuid.UUID, until *time.Time) error {
	if until != nil && until.Before(time.Now()) {
		return problem.New(problem.Invalid, "snooze_past")
	}
	return d.handle(ctx, a, id, func(tx *postgres.Tx, _ conversation.Conversation) error {
		return d.Conversations.SnoozeTx(ctx, tx, id, until)
	})
}

// Transfer is where an agent hands a conversation on to: one of agent and team.
type Transfer struct {
	Agent *uuid.UUID
	Team  *uuid.UUID
	// Note is for whoever takes it; "" for none.
	Note string
}

// Transfer hands a conversation on: to an agent at once, to a team through its
// queue. It fails with transfer_target when the target is not of this
// workspace.
func (d *Desk) Transfer(ctx context.Context, a Actor, id uuid.UUID, t Transfer) error {
	if (t.Agent == nil) == (t.Team == nil) {
		return problem.New(problem.Invalid, "transfer_target")
	}
	return d.handle(ctx, a, id, func(tx *postgres.Tx, c conversation.Conversation) error {
		if c.Stage == conversation.StageResolved {
			return conversation.ErrStage
		}
		if t.Note != "" {
			if _, err := d.Conversations.AppendTx(ctx, tx, conversation.Append{
				Conversation: id, Author: a.author(), Data: conversation.Note{Text: t.Note},
			}); err != nil {
				return err
			}
		}
		if err := d.lineTx(ctx, tx, c, "transferred"); err != nil {
			return err
		}
		if t.Agent != nil {
			return d.toAgentTx(ctx, tx, a, c, *t.Agent)
		}
		return d.toTeamTx(ctx, tx, c, *t.Team)
	})
}

func (d *Desk) toAgentTx(ctx context.Context, tx *postgres.Tx, a Actor, c conversation.Conversation, to uuid.UUID) error {
	members, err := d.Accounts.MembersTx(ctx, tx)
	if err != nil {
		return err
	}
	for _, m := range members {
		if m.ID != to {
			continue
		}
		if err := d.Queue.CloseTx(ctx, tx, c, &to); err != nil {
			return err
		}
		_, err := d.Conversations.MoveTx(ctx, tx, conversation.Move{
			Conversation: c.ID, To: conversation.StagePerson, Agent: &conversation.AgentRef{ID: m.ID, Name: m.Name}, By: a.author(),
		})
		return err
	}
	return problem.New(problem.Invalid, "transfer_target")
}

func (d *Desk) toTeamTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation, team uuid.UUID) error {
	teams, err := d.Accounts.TeamsTx(ctx, tx)
	if err != nil {
		return err
	}
	for _, t := range teams {
		if t.ID == team {
			if err := d.Queue.CloseTx(ctx, tx, c, nil); err != nil {
				return err
			}
			return d.Queue.BackToQueueTx(ctx, tx, c, handoff.Decision{
				Kind: handoff.Handover, Reason: handoff.ReasonTransferred, Rule: "agent.transfer",
			}, &team)
		}
	}
	return problem.New(problem.Invalid, "transfer_target")
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
		return f(tx, c)
	})
}
