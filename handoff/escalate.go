package handoff

import (
	"context"

	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// EscalateTx hands a conversation over for a reason that no turn decided on: a
// button, a watchdog, a bot that failed for good. It writes the ledger and
// requests a person.
func (q *Queue) EscalateTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation, reason Reason, rule string) error {
	d := Decision{Kind: Handover, Reason: reason, Rule: rule, Confidence: 1}
	if err := q.RecordDecisionTx(ctx, tx, Entry{Conversation: c.ID, Seq: c.LastVisitorSeq, Decision: d}); err != nil {
		return err
	}
	return q.RequestTx(ctx, tx, Request{Conversation: c, Decision: d})
}

// triedIn lists the articles that the bot's messages cited, each once, in the
// order of their first use.
func triedIn(messages []*conversation.Event) ([]Tried, error) {
	var list []Tried
	seen := make(map[string]bool)
	for _, e := range messages {
		if e.Author.Kind != conversation.ByBot {
			continue
		}
		m, err := conversation.MessageOf(e)
		if err != nil {
			return nil, err
		}
		for _, s := range m.Cited() {
			if !seen[s.ArticleID.String()] {
				seen[s.ArticleID.String()] = true
				list = append(list, Tried{Article: s.ArticleID, Title: s.Title})
			}
		}
	}
	return list, nil
}
