package bot

import (
	"context"

	"github.com/firstlinehq/firstline/bot/trace"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/intent"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// readerTx gets ready to read what the visitor wants.
func (b *Bot) readerTx(ctx context.Context, tx *postgres.Tx) (intent.Reader, error) {
	if b.Intents == nil {
		return intent.Reader{}, nil
	}
	return b.Intents.ReaderTx(ctx, tx)
}

// readIntent says what the pending messages want; greetings around a question
// are left out.
func (t *turn) readIntent(ctx context.Context) {
	if !t.lines.OnlyFiles() {
		t.intent = t.reader.Read(ctx, t.lines.Asked())
	}
	if best := t.intent.Best; best != nil {
		t.trace.Intent = &trace.Intent{ID: best.ID, Name: best.Name, Confidence: t.intent.Confidence, Taken: t.intent.Intent != nil}
	}
}

func (t *turn) recordIntentTx(ctx context.Context, tx *postgres.Tx) error {
	if t.bot.Intents == nil || t.lines.OnlyFiles() {
		return nil
	}
	return t.bot.Intents.RecordTx(ctx, tx, intent.Message{Conversation: t.claim.ID, Seq: t.claim.Seq}, t.intent)
}

// sendByIntent lets the intent say where a handover goes, unless a rule did.
func (t *turn) sendByIntent(r handoff.Request) handoff.Request {
	in := t.intent.Intent
	if in == nil {
		return r
	}
	if r.Decision.Team == "" && in.Team != nil {
		r.Decision.Team = in.Team.String()
	}
	if len(in.Skills) > 0 {
		r.Skills = in.Skills
	}
	r.Decision.Priority = max(r.Decision.Priority, in.Priority)
	return r
}
