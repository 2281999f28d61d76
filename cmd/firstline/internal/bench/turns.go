package bench

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/web/live"
)

// turns measures the bot, one visitor at a time: when the turn starts after
// the acknowledgement, and the first token after sending.
func (b *Bench) turns(ctx context.Context) ([]Figure, error) {
	const questions = 60
	visitors, err := b.newVisitors(ctx, questions)
	if err != nil {
		return nil, err
	}
	var firstToken []time.Duration
	for _, v := range visitors {
		sock, err := b.Server.Visit(ctx, v, nil, 0)
		if err != nil {
			return nil, err
		}
		sent := time.Now()
		if err := sock.Send(live.Say{Kind: "say", ClientID: uuid.NewString(), Text: "How long does delivery take and what does it cost?"}); err != nil {
			return nil, err
		}
		took := time.Duration(0)
		for done := false; !done; {
			f, err := sock.Next()
			if err != nil {
				return nil, err
			}
			bots := f.Author.Kind == "bot"
			if took == 0 && (f.Kind == "answer.delta" || f.Kind == "message.added") && bots {
				took = time.Since(sent)
			}
			done = f.Kind == "message.added" && bots
		}
		firstToken = append(firstToken, took)
		_ = sock.Close()
	}
	started, err := b.startsOfTurns(ctx, questions)
	if err != nil {
		return nil, err
	}
	return []Figure{
		{Name: "bot turn starts after the acknowledgement, p50", Value: quantile(started, .5), Unit: "ms", Limit: 20},
		{Name: "first token after sending, p50, no model", Value: quantile(firstToken, .5), Unit: "ms"},
		{Name: "first token after sending, p95, no model", Value: quantile(firstToken, .95), Unit: "ms", Limit: 150},
	}, nil
}

// startsOfTurns reads from the product's own records when the last turns
// began: the turn's end less its length, against the message it answers.
func (b *Bench) startsOfTurns(ctx context.Context, n int) ([]time.Duration, error) {
	var list []time.Duration
	err := b.DB.InWorkspace(ctx, b.Workspace, func(tx *postgres.Tx) error {
		rows, err := tx.Query(ctx, `SELECT greatest(0, extract(epoch FROM t.at - e.at) * 1000 - t.took_ms)::float8
			FROM bot_turns t JOIN events e ON e.workspace_id = t.workspace_id AND e.conversation_id = t.conversation_id AND e.seq = t.visitor_seq
			ORDER BY t.at DESC LIMIT $1`, n)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var ms float64
			if err := rows.Scan(&ms); err != nil {
				return err
			}
			list = append(list, time.Duration(ms*float64(time.Millisecond)))
		}
		return rows.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("read turns: %w", err)
	}
	return list, nil
}
