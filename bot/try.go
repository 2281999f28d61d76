package bot

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/profile"
	"github.com/firstlinehq/firstline/bot/talk"
	"github.com/firstlinehq/firstline/bot/trace"
	"github.com/firstlinehq/firstline/bot/transcript"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Trial is a question to try out: nothing is recorded, nobody is called.
type Trial struct {
	Question string
	// History is what was said before, oldest first.
	History []TrialLine
	// Lang is the visitor's language; empty guesses it.
	Lang string
	// House are rules to decide by; nil are the live ones. Attributes and Page
	// are the visitor's.
	House      *handoff.House
	Attributes map[string]string
	Page       string
	// Draft, unless nil, is an article whose working copy counts as published.
	Draft *uuid.UUID
	// Settings, unless nil, are tried instead of those in force.
	Settings *profile.Profile
}

// TrialLine is a message of a trial's history.
type TrialLine struct {
	Visitor bool   `json:"visitor"`
	Text    string `json:"text"`
}

// Tried is what a visitor would have been told.
type Tried struct {
	Text    string                `json:"text"`
	Sources []conversation.Source `json:"sources"`
	Offer   bool                  `json:"offer"`
	Outcome Outcome               `json:"outcome"`
	Mode    Mode                  `json:"mode"`
	Trace   trace.Trace           `json:"trace"`
	// Found is the answer in the articles' words, whether it was given or the bot
	// was not sure enough; Quoted are the articles that it quotes.
	Found  string      `json:"-"`
	Quoted []uuid.UUID `json:"-"`
}

// Try answers a question as a turn would, by the same functions, for the test
// box and for evaluations.
func (b *Bot) Try(ctx context.Context, ws uuid.UUID, q Trial) (Tried, error) {
	t := &turn{bot: b, begun: time.Now(), settings: profile.Default()}
	t.claim.Workspace, t.claim.Stage = ws, conversation.StageBot
	t.draft = q.Draft
	if err := b.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) (err error) {
		if t.settings, err = profile.ReadTx(ctx, tx); err != nil {
			return err
		}
		if t.around, err = handoff.TrialTx(ctx, tx); err != nil {
			return err
		}
		t.reader, err = b.readerTx(ctx, tx)
		return err
	}); err != nil {
		return Tried{}, err
	}
	if q.Settings != nil {
		checked, err := q.Settings.Checked()
		if err != nil {
			return Tried{}, err
		}
		t.settings = checked
	}
	t.around.Attributes, t.around.Page = q.Attributes, q.Page
	if q.House != nil {
		t.around.House = *q.House
	}
	for i, l := range q.History {
		by := conversation.ByBot
		if l.Visitor {
			by = conversation.ByVisitor
		}
		t.lines = append(t.lines, transcript.Line{Seq: int64(i + 1), By: by, Text: l.Text})
	}
	t.lines = append(t.lines, transcript.Line{
		Seq: int64(len(q.History) + 1), By: conversation.ByVisitor, Text: q.Question, Pending: true,
	})
	t.understand(q.Lang)
	if t.small == talk.None {
		if err := t.search(ctx); err != nil {
			return Tried{}, err
		}
		t.step("search")
	}
	t.readIntent(ctx)
	t.decide()
	t.settlePerson(ctx)
	r := t.reply(ctx)
	t.step("reply")
	t.trace.Decision = t.decision
	tried := Tried{Text: r.text, Sources: r.sources, Offer: r.offer, Outcome: r.outcome, Mode: r.mode, Trace: t.trace, Found: t.extracted.Text}
	for _, g := range t.extracted.Groups {
		tried.Quoted = append(tried.Quoted, t.found.Passages[g.Passage].Article)
	}
	return tried, ctx.Err()
}
