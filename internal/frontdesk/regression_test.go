package frontdesk_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/frontdesk"
	"github.com/firstlinehq/firstline/internal/postgres"
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

// Who takes a conversation from the bot, or is given it, knows as much as who accepts one.
func TestWhatIsTakenFromTheBotHasABrief(t *testing.T) {
	t.Parallel()

	b := setup(t)
	for name, c := range map[string]struct {
		do   func(id uuid.UUID) error
		want handoff.Reason
	}{
		"taken":       {func(id uuid.UUID) error { return b.Take(t.Context(), b.agents[0], id) }, handoff.ReasonTakenOver},
		"replied to":  {func(id uuid.UUID) error { return b.agentSays(t, id) }, handoff.ReasonTakenOver},
		"transferred": {func(id uuid.UUID) error { return b.transferTo(t, id, b.agents[1].Agent) }, handoff.ReasonTransferred},
	} {
		t.Run(name, func(t *testing.T) {
			_, v, err := b.Accounts.NewVisitor(t.Context(), b.visitor.Workspace, "en", "")
			require.NoError(t, err)
			said, err := b.VisitorSays(t.Context(), v, frontdesk.VisitorMessage{ClientID: uuid.NewString(), Text: "My order JU-20931 has not come, where is it?", Lang: "en"})
			require.NoError(t, err)
			for range 2 { // once more changes nothing
				require.NoError(t, c.do(said.Conversation))
			}
			require.NoError(t, b.DB.InWorkspace(t.Context(), v.Workspace, func(tx *postgres.Tx) error {
				h, err := b.Queue.LatestTx(t.Context(), tx, said.Conversation)
				if err != nil {
					return err
				}
				require.Equal(t, c.want, h.Reason)
				require.Equal(t, "accepted", h.State)
				require.Contains(t, h.Brief.Issue.Text, "has not come")
				require.NotEmpty(t, h.Brief.Facts)
				require.NotEmpty(t, h.Brief.Reply)
				var n int
				require.NoError(t, tx.QueryRow(t.Context(), `SELECT count(*) FROM handoffs WHERE conversation_id = $1`, said.Conversation).Scan(&n))
				require.Equal(t, 1, n)
				return nil
			}))
		})
	}
}

func (b *bundle) agentSays(t *testing.T, id uuid.UUID) error {
	t.Helper()
	_, err := b.AgentSays(t.Context(), b.agents[0], frontdesk.AgentMessage{ClientID: uuid.NewString(), Conversation: id, Text: "Let me look."})
	return err
}

func (b *bundle) transferTo(t *testing.T, id, agent uuid.UUID) error {
	t.Helper()
	return b.Transfer(t.Context(), b.agents[0], id, frontdesk.Transfer{Agent: &agent})
}
