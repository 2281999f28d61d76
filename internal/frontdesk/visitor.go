package frontdesk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/files"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/gap"
	"github.com/firstlinehq/firstline/knowledge/token"
)

// VisitorMessage is what a visitor sends.
type VisitorMessage struct {
	ClientID string
	// Conversation: nil means the open one, or a new one.
	Conversation *uuid.UUID
	// Text may be empty where there are files.
	Text string
	Lang string
	// Files are the attachments that the visitor brought for it.
	Files []uuid.UUID
}

// VisitorSays: a visitor spoke. Record it, score it, and by stage ask the bot,
// help the agent, or leave it to the queue, all in one transaction: the
// message exists exactly when its follow-up does.
func (d *Desk) VisitorSays(ctx context.Context, v account.Visitor, m VisitorMessage) (said Said, err error) {
	var named uuid.UUID
	if m.Conversation != nil {
		named = *m.Conversation
	}
	err = d.wherever(ctx, v.Workspace, named, func(id uuid.UUID) error {
		if m.Conversation != nil {
			m.Conversation = &id
		}
		return d.DB.InWorkspace(ctx, v.Workspace, func(tx *postgres.Tx) (err error) {
			said, err = d.visitorSaysTx(ctx, tx, v, m)
			return err
		})
	})
	return said, d.movedOr(ctx, v, err)
}

func (d *Desk) visitorSaysTx(ctx context.Context, tx *postgres.Tx, v account.Visitor, m VisitorMessage) (said Said, err error) {
	id, err := d.conversationFor(ctx, tx, v, m)
	if err != nil {
		return said, err
	}
	done, err := d.sayTx(ctx, tx, files.Naming{By: files.Sender{ID: v.ID}, Conversation: id, IDs: m.Files}, conversation.Append{
		Conversation: id, Author: conversation.Author{Kind: conversation.ByVisitor, ID: v.ID},
		ClientID: m.ClientID, Data: conversation.Message{Text: m.Text}, Lang: spokenIn(m.Text),
	})
	if err != nil {
		return said, err
	}
	if done.Before.Visitor != v.ID {
		return said, conversation.ErrNotFound // somebody else's: nothing of it is told, nothing is kept
	}
	said = saidFrom(id, done)
	if done.Repeated {
		return said, nil
	}
	if m.Text != "" { // a file alone says nothing of a mood
		if _, err := d.Moods.RecordTx(ctx, tx, id, done.Seq, m.Text); err != nil {
			return said, err
		}
	}
	if err := d.Snoozes.VisitorWroteTx(ctx, tx, id, done.Before.SnoozedUntil); err != nil {
		return said, err
	}
	stage := done.Before.Stage
	if stage == conversation.StageResolved {
		if stage, err = d.reopenTx(ctx, tx, id); err != nil {
			return said, err
		}
	}
	if stage != conversation.StageBot {
		if err := d.Queue.Deadlines.VisitorWroteTx(ctx, tx, id, done.Before); err != nil {
			return said, err
		}
	}
	switch stage {
	case conversation.StageBot, conversation.StageWaiting:
		// The job is what makes sure; the nudge only saves its latency.
		tx.AfterCommit(func(context.Context) { d.Bot.Nudge(conversation.Ref{Workspace: v.Workspace, ID: id}) })
		return said, d.Bot.EnqueueTurnTx(ctx, tx, id, done.Seq)
	case conversation.StagePerson:
		return said, d.Assistant.EnqueueDraftTx(ctx, tx, id, done.Seq)
	case conversation.StageResolved:
	}
	return said, nil
}

func (d *Desk) conversationFor(ctx context.Context, tx *postgres.Tx, v account.Visitor, m VisitorMessage) (uuid.UUID, error) {
	if m.Conversation != nil {
		return *m.Conversation, nil
	}
	return d.Conversations.FindOrOpenTx(ctx, tx, v.ID, m.ClientID, m.Lang)
}

// spokenIn is the language of a text that is long enough to tell; "" else:
// "ok" and an order number are said in any.
func spokenIn(text string) string {
	han, words := 0, len(strings.Fields(text))
	for _, r := range text {
		if unicode.Is(unicode.Han, r) {
			han++
		}
	}
	if han < 2 && words < 3 {
		return ""
	}
	return token.Lang(text)
}

// reopenTx: a visitor wrote again after the end. The bot triages afresh; who
// held it before is preferred if it is escalated again.
func (d *Desk) reopenTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) (conversation.Stage, error) {
	_, err := d.Conversations.MoveTx(ctx, tx, conversation.Move{
		Conversation: id, To: conversation.StageBot, By: conversation.System(),
	})
	return conversation.StageBot, err
}

// VisitorTypes passes on that the visitor is writing; a waiting turn of the
// bot holds back a moment.
func (d *Desk) VisitorTypes(ref conversation.Ref, v account.Visitor) {
	d.Conversations.Signal(ref, conversation.Author{Kind: conversation.ByVisitor, ID: v.ID}, conversation.Typing{By: conversation.ByVisitor})
}

