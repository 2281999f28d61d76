package question_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/bus"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/knowledge/question"
)

// What a visitor said goes with the conversation, also if it took the place of a
// question that somebody wrote, and if somebody edited it since.
func TestQuestionsGoWithTheirConversation(t *testing.T) {
	t.Parallel()

	db := pgtest.New(t)
	ws, ctx := pgtest.Workspace(t, db), t.Context()
	_, visitor, err := account.NewStore(db).NewVisitor(ctx, ws, "en", "")
	require.NoError(t, err)
	var from uuid.UUID
	require.NoError(t, db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		c, err := conversation.NewStore(db, bus.NewLocal()).OpenTx(ctx, tx, visitor.ID, "en")
		from = c.ID
		return err
	}))
	store := question.NewStore(db, nil)
	set, err := store.Create(ctx, ws, uuid.New(), "Rental")
	require.NoError(t, err)
	written := question.Question{ID: "chairs", Lang: "en", Question: "Do you rent chairs?"}
	other := question.Question{ID: "lamps", Lang: "en", Question: "Do you rent lamps?"}
	require.NoError(t, store.Save(ctx, ws, set.ID, written, other))
	said := question.Question{ID: "chairs", Lang: "en", Question: "can I rent chairs for my wedding", Conversation: &from}
	require.NoError(t, store.Save(ctx, ws, set.ID, said))
	said.Question, said.Conversation = "Can I rent chairs for my wedding?", nil
	require.NoError(t, store.Save(ctx, ws, set.ID, said))

	require.NoError(t, db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `DELETE FROM conversations WHERE workspace_id = $1 AND id = $2`, ws, from)
		return err
	}))
	left, err := store.Questions(ctx, ws, set.ID)
	require.NoError(t, err)
	require.Equal(t, []question.Question{other}, left)
}
