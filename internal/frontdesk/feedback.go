package frontdesk

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/transcript"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/gap"
)

// GiveFeedback: the visitor said whether an answer of the bot helped. It counts
// once per answer, for the articles that the answer cites.
func (d *Desk) GiveFeedback(ctx context.Context, v account.Visitor, id uuid.UUID, f conversation.FeedbackGiven) error {
	return d.ofVisitor(ctx, v, id, func(tx *postgres.Tx, c conversation.Conversation) error {
		e, err := d.Conversations.VisibleTx(ctx, tx, id, f.Seq)
		if err != nil {
			return err
		}
		if e.Author.Kind != conversation.ByBot || e.Kind != (conversation.Message{}).Kind() {
			return conversation.ErrNotFound
		}
		done, err := d.Conversations.AppendTx(ctx, tx, conversation.Append{
			Conversation: id, Author: conversation.Author{Kind: conversation.ByVisitor, ID: v.ID},
			ClientID: fmt.Sprint("feedback:", f.Seq), Data: f,
		})
		if err != nil || done.Repeated {
			return err
		}
		outcome, tell := knowledge.Helpful, gap.HelpTx
		if !f.Helpful {
			outcome, tell = knowledge.NotHelpful, gap.RejectTx
		}
		if err := tell(ctx, tx, id, e.Seq); err != nil {
			return err
		}
		if err := d.Bot.Resolutions().ThumbTx(ctx, tx, c, f.Helpful); err != nil {
			return err
		}
		return noteCitedTx(ctx, tx, []*conversation.Event{e}, outcome)
	})
}

// noteOutcomeTx counts an outcome for every article that the bot cited in the
// conversation.
func (d *Desk) noteOutcomeTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, outcome knowledge.Outcome) error {
	messages, err := d.Conversations.MessagesTx(ctx, tx, id, 200)
	if err != nil {
		return err
	}
	return noteCitedTx(ctx, tx, messages, outcome)
}

func noteCitedTx(ctx context.Context, tx *postgres.Tx, messages []*conversation.Event, outcome knowledge.Outcome) error {
	cited, err := transcript.Cited(messages)
	if err != nil || len(cited) == 0 {
		return err
	}
	return knowledge.NoteOutcomeTx(ctx, tx, outcome, cited...)
}
