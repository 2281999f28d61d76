package bot_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// servedByAgent lets an agent take the conversation over, say something and
// close it.
func (b *bundle) servedByAgent(text string) {
	b.t.Helper()
	agent := conversation.Author{Kind: conversation.ByAgent, ID: uuid.New(), Name: "Ada"}
	b.tx(func(tx *postgres.Tx) error {
		c, err := b.conversations.LockTx(b.t.Context(), tx, b.ref.ID)
		if err != nil {
			return err
		}
		if err := b.queue.CloseTx(b.t.Context(), tx, c, &agent.ID); err != nil {
			return err
		}
		for _, move := range []conversation.Move{
			{To: conversation.StagePerson, Agent: &conversation.AgentRef{ID: agent.ID, Name: agent.Name}}, {To: conversation.StageResolved},
		} {
			move.Conversation, move.By = b.ref.ID, agent
			if _, err := b.conversations.MoveTx(b.t.Context(), tx, move); err != nil {
				return err
			}
			if move.To == conversation.StagePerson {
				if _, err := b.conversations.AppendTx(b.t.Context(), tx, conversation.Append{
					Conversation: b.ref.ID, Author: agent, Data: conversation.Message{Text: text},
				}); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// TestReopenedThreadsDoNotLoop: what brought a person in before the end brings
// none in after it; only what is said now does.
func TestReopenedThreadsDoNotLoop(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	stays := func(t *testing.T, texts ...string) {
		t.Helper()
		for _, text := range texts {
			b.asks(text)
			require.Equal(t, conversation.StageBot, b.conversation().Stage, text)
		}
	}
	t.Run("AfterARequest", func(t *testing.T) {
		require.NoError(t, b.work(t.Context(), b.says("I want to talk to a human, my parcel is lost!")))
		require.Equal(t, conversation.StageWaiting, b.conversation().Stage)
		b.servedByAgent("It is on its way again.")
		b.reopens()
		stays(t, "thanks a lot", feeQuestion, "yes", "ok great", "How long does a PayPal refund take?")
		b.requireResolution(conversation.Open)
		require.NoError(t, b.work(t.Context(), b.says("I'd like a person again please")))
		require.Equal(t, conversation.StageWaiting, b.conversation().Stage, "a new request always works")
	})
	t.Run("AfterAnOfferThatAnAgentAnswered", func(t *testing.T) {
		b.newConversation(b.ref.Workspace)
		require.True(t, b.asks("how can I reach your support team?").Offer)
		b.servedByAgent("Hello, I am here. Shall I send you the invoice?")
		b.reopens()
		stays(t, "yes please")
	})
	t.Run("AfterMisses", func(t *testing.T) {
		b.newConversation(b.ref.Workspace)
		stays(t, "Do you sell electric bicycles with a trailer?")
		b.servedByAgent("We do not.")
		b.reopens()
		require.False(t, b.asks("Do you sell pianos?").Offer, "one miss since, not two")
	})
	t.Run("AfterAnger", func(t *testing.T) {
		b.newConversation(b.ref.Workspace)
		b.says("This is ridiculous, you are liars and thieves!!")
		b.servedByAgent("I am sorry, it is refunded now.")
		b.reopens()
		stays(t, "ok thank you", feeQuestion)
	})
}
