package bot

import (
	"context"

	"github.com/firstlinehq/firstline/bot/outcome"
	"github.com/firstlinehq/firstline/bot/transcript"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge"
)

// finish stores the outcome of the turn, all of it or nothing: it commits only
// while the claim holds, the stage is bot or waiting and no newer visitor
// message has come.
func (t *turn) finish(ctx context.Context, r reply) error {
	return t.bot.DB.InWorkspace(ctx, t.claim.Workspace, func(tx *postgres.Tx) error {
		if err := t.bot.Conversations.FinishTx(ctx, tx, t.claim); err != nil {
			return err
		}
		if err := t.sootheTx(ctx, tx); err != nil {
			return err
		}
		seq, err := t.sayTx(ctx, tx, r)
		if err != nil {
			return err
		}
		id := t.id
		if err := t.bot.Queue.RecordDecisionTx(ctx, tx, handoff.Entry{
			Conversation: t.claim.ID, Turn: &id, Seq: t.claim.Seq, Decision: t.decision,
		}); err != nil {
			return err
		}
		if err := t.recordIntentTx(ctx, tx); err != nil {
			return err
		}
		if err := t.flow.SaveTx(ctx, tx, t.claim.Seq); err != nil {
			return err
		}
		if err := t.handOverTx(ctx, tx); err != nil {
			return err
		}
		ended := t.ended(r, seq)
		if err := ended.NoteQuestionTx(ctx, tx); err != nil {
			return err
		}
		if err := t.insertTx(ctx, tx, r.outcome, r.mode, seq); err != nil {
			return err
		}
		return t.bot.resolutions.AfterTurnTx(ctx, tx, t.claim.ID, t.settings, ended.Settled())
	})
}

// ended is the turn as those see it who count what came of it.
func (t *turn) ended(r reply, seq int64) outcome.Turn {
	return outcome.Turn{
		Claim: t.claim, Lang: t.lang, Question: t.question.Told(), Small: t.small, Reason: t.decision.Reason, HandsOver: t.handsOver(),
		Outcome: r.outcome, Sources: r.sources, Offer: r.offer, Asks: r.ask != nil, Seq: seq,
	}
}

// sayTx records the bot's message and gives its seq; 0 if the turn says
// nothing itself.
func (t *turn) sayTx(ctx context.Context, tx *postgres.Tx, r reply) (int64, error) {
	if r.text == "" {
		return 0, nil
	}
	id := t.id
	done, err := t.bot.Conversations.AppendTx(ctx, tx, conversation.Append{
		Conversation: t.claim.ID, Author: conversation.Bot(), ClientID: "bot:" + id.String(),
		Data: conversation.Message{Text: r.text, Sources: r.sources, Offer: r.offer, Ask: r.ask, Turn: &id},
	})
	if err != nil {
		return 0, err
	}
	return done.Seq, knowledge.NoteOutcomeTx(ctx, tx, knowledge.Cited, transcript.Articles(r.sources)...)
}

// handsOver reports whether a person is to come who is not waited for yet.
func (t *turn) handsOver() bool { return t.decision.Kind == handoff.Handover && !t.waiting() }

// handOverTx asks for that person.
func (t *turn) handOverTx(ctx context.Context, tx *postgres.Tx) error {
	if !t.handsOver() {
		return nil
	}
	if err := outcome.NoteEscalatedTx(ctx, tx, t.bot.Conversations, t.claim); err != nil {
		return err
	}
	c := t.claim.Conversation
	c.Lang = t.lang
	return t.bot.Queue.RequestTx(ctx, tx, t.sendByIntent(handoff.Request{Conversation: c, Decision: t.decision}))
}
