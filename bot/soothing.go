package bot

import (
	"context"

	"github.com/firstlinehq/firstline/handoff/soothe"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/sentiment"
)

// readPlaybookTx looks whether the workspace's playbook for angry visitors is
// to run in this turn.
func (t *turn) readPlaybookTx(ctx context.Context, tx *postgres.Tx) (err error) {
	if t.tone == sentiment.ToneSoothing {
		t.playbook, err = t.bot.soothing.DueTx(ctx, tx, t.claim.ID)
	}
	return err
}

// sootheTx runs the playbook, if it is due: its words come before the reply,
// and the queue knows of the visitor's place before a person is asked for.
func (t *turn) sootheTx(ctx context.Context, tx *postgres.Tx) error {
	if t.playbook == nil {
		return nil
	}
	words, err := t.bot.soothing.RunTx(ctx, tx, t.playbook, soothe.Case{
		Conversation: t.claim.ID, Visitor: t.claim.Visitor, Lang: t.lang, Seq: t.claim.Seq, Anger: t.mood.Anger,
	})
	if err != nil {
		return err
	}
	_, err = t.bot.Conversations.AppendTx(ctx, tx, conversation.Append{
		Conversation: t.claim.ID, Author: conversation.Bot(), ClientID: "soothe:" + t.id.String(), Data: conversation.Message{Text: words},
	})
	if err != nil || !t.waiting() {
		return err
	}
	return t.bot.Queue.RankConversationTx(ctx, tx, t.claim.ID)
}
