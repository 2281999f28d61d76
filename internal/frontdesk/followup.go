package frontdesk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/handoff/followup"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/clip"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/mail"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// Form is what a visitor leaves who will not wait.
type Form struct {
	// Name and Question may be empty.
	Name, Email, Question string
}

// LeaveForm: nobody is there, or the visitor will not wait. They are in the
// queue, and the answer goes to their e-mail. It fails with followup.ErrEmail.
func (d *Desk) LeaveForm(ctx context.Context, v account.Visitor, id uuid.UUID, f Form) error {
	return d.ofVisitorNow(ctx, v, id, func(tx *postgres.Tx, c conversation.Conversation) error {
		id := c.ID // where it goes on, if it was merged
		if c.Stage == conversation.StageResolved {
			return conversation.ErrStage
		}
		update := account.VisitorUpdate{Email: &f.Email}
		if f.Name != "" {
			update.Name = &f.Name
		}
		if err := d.FollowUps.AskTx(ctx, tx, c, f.Email); err != nil {
			return err
		}
		if _, err := d.Accounts.UpdateVisitorTx(ctx, tx, v.ID, update); err != nil {
			return err
		}
		if question := strings.TrimSpace(f.Question); question != "" {
			done, err := d.Conversations.AppendTx(ctx, tx, conversation.Append{
				Conversation: id, Author: conversation.Author{Kind: conversation.ByVisitor, ID: v.ID},
				Data: conversation.Message{Text: question}, Lang: spokenIn(question),
			})
			if err != nil {
				return err
			}
			if _, err := d.Moods.RecordTx(ctx, tx, id, done.Seq, question); err != nil {
				return err
			}
		}
		if err := d.lineTx(ctx, tx, c, "follow_up_noted"); err != nil || c.Stage != conversation.StageBot {
			return err
		}
		return d.Queue.EscalateTx(ctx, tx, c, handoff.ReasonExplicitRequest, "form.follow_up")
	})
}

// SetFollowUp puts a conversation onto the list of what is to be followed up, or
// changes its entry: any agent may, whoever holds it. It fails with
// followup.ErrEntry or followup.ErrOwner.
func (d *Desk) SetFollowUp(ctx context.Context, a Actor, id uuid.UUID, e followup.Entry) error {
	return d.withConversation(ctx, a.Workspace, id, func(tx *postgres.Tx, _ conversation.Conversation) error {
		return d.FollowUps.PutTx(ctx, tx, id, e, a.author())
	})
}

// Arrived is a mail that came to a conversation's address.
type Arrived struct {
	// To is the address; From who says they wrote.
	To, From, Text string
	// ID is the Message-ID: the same mail twice is one.
	ID string
}

// MailArrived brings a mail into its conversation: as the visitor's message if
// it comes from the address that they left, and as a note for agents if not,
// because a forwarded mail carries the address to others. It fails with
// followup.ErrAddress.
func (d *Desk) MailArrived(ctx context.Context, in Arrived) error {
	ref, err := d.FollowUps.Find(ctx, in.To)
	if err != nil {
		return err
	}
	text := mail.Written(in.Text)
	if text == "" {
		return problem.New(problem.Invalid, "mail_empty")
	}
	clientID := followup.FromMail + digest(in.ID)
	return d.wherever(ctx, ref.Workspace, ref.ID, func(id uuid.UUID) error {
		return d.mailArrivedAt(ctx, conversation.Ref{Workspace: ref.Workspace, ID: id}, in.From, text, clientID)
	})
}

func (d *Desk) mailArrivedAt(ctx context.Context, ref conversation.Ref, from, text, clientID string) error {
	return d.withConversation(ctx, ref.Workspace, ref.ID, func(tx *postgres.Tx, c conversation.Conversation) error {
		if c.MergedInto != nil {
			return d.mailedBeforeTx(ctx, tx, c, clientID)
		}
		f, err := d.FollowUps.OfTx(ctx, tx, ref.ID)
		if err != nil {
			return err
		}
		if f == nil || !strings.EqualFold(f.Email, from) {
			_, err := d.Conversations.AppendTx(ctx, tx, conversation.Append{
				Conversation: c.ID, Author: conversation.System(), ClientID: clientID,
				Data: conversation.Note{Text: clip.Bytes(from+":\n"+text, conversation.MaxText)},
			})
			return err
		}
		return d.mailedTx(ctx, tx, c, clientID, clip.Bytes(text, conversation.MaxText))
	})
}

// mailedBeforeTx is a mail to a conversation that was merged: nothing is left to
// do if it came before that, as a message or as a note. Else it fails with
// conversation.ErrMerged.
func (d *Desk) mailedBeforeTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation, clientID string) error {
	for _, author := range []uuid.UUID{c.Visitor, conversation.System().ID} {
		recorded, err := d.Conversations.RecordedTx(ctx, tx, c.ID, author, clientID)
		if err != nil || recorded {
			return err
		}
	}
	return conversation.ErrMerged
}

func digest(id string) string {
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:16])
}

// mailedTx is a visitor speaking by mail: whoever holds the conversation is
// helped; else a person is asked for, because the bot's answers are not mailed.
func (d *Desk) mailedTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation, clientID, text string) error {
	done, err := d.Conversations.AppendTx(ctx, tx, conversation.Append{
		Conversation: c.ID, Author: conversation.Author{Kind: conversation.ByVisitor, ID: c.Visitor},
		ClientID: clientID, Data: conversation.Message{Text: text}, Lang: spokenIn(text),
	})
	if err != nil || done.Repeated {
		return err
	}
	if _, err := d.Moods.RecordTx(ctx, tx, c.ID, done.Seq, text); err != nil {
		return err
	}
	if err := d.Snoozes.VisitorWroteTx(ctx, tx, c.ID, done.Before.SnoozedUntil); err != nil {
		return err
	}
	if err := d.FollowUps.ReopenTx(ctx, tx, c.ID); err != nil {
		return err
	}
	stage := c.Stage
	if stage == conversation.StageResolved {
		if stage, err = d.reopenTx(ctx, tx, c.ID); err != nil {
			return err
		}
	}
	switch stage {
	case conversation.StagePerson:
		return d.Assistant.EnqueueDraftTx(ctx, tx, c.ID, done.Seq)
	case conversation.StageBot:
		now, err := d.Conversations.LockTx(ctx, tx, c.ID)
		if err != nil {
			return err
		}
		return d.Queue.EscalateTx(ctx, tx, now, handoff.ReasonExplicitRequest, "mail.reply")
	case conversation.StageWaiting, conversation.StageResolved:
	}
	return nil
}

// AskTranscript: the visitor wants the conversation by e-mail, at an address
// that they typed or, with "", at the one that is known of them. It gives the
// address.
func (d *Desk) AskTranscript(ctx context.Context, v account.Visitor, id uuid.UUID, email string) (to string, err error) {
	err = d.ofVisitorNow(ctx, v, id, func(tx *postgres.Tx, c conversation.Conversation) (err error) {
		to, err = d.FollowUps.AskTranscriptTx(ctx, tx, followup.Wish{Conversation: c, Email: email})
		return err
	})
	return to, err
}

// SendTranscript: an agent sends the conversation to its visitor, at the address
// that is known of them.
func (d *Desk) SendTranscript(ctx context.Context, a Actor, id uuid.UUID) (to string, err error) {
	err = d.withConversation(ctx, a.Workspace, id, func(tx *postgres.Tx, c conversation.Conversation) (err error) {
		to, err = d.FollowUps.AskTranscriptTx(ctx, tx, followup.Wish{Conversation: c, Agent: &a.Agent})
		return err
	})
	return to, err
}
