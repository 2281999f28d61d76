package bot_test

import (
	"context"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot"
	"github.com/firstlinehq/firstline/internal/bus"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/llm/llmtest"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// TestChangesTheTurnDoesNotSee lets another node, whose hints are lost, change
// the conversation while the model is at work. Nothing cancels the turn: only
// the finishing transaction can find out.
func TestChangesTheTurnDoesNotSee(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*bundle, *conversation.Store, *postgres.Tx) error{
		"TakenOver": func(b *bundle, elsewhere *conversation.Store, tx *postgres.Tx) error {
			_, err := elsewhere.MoveTx(context.Background(), tx, conversation.Move{
				Conversation: b.ref.ID, To: conversation.StagePerson, By: conversation.System(),
				Agent: &conversation.AgentRef{ID: uuid.New(), Name: "Ada"},
			})
			return err
		},
		"Resolved": func(b *bundle, elsewhere *conversation.Store, tx *postgres.Tx) error {
			_, err := elsewhere.MoveTx(context.Background(), tx, conversation.Move{
				Conversation: b.ref.ID, To: conversation.StageResolved, By: conversation.System(),
			})
			return err
		},
		"WrittenOn": func(b *bundle, elsewhere *conversation.Store, tx *postgres.Tx) error {
			_, err := elsewhere.AppendTx(context.Background(), tx, conversation.Append{
				Conversation: b.ref.ID, Author: conversation.Author{Kind: conversation.ByVisitor, ID: b.visitor},
				Data: conversation.Message{Text: "and to Switzerland?"},
			})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv := llmtest.New(t)
			b := setup(t, modelAt(t, srv, quick))
			elsewhere := conversation.NewStore(b.db, bus.NewLocal())
			srv.Chat(llmtest.Answer(func(llmtest.Request) string {
				if err := b.db.InWorkspace(context.Background(), b.ref.Workspace, func(tx *postgres.Tx) error {
					return change(b, elsewhere, tx)
				}); err != nil {
					t.Error(err)
				}
				return "Delivery to Germany costs €5.95 [1]."
			}))
			seen := b.watch()
			require.NoError(t, b.work(t.Context(), b.says(feeQuestion)))
			require.Empty(t, b.replies())
			require.Equal(t, bot.Superseded, b.turns()[0].Outcome)
			requireDraftsSettled(t, seen, 0)
		})
	}
}
