package frontdesk_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/frontdesk"
)

// What an agent has answered is answered: given back to the bot, the
// conversation owes no turn.
func TestGivenBackOwesOnlyWhatNobodyAnswered(t *testing.T) {
	t.Parallel()

	b := setup(t)
	said := b.say(t, "my lamp is broken")
	require.NoError(t, b.Take(t.Context(), b.agents[0], said.Conversation))
	b.say(t, "it does not light up")
	_, err := b.AgentSays(t.Context(), b.agents[0], frontdesk.AgentMessage{ClientID: "a", Conversation: said.Conversation, Text: "A new one is on its way."})
	require.NoError(t, err)
	require.NoError(t, b.GiveBack(t.Context(), b.agents[0], said.Conversation))
	_, owed, err := b.Conversations.ClaimTurn(t.Context(), conversation.Ref{Workspace: b.visitor.Workspace, ID: said.Conversation})
	require.NoError(t, err)
	require.False(t, owed)
}

func TestTransferOfAWaitingConversation(t *testing.T) {
	t.Parallel()

	b := setup(t)
	said := b.say(t, "hello")
	require.NoError(t, b.AskForPerson(t.Context(), b.visitor, said.Conversation))
	require.NoError(t, b.Transfer(t.Context(), b.agents[0], said.Conversation, frontdesk.Transfer{Team: &b.team}))
	s := b.state(t, said.Conversation)
	require.Equal(t, conversation.StageWaiting, s.stage)
	require.Equal(t, 1, s.openHandoffs)
}

// A resend whose acknowledgement was lost finds what was stored, whatever has
// happened since: it opens no second conversation and takes nothing over.
func TestResendsAfterTheEnd(t *testing.T) {
	t.Parallel()

	b := setup(t)
	first := frontdesk.VisitorMessage{ClientID: "first", Text: "where is my parcel?", Lang: "en"}
	said, err := b.VisitorSays(t.Context(), b.visitor, first)
	require.NoError(t, err)
	reply := frontdesk.AgentMessage{ClientID: "reply", Conversation: said.Conversation, Text: "On its way."}
	answered, err := b.AgentSays(t.Context(), b.agents[0], reply)
	require.NoError(t, err)
	require.NoError(t, b.Resolve(t.Context(), b.agents[0], said.Conversation))
	before := b.state(t, said.Conversation)

	again, err := b.VisitorSays(t.Context(), b.visitor, first)
	require.NoError(t, err)
	require.True(t, again.Repeated)
	require.Equal(t, said.Conversation, again.Conversation)
	repeated, err := b.AgentSays(t.Context(), b.agents[0], reply)
	require.NoError(t, err)
	require.Equal(t, answered.Seq, repeated.Seq)
	require.Equal(t, before, b.state(t, said.Conversation), "nothing has moved")
}

func TestDecliningWhatNobodyOffered(t *testing.T) {
	t.Parallel()

	b := setup(t)
	said := b.say(t, "hello")
	before := b.state(t, said.Conversation)
	require.NoError(t, b.AnswerOffer(t.Context(), b.visitor, said.Conversation, false))
	require.Equal(t, before, b.state(t, said.Conversation))
}

func TestConversationSpeaksTheVisitorsLanguage(t *testing.T) {
	t.Parallel()

	b := setup(t)
	lang := func() string {
		c, err := b.Conversation(t.Context(), conversation.Ref{Workspace: b.visitor.Workspace, ID: b.say(t, "ok").Conversation})
		require.NoError(t, err)
		return c.Lang
	}
	require.Equal(t, "en", lang())
	b.say(t, "我的订单什么时候能到？")
	require.Equal(t, "zh", lang(), "and a word that is said in any language leaves it")
	b.say(t, "when will my order arrive?")
	require.Equal(t, "en", lang())
}
