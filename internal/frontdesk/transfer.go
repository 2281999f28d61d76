package frontdesk

import (
	"context"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// Transfer is where an agent hands a conversation on to: one of agent, team and
// the bot.
type Transfer struct {
	Agent *uuid.UUID
	Team  *uuid.UUID
	Bot   bool
	// Note is for whoever takes it, the next agent where the bot does; "" for
	// none. It stands above the thread until the conversation is finished.
	Note string
}

// transferred is why who is meant by a transfer has the conversation.
var transferred = handoff.Decision{Kind: handoff.Handover, Reason: handoff.ReasonTransferred, Rule: "agent.transfer"}

var errTarget = problem.New(problem.Invalid, "transfer_target")

// Transfer hands a conversation on: to an agent at once, to a team through its
// queue, to the bot, which answers what nobody has. It fails with
// transfer_target when the target is not of this workspace.
func (d *Desk) Transfer(ctx context.Context, a Actor, id uuid.UUID, t Transfer) error {
	return d.handle(ctx, a, id, func(tx *postgres.Tx, c conversation.Conversation) error {
		if c.Stage == conversation.StageResolved || t.Bot && c.Stage != conversation.StagePerson {
			return conversation.ErrStage
		}
		to, err := d.targetTx(ctx, tx, t)
		if err != nil {
			return err
		}
		if t.Note != "" {
			if _, err := d.Conversations.AppendTx(ctx, tx, conversation.Append{
				Conversation: id, Author: a.author(), Data: conversation.Note{Text: t.Note, PassedTo: &to},
			}); err != nil {
				return err
			}
		}
		switch {
		case t.Agent != nil:
			return d.toAgentTx(ctx, tx, a, c, conversation.AgentRef{ID: *to.ID, Name: to.Name})
		case t.Team != nil:
			return d.toTeamTx(ctx, tx, c, *to.ID)
		}
		return d.toBotTx(ctx, tx, a, c)
	})
}

// GiveBack hands a conversation back to the bot without a word to anybody.
func (d *Desk) GiveBack(ctx context.Context, a Actor, id uuid.UUID) error {
	return d.Transfer(ctx, a, id, Transfer{Bot: true})
}

// targetTx finds who is meant. It fails with transfer_target.
func (d *Desk) targetTx(ctx context.Context, tx *postgres.Tx, t Transfer) (conversation.PassedTo, error) {
	switch {
	case t.Bot && t.Agent == nil && t.Team == nil:
		return conversation.PassedTo{Kind: "bot"}, nil
	case !t.Bot && t.Agent != nil && t.Team == nil:
		members, err := d.Accounts.MembersTx(ctx, tx)
		if err != nil {
			return conversation.PassedTo{}, err
		}
		for _, m := range members {
			if m.ID == *t.Agent {
				return conversation.PassedTo{Kind: "agent", ID: &m.ID, Name: m.Name}, nil
			}
		}
	case !t.Bot && t.Team != nil && t.Agent == nil:
		teams, err := d.Accounts.TeamsTx(ctx, tx)
		if err != nil {
			return conversation.PassedTo{}, err
		}
		for _, team := range teams {
			if team.ID == *t.Team {
				return conversation.PassedTo{Kind: "team", ID: &team.ID, Name: team.Name}, nil
			}
		}
	}
	return conversation.PassedTo{}, errTarget
}

func (d *Desk) toAgentTx(ctx context.Context, tx *postgres.Tx, a Actor, c conversation.Conversation, to conversation.AgentRef) error {
	if err := d.lineTx(ctx, tx, c, "transferred"); err != nil {
		return err
	}
	if c.Stage == conversation.StageBot {
		if err := d.Queue.TakenTx(ctx, tx, c, to.ID, transferred); err != nil {
			return err
		}
	}
	if err := d.Queue.CloseTx(ctx, tx, c, &to.ID); err != nil {
		return err
	}
	_, err := d.Conversations.MoveTx(ctx, tx, conversation.Move{
		Conversation: c.ID, To: conversation.StagePerson, Agent: &to, By: a.author(),
	})
	return err
}

func (d *Desk) toTeamTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation, team uuid.UUID) error {
	if err := d.lineTx(ctx, tx, c, "transferred"); err != nil {
		return err
	}
	if err := d.Queue.CloseTx(ctx, tx, c, nil); err != nil {
		return err
	}
	return d.Queue.BackToQueueTx(ctx, tx, c, transferred, &team)
}

// toBotTx: whoever held it is preferred if a person is needed again, because
// the conversation remembers them.
func (d *Desk) toBotTx(ctx context.Context, tx *postgres.Tx, a Actor, c conversation.Conversation) error {
	_, err := d.Conversations.MoveTx(ctx, tx, conversation.Move{Conversation: c.ID, To: conversation.StageBot, By: a.author()})
	if err != nil {
		return err
	}
	// What was silence before a person spoke is none now.
	if err := d.Bot.Resolutions().StopTx(ctx, tx, c.ID); err != nil {
		return err
	}
	if err := d.lineTx(ctx, tx, c, "given_back"); err != nil || c.LastVisitorSeq <= c.AnsweredSeq {
		return err
	}
	return d.Bot.EnqueueTurnTx(ctx, tx, c.ID, c.LastVisitorSeq)
}
