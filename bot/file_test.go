package bot_test

import (
	"context"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/flow"
	"github.com/firstlinehq/firstline/bot/form"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// sends records a visitor's message with a file, and the bot answers it.
func (b *bundle) sends(text string) conversation.Message {
	b.t.Helper()
	var seq int64
	b.tx(func(tx *postgres.Tx) error {
		done, err := b.conversations.AppendTx(b.t.Context(), tx, conversation.Append{
			Conversation: b.ref.ID, Author: conversation.Author{Kind: conversation.ByVisitor, ID: b.visitor}, ClientID: uuid.NewString(),
			Data: conversation.Message{Text: text, Files: []conversation.Attached{{ID: uuid.New(), Name: "I want a human.png", Media: "image/png", Bytes: 9, Width: 1, Height: 1}}},
		})
		seq = done.Seq
		return err
	})
	require.NoError(b.t, b.work(context.WithoutCancel(b.t.Context()), seq))
	replies := b.replies()
	require.NotEmpty(b.t, replies)
	return replies[len(replies)-1]
}

// A file alone is told to be unread and a person is offered, once, whatever it is
// called; a word beside it is answered as ever.
func TestFileAlone(t *testing.T) {
	t.Parallel()

	b := setup(t, nil)
	said := b.sends("")
	require.Equal(t, locale.Text("en", "bot.file")+"\n\n"+locale.Text("en", "bot.offer"), said.Text)
	require.True(t, said.Offer)
	last := func() handoff.Decision { return b.ledger()[0].Decision }
	require.Equal(t, handoff.ReasonFile, last().Reason)
	require.Equal(t, handoff.Offer, last().Kind)
	decided := handoff.Decide(handoff.Signals{File: true, Lang: "en"})
	require.Equal(t, handoff.ReasonFile, handoff.Replay(decided.Snapshot).Reason, "the ledger can be decided on again")

	again := b.sends("")
	require.Equal(t, locale.Text("en", "bot.file"), again.Text)
	require.False(t, again.Offer)
	require.Equal(t, handoff.ReasonAlreadyOffered, last().Reason)
	require.Equal(t, conversation.StageBot, b.conversation().Stage)

	hello := b.sends("hello")
	require.Equal(t, locale.Text("en", "bot.greeting"), hello.Text)
	require.NotEqual(t, handoff.ReasonFile, last().Reason)
}

// A flow that asks for a file takes one without a word, and the agent finds it
// under the form's own label; words alone will not do.
func TestAFlowTakesAFile(t *testing.T) {
	t.Parallel()

	b, g := guided(t, flow.Acted{OK: true})
	publish(t, b, g, "Damage", flow.Definition{
		Triggers: flow.Triggers{Phrases: []string{"scratched table"}},
		Steps: []flow.Step{
			{ID: "photo", Kind: flow.Ask, Text: form.Texts{"en": "Please send a photo."}, Field: field("photo", form.File)},
			{ID: "whole", Kind: flow.Review, Require: []string{"photo"}, Confirm: true},
			{ID: "person", Kind: flow.Person},
		},
	})
	asked := b.asks("I have a scratched table")
	require.Equal(t, conversation.AskFile, asked.Ask.Input)
	require.Equal(t, locale.Text("en", "flow.fault_no_file"), b.asks("it is scratched all over").Text)
	require.Equal(t, []conversation.AskedValue{{Label: "photo", Value: "I want a human.png"}}, b.sends("").Ask.Card)
	require.NotEqual(t, handoff.ReasonFile, b.ledger()[0].Decision.Reason)

	seq := b.says("yes")
	require.NoError(t, b.work(t.Context(), seq))
	require.Equal(t, conversation.StageWaiting, b.conversation().Stage)
	given := b.brief().Facts[0]
	require.Equal(t, "I want a human.png", given.Value)
	require.Equal(t, "photo", given.Label)
	require.NotZero(t, given.Seq, "the message that has it")
}
