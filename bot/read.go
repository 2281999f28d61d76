package bot

import (
	"context"
	"fmt"
	"strings"

	"github.com/firstlinehq/firstline/bot/profile"
	"github.com/firstlinehq/firstline/bot/query"
	"github.com/firstlinehq/firstline/bot/talk"
	"github.com/firstlinehq/firstline/bot/trace"
	"github.com/firstlinehq/firstline/bot/transcript"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// read loads what a turn is about: transcript, settings, mood.
func (t *turn) read(ctx context.Context) error {
	err := t.bot.DB.InWorkspace(ctx, t.claim.Workspace, func(tx *postgres.Tx) error {
		events, err := t.bot.Conversations.MessagesTx(ctx, tx, t.claim.ID, transcript.Back)
		if err != nil {
			return err
		}
		outcomes, err := trace.OpenTx(ctx, tx, t.claim.ID)
		if err != nil {
			return err
		}
		if t.lines, err = transcript.Read(events, outcomes, t.claim); err != nil {
			return err
		}
		if err = t.readFlowTx(ctx, tx); err != nil {
			return err
		}
		if t.settings, err = profile.ReadTx(ctx, tx); err != nil {
			return err
		}
		if t.around, err = t.bot.Queue.SurroundingsTx(ctx, tx, t.claim.Conversation); err != nil {
			return err
		}
		if t.reader, err = t.bot.readerTx(ctx, tx); err != nil {
			return err
		}
		return t.readMoodTx(ctx, tx)
	})
	if err != nil {
		return fmt.Errorf("read the conversation: %w", err)
	}
	t.understand(t.claim.Lang)
	return nil
}

// aSentence is how many words in Latin letters tell the language of an answer to
// a question of a flow.
const aSentence = 5

// understand settles what the pending messages are: their language, whether
// they are small talk, and which question they ask. before is the language of
// the conversation so far.
func (t *turn) understand(before string) {
	text := t.lines.Pending()
	if t.lang = t.settings.Lang; t.lang == "" {
		t.lang = transcript.LanguageOf(text, before)
	}
	if t.flow.Asked() && t.lang == "en" && before != "" && len(strings.Fields(text)) < aSentence {
		t.lang = before // a date, an address, the name of a thing: an answer, in whatever language
	}
	t.small = t.smallTalk(text)
	t.question = talk.Resolve(t.lines.Talk(), transcript.WithoutPersonal(handoff.Asked(t.lines.Asked()))).Focus()
	t.question.Topic = query.Instead(t.question.Topic, t.question.Text)
	t.question.Near = query.Instead(t.question.Near, t.question.Text)
	t.trace.Refused, t.trace.Settings = t.settings.Refused(t.question.Query()), t.settings.Version
}

// smallTalk is which small talk the messages are, if nothing else; where an
// answer stands open or a person is waited for, also what they say of that.
func (t *turn) smallTalk(text string) talk.Small {
	if t.waiting() {
		if kind := talk.InQueue(text); kind != talk.None {
			return kind
		}
	}
	if t.claim.Resolution == conversation.Open {
		if kind := talk.Helped(text, t.lines.AskedIfHelped()); kind != talk.None {
			return kind
		}
	}
	return talk.SmallTalk(text)
}
