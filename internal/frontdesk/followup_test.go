package frontdesk_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff/followup"
	"github.com/firstlinehq/firstline/internal/frontdesk"
	"github.com/firstlinehq/firstline/internal/mail"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// A visitor answers the mail that they have, whose address names the
// conversation of before the merge.
func TestMailAfterAMerge(t *testing.T) {
	t.Parallel()

	b := setup(t)
	ctx := t.Context()
	replies, err := mail.NewReplies("reply@in.shop.example", "a secret of the tests")
	require.NoError(t, err)
	parts := b.Parts
	parts.FollowUps = followup.New(followup.Parts{
		DB: b.DB, Conversations: b.Conversations, Accounts: b.Accounts, Jobs: b.FollowUps.Jobs, Replies: replies,
	})
	b.Desk = frontdesk.New(parts)
	target := b.say(t, "where is my parcel").Conversation
	source := b.another(t, "and my refund")
	require.NoError(t, b.LeaveForm(ctx, b.visitor, source, frontdesk.Form{Email: "ada@example.com"}))
	arrives := func(id, from string) {
		require.NoError(t, b.MailArrived(ctx, frontdesk.Arrived{To: replies.Address(source), From: from, Text: "Any news?", ID: id}))
	}
	mails := func(id uuid.UUID, kind string) (n int) {
		require.NoError(t, b.DB.InWorkspace(ctx, b.visitor.Workspace, func(tx *postgres.Tx) error {
			return tx.QueryRow(ctx, `SELECT count(*) FROM events WHERE conversation_id = $1 AND kind = $2 AND client_id LIKE 'mail:%'`, id, kind).Scan(&n)
		}))
		return n
	}
	arrives("before@example.com", "ada@example.com")
	arrives("forwarded@example.com", "somebody@example.com")
	require.NoError(t, b.Merge(ctx, b.agents[0], source, target))
	arrives("after@example.com", "ada@example.com")
	require.Equal(t, 1, mails(target, "message.added"))
	arrives("before@example.com", "ada@example.com")
	arrives("forwarded@example.com", "somebody@example.com")
	arrives("after@example.com", "ada@example.com")
	require.Equal(t, 1, mails(source, "message.added"))
	require.Equal(t, 1, mails(source, "note.added"))
	require.Zero(t, mails(target, "note.added"))
	require.Equal(t, 1, mails(target, "message.added"), "once, however often it is delivered")
	b.whole(t, source)
	b.whole(t, target)
}