// AskForPerson: the visitor pressed the button. It always works.
func (d *Desk) AskForPerson(ctx context.Context, v account.Visitor, id uuid.UUID) error {
	return d.escalate(ctx, v, id, handoff.ReasonExplicitRequest, "button.person")
}

// AnswerOffer: the visitor said yes or no to the offer of a person.
func (d *Desk) AnswerOffer(ctx context.Context, v account.Visitor, id uuid.UUID, accept bool) error {
	if accept {
		return d.escalate(ctx, v, id, handoff.ReasonAcceptedOffer, "button.offer")
	}
	return d.ofVisitorNow(ctx, v, id, func(tx *postgres.Tx, c conversation.Conversation) error {
		open, err := d.offeredTx(ctx, tx, c)
		if err != nil || !open {
			return err // answered before, or nobody asked: nothing to say
		}
		if err := d.Queue.AnswerOfferTx(ctx, tx, c, false); err != nil {
			return err
		}
		return d.lineTx(ctx, tx, c, "offer_declined")
	})
}

// offeredTx reports whether the bot's last word is an offer that stands.
func (d *Desk) offeredTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation) (bool, error) {
	if c.Stage != conversation.StageBot {
		return false, nil
	}
	messages, err := d.Conversations.MessagesTx(ctx, tx, c.ID, 10)
	if err != nil {
		return false, err
	}
	for i := len(messages) - 1; i >= 0; i-- {
		if messages[i].Author.Kind == conversation.ByBot {
			m, err := conversation.MessageOf(messages[i])
			return m.Offer, err
		}
	}
	return false, nil
}

func (d *Desk) escalate(ctx context.Context, v account.Visitor, id uuid.UUID, reason handoff.Reason, rule string) error {
	return d.ofVisitorNow(ctx, v, id, func(tx *postgres.Tx, c conversation.Conversation) error {
		id := c.ID // another one than the tab names, if that was merged into it
		switch c.Stage {
		case conversation.StageWaiting, conversation.StagePerson:
			return nil // asked for already
		case conversation.StageResolved:
			if _, err := d.reopenTx(ctx, tx, id); err != nil {
				return err
			}
			c.Stage = conversation.StageBot
		case conversation.StageBot:
		}
		if reason == handoff.ReasonAcceptedOffer {
			if err := d.Queue.AnswerOfferTx(ctx, tx, c, true); err != nil {
				return err
			}
		}
		if err := d.noteOutcomeTx(ctx, tx, id, knowledge.Escalated); err != nil {
			return err
		}
		if _, err := gap.EscalateTx(ctx, tx, id); err != nil {
			return err
		}
		return d.Queue.EscalateTx(ctx, tx, c, reason, rule)
	})
}

// CancelWaiting: the visitor no longer wants a person; the bot goes on.
func (d *Desk) CancelWaiting(ctx context.Context, v account.Visitor, id uuid.UUID) error {
	return d.ofVisitorNow(ctx, v, id, func(tx *postgres.Tx, c conversation.Conversation) error {
		if c.Stage != conversation.StageWaiting {
			return conversation.ErrStage
		}
		return d.Queue.CancelTx(ctx, tx, c)
	})
}

// Rate keeps the visitor's rating of a resolved conversation.
func (d *Desk) Rate(ctx context.Context, v account.Visitor, id uuid.UUID, r conversation.Rated) error {
	if r.Score < 1 || r.Score > 5 {
		return problem.New(problem.Invalid, "rating_range")
	}
	return d.ofVisitor(ctx, v, id, func(tx *postgres.Tx, c conversation.Conversation) error {
		if c.Stage != conversation.StageResolved {
			return conversation.ErrStage
		}
		if err := d.Conversations.RateTx(ctx, tx, c, r); err != nil {
			return err
		}
		if err := rateAnswerTx(ctx, tx, id, r.Score); err != nil {
			return err
		}
		_, err := d.Conversations.AppendTx(ctx, tx, conversation.Append{
			Conversation: id, Author: conversation.Author{Kind: conversation.ByVisitor, ID: v.ID}, Data: r,
			ClientID: "rating:" + fingerprint(r), // the same rating again is no news
		})
		return err
	})
}

func fingerprint(r conversation.Rated) string {
	sum := sha256.Sum256([]byte(fmt.Sprint(r.Score, r.Comment)))
	return hex.EncodeToString(sum[:12])
}

// ofVisitor runs f on a conversation of the visitor, under its row lock.
func (d *Desk) ofVisitor(ctx context.Context, v account.Visitor, id uuid.UUID, f func(*postgres.Tx, conversation.Conversation) error) error {
	return d.DB.InWorkspace(ctx, v.Workspace, func(tx *postgres.Tx) error {
		c, err := d.Conversations.LockTx(ctx, tx, id)
		switch {
		case err != nil:
		case c.Visitor != v.ID:
			err = conversation.ErrNotFound
		case c.MergedInto != nil:
			err = conversation.ErrMerged
		}
		if err != nil {
			return err
		}
		return d.touched(ctx, tx, id, f(tx, c))
	})
}
