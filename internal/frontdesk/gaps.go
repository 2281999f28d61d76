package frontdesk

import (
	"context"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/profile"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/gap"
)

// talksRead is how many conversations of a gap a draft is made from, the newest.
const talksRead = 20

// talkMessages is how many messages of each are read.
const talkMessages = 200

// DraftForGap: somebody wants an article from what agents told the visitors of
// a gap. Nothing is published.
func (d *Desk) DraftForGap(ctx context.Context, a Actor, gaps *gap.Queue, id uuid.UUID) (knowledge.Article, gap.Answer, error) {
	g, err := gaps.Get(ctx, a.Workspace, id)
	if err != nil {
		return knowledge.Article{}, gap.Answer{}, err
	}
	m, err := d.materialFor(ctx, a.Workspace, g)
	if err != nil {
		return knowledge.Article{}, gap.Answer{}, err
	}
	return gaps.Draft(ctx, a.Workspace, a.Agent, m)
}

// materialFor reads what agents said after each of a gap's questions.
func (d *Desk) materialFor(ctx context.Context, ws uuid.UUID, g gap.Gap) (m gap.Material, err error) {
	err = d.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		settings, err := profile.ReadTx(ctx, tx)
		if err != nil {
			return err
		}
		m = gap.Material{Gap: g, MayAskModel: settings.UseModel}
		seen := make(map[uuid.UUID]bool)
		for _, q := range g.Questions {
			if len(m.Talks) == talksRead || seen[q.Conversation] {
				continue
			}
			seen[q.Conversation] = true
			t, err := d.talkTx(ctx, tx, q)
			if err != nil {
				return err
			}
			if len(t.Replies) > 0 {
				m.Talks = append(m.Talks, t)
			}
		}
		return nil
	})
	return m, err
}

func (d *Desk) talkTx(ctx context.Context, tx *postgres.Tx, q gap.Question) (gap.Talk, error) {
	t := gap.Talk{Conversation: q.Conversation, Question: q.Text}
	c, err := d.Conversations.GetTx(ctx, tx, q.Conversation)
	if err != nil {
		return t, err
	}
	messages, err := d.Conversations.MessagesTx(ctx, tx, q.Conversation, talkMessages)
	if err != nil {
		return t, err
	}
	for _, e := range messages {
		if e.Seq <= q.Seq || e.Author.Kind != conversation.ByAgent {
			continue
		}
		m, err := conversation.MessageOf(e)
		if err != nil {
			return t, err
		}
		t.Replies = append(t.Replies, m.Text)
		t.Names = append(t.Names, e.Author.Name)
	}
	visitor, err := d.Accounts.VisitorTx(ctx, tx, c.Visitor)
	if err == nil && visitor.Name != "" {
		t.Names = append(t.Names, visitor.Name)
	}
	return t, err
}

// A rating, of five, tells what the last answer was worth: up to badRating it did
// not help, from goodRating on it did.
const (
	badRating  = 2
	goodRating = 4
)

func rateAnswerTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, score int) error {
	switch {
	case score <= badRating:
		return gap.RejectLastTx(ctx, tx, id)
	case score >= goodRating:
		return gap.HelpTx(ctx, tx, id, 0)
	}
	return nil
}
