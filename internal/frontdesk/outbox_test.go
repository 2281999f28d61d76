package frontdesk_test

import (
	"errors"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/frontdesk"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// The message and what has to follow it exist both or neither: a turn while
// the bot has the conversation, a draft while a person has it, nothing for a
// message that was refused.
func TestWhatFollowsAMessageIsStoredWithIt(t *testing.T) {
	t.Parallel()

	b := setup(t)
	jobs := func(kind string, conversation uuid.UUID) (n int) {
		require.NoError(t, b.DB.Pool().QueryRow(t.Context(),
			`SELECT count(*) FROM river.river_job WHERE kind = $1 AND args->>'conversation_id' = $2`, kind, conversation.String()).Scan(&n))
		return n
	}
	said := b.say(t, "where is my parcel?")
	require.Equal(t, 1, jobs("take_turn", said.Conversation))
	require.Zero(t, jobs("draft_suggestions", said.Conversation))

	require.NoError(t, b.Take(t.Context(), b.agents[0], said.Conversation))
	drafts := jobs("draft_suggestions", said.Conversation)
	b.say(t, "and my invoice?")
	require.Equal(t, 1, jobs("take_turn", said.Conversation), "a person has it")
	require.Equal(t, drafts+1, jobs("draft_suggestions", said.Conversation))

	_, stranger, err := b.Accounts.NewVisitor(t.Context(), b.visitor.Workspace, "en", "")
	require.NoError(t, err)
	_, err = b.VisitorSays(t.Context(), stranger, frontdesk.VisitorMessage{ClientID: "x", Conversation: &said.Conversation, Text: "let me in"})
	require.Error(t, err)
	require.Equal(t, drafts+1, jobs("draft_suggestions", said.Conversation))

	undone := errors.New("the power went")
	err = b.DB.InWorkspace(t.Context(), b.visitor.Workspace, func(tx *postgres.Tx) error {
		require.NoError(t, b.Bot.EnqueueTurnTx(t.Context(), tx, said.Conversation, said.Seq))
		return undone
	})
	require.ErrorIs(t, err, undone)
	require.Equal(t, 1, jobs("take_turn", said.Conversation), "a job of a transaction that failed")
}
