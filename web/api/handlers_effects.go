package api

import (
	"context"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/sentiment"
)

// effectMessages is how far back the effects of replies are told.
const effectMessages = 200

func (a *API) effectsTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, line []sentiment.Point, d *Detail) error {
	events, err := a.Conversations.MessagesTx(ctx, tx, id, effectMessages)
	if err != nil {
		return err
	}
	var replies []sentiment.Reply
	for i, e := range events {
		if e.Author.Kind != conversation.ByBot && e.Author.Kind != conversation.ByAgent {
			continue
		}
		if i+1 < len(events) && events[i+1].Author.Kind != conversation.ByVisitor {
			continue // the last of several stands for them
		}
		replies = append(replies, sentiment.Reply{Seq: e.Seq, By: e.Author.Kind})
	}
	for _, e := range sentiment.Effects(line, replies) {
		if change := e.Change(); change != sentiment.NoChange {
			d.Effects = append(d.Effects, MoodEffect{Seq: e.Seq, By: string(e.By), Change: string(change), Valence: e.Valence, Anger: e.Anger})
		}
	}
	return nil
}
