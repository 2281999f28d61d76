package dispatch_test

import (
	"context"
	"testing"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/dispatch"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/bus"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/sentiment"
)

type bundle struct {
	t             *testing.T
	db            *postgres.DB
	conversations *conversation.Store
	queue         *handoff.Queue
	dispatcher    *dispatch.Dispatcher
	ref           conversation.Ref
	visitor       uuid.UUID
}

var scorer = sentiment.NewScorer()

// setup makes a conversation whose turns are answered by turn; nil settles the
// claim without a word.
func setup(t *testing.T, turn func(context.Context, conversation.Claim) error) *bundle {
	t.Helper()
	b := &bundle{t: t, db: pgtest.New(t)}
	b.conversations = conversation.NewStore(b.db, bus.NewLocal())
	client, err := jobs.NewClient(b.db)
	require.NoError(t, err)
	accounts := account.NewStore(b.db)
	b.queue = handoff.NewQueue(handoff.Parts{
		DB: b.db, Conversations: b.conversations, Moods: sentiment.NewStore(scorer, b.conversations), Accounts: accounts, Jobs: client,
	})
	if turn == nil {
		turn = b.settle
	}
	b.dispatcher = dispatch.New(dispatch.Parts{DB: b.db, Conversations: b.conversations, Queue: b.queue, Jobs: client, Turn: turn})
	ws := pgtest.Workspace(t, b.db)
	_, v, err := accounts.NewVisitor(t.Context(), ws, "en", "")
	require.NoError(t, err)
	b.visitor = v.ID
	require.NoError(t, b.db.InWorkspace(t.Context(), ws, func(tx *postgres.Tx) error {
		c, err := b.conversations.OpenTx(t.Context(), tx, v.ID, "en")
		b.ref = c.Ref
		return err
	}))
	return b
}

func (b *bundle) tx(f func(*postgres.Tx) error) {
	b.t.Helper()
	require.NoError(b.t, b.db.InWorkspace(b.t.Context(), b.ref.Workspace, f))
}

// settle finishes a turn that says nothing.
func (b *bundle) settle(ctx context.Context, claim conversation.Claim) error {
	return b.db.InWorkspace(ctx, claim.Workspace, func(tx *postgres.Tx) error {
		return b.conversations.FinishTx(ctx, tx, claim)
	})
}

// says records a visitor message and its turn, as the front desk does.
func (b *bundle) says() (seq int64) {
	b.t.Helper()
	b.tx(func(tx *postgres.Tx) error {
		done, err := b.conversations.AppendTx(b.t.Context(), tx, conversation.Append{
			Conversation: b.ref.ID, Author: conversation.Author{Kind: conversation.ByVisitor, ID: b.visitor},
			Data: conversation.Message{Text: "hello?"},
		})
		if err != nil {
			return err
		}
		seq = done.Seq
		return b.dispatcher.EnqueueTurnTx(b.t.Context(), tx, b.ref.ID, seq)
	})
	return seq
}

// work works the job of message seq.
func (b *bundle) work(seq int64) error {
	return b.dispatcher.Worker().Work(context.WithoutCancel(b.t.Context()), &river.Job[dispatch.TakeTurn]{
		JobRow: &rivertype.JobRow{Attempt: 1, MaxAttempts: 3},
		Args:   dispatch.TakeTurn{Workspace: b.ref.Workspace, Conversation: b.ref.ID, Seq: seq},
	})
}

func (b *bundle) stage() (stage conversation.Stage) {
	b.t.Helper()
	b.tx(func(tx *postgres.Tx) error {
		c, err := b.conversations.GetTx(b.t.Context(), tx, b.ref.ID)
		stage = c.Stage
		return err
	})
	return stage
}

func (b *bundle) ledger() (list []handoff.Entry) {
	b.t.Helper()
	b.tx(func(tx *postgres.Tx) (err error) {
		list, err = b.queue.LedgerTx(b.t.Context(), tx, b.ref.ID)
		return err
	})
	return list
}
