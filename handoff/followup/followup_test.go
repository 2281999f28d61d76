package followup_test

import (
	"net"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff/followup"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/bus"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/mail"
	"github.com/firstlinehq/firstline/internal/mail/mailtest"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
)

type bundle struct {
	followup.Parts
	store   *followup.Store
	ref     conversation.Ref
	visitor uuid.UUID
}

func setup(t *testing.T, url string) *bundle {
	t.Helper()
	db := pgtest.New(t)
	client, err := jobs.NewClient(db)
	require.NoError(t, err)
	sender, err := mail.NewSender(mail.Config{URL: url, From: "help@shop.example"})
	require.NoError(t, err)
	b := &bundle{Parts: followup.Parts{DB: db, Accounts: account.NewStore(db), Conversations: conversation.NewStore(db, bus.NewLocal()), Jobs: client, Mail: sender}}
	b.store = followup.New(b.Parts)
	b.ref.Workspace = pgtest.Workspace(t, db)
	_, v, err := b.Accounts.NewVisitor(t.Context(), b.ref.Workspace, "zh", "")
	require.NoError(t, err)
	b.visitor = v.ID
	b.in(t, func(tx *postgres.Tx) error {
		c, err := b.Conversations.OpenTx(t.Context(), tx, v.ID, "zh")
		b.ref.ID = c.ID
		return err
	})
	b.says(t, conversation.ByVisitor, "我的包裹呢？", "")
	b.asks(t, " ada@example.com ")
	return b
}

// asks is the visitor's wish for an answer by e-mail.
func (b *bundle) asks(t *testing.T, email string) {
	t.Helper()
	b.in(t, func(tx *postgres.Tx) error {
		c, err := b.Conversations.LockTx(t.Context(), tx, b.ref.ID)
		if err != nil {
			return err
		}
		return b.store.AskTx(t.Context(), tx, c, email)
	})
}

func (b *bundle) in(t *testing.T, f func(*postgres.Tx) error) {
	t.Helper()
	require.NoError(t, b.DB.InWorkspace(t.Context(), b.ref.Workspace, f))
}

// says appends a message and gives the job that would mail it.
func (b *bundle) says(t *testing.T, by conversation.AuthorKind, text, clientID string) (args followup.MailReply) {
	t.Helper()
	author := conversation.Author{Kind: by, ID: b.visitor}
	if by == conversation.ByAgent {
		author = conversation.Author{Kind: by, ID: uuid.New(), Name: "Mei"}
	}
	if clientID == "" {
		clientID = uuid.NewString()
	}
	b.in(t, func(tx *postgres.Tx) error {
		done, err := b.Conversations.AppendTx(t.Context(), tx, conversation.Append{
			Conversation: b.ref.ID, Author: author, ClientID: clientID, Data: conversation.Message{Text: text},
		})
		args = followup.MailReply{Workspace: b.ref.Workspace, Conversation: b.ref.ID, Seq: done.Seq}
		if err == nil && by == conversation.ByAgent {
			err = b.store.RepliedTx(t.Context(), tx, b.ref.ID, done.Seq)
		}
		return err
	})
	return args
}

func (b *bundle) state(t *testing.T) (f *followup.FollowUp) {
	t.Helper()
	b.in(t, func(tx *postgres.Tx) (err error) {
		f, err = b.store.OfTx(t.Context(), tx, b.ref.ID)
		return err
	})
	return f
}

func TestSend(t *testing.T) {
	t.Parallel()

	t.Run("RepliesOfAMomentAreOneMail", func(t *testing.T) {
		t.Parallel()

		server := mailtest.Serve(t)
		b := setup(t, server.URL)
		first := b.says(t, conversation.ByAgent, "在仓库。", "")
		second := b.says(t, conversation.ByAgent, "今天发出。", "")
		require.NoError(t, b.store.Send(t.Context(), first))
		got := server.Next(t)
		require.Contains(t, got.Text, "在仓库。\r\n\r\n今天发出。")
		require.NoError(t, b.store.Send(t.Context(), second), "told already")
		require.NoError(t, b.store.Send(t.Context(), first), "worked twice")
		require.Zero(t, server.Waiting())
		require.NotNil(t, b.state(t).MailedAt)
	})

	t.Run("WhoWritesInTheChatHasReadIt", func(t *testing.T) {
		t.Parallel()

		server := mailtest.Serve(t)
		b := setup(t, server.URL)
		args := b.says(t, conversation.ByAgent, "在仓库。", "")
		b.says(t, conversation.ByVisitor, "谢谢", "")
		require.NoError(t, b.store.Send(t.Context(), args))
		require.Zero(t, server.Waiting())
		require.Nil(t, b.state(t).MailedAt)
		args = b.says(t, conversation.ByAgent, "不客气", "")
		b.says(t, conversation.ByVisitor, "好的", followup.FromMail+"1")
		require.NoError(t, b.store.Send(t.Context(), args), "who writes by mail has not")
		require.Contains(t, server.Next(t).Text, "不客气")
	})

	t.Run("AServerThatIsAwayIsTriedAgain", func(t *testing.T) {
		t.Parallel()

		nobody, err := net.Listen("tcp", "127.0.0.1:0")
		require.NoError(t, err)
		require.NoError(t, nobody.Close())
		b := setup(t, "smtp://"+nobody.Addr().String())
		args := b.says(t, conversation.ByAgent, "在仓库。", "")
		require.Error(t, b.store.Send(t.Context(), args))
		require.Equal(t, "refused", b.state(t).Failure)
		server := mailtest.Serve(t)
		sender, err := mail.NewSender(mail.Config{URL: server.URL, From: "help@shop.example"})
		require.NoError(t, err)
		b.Mail = sender
		require.NoError(t, followup.New(b.Parts).Send(t.Context(), args))
		require.Contains(t, server.Next(t).Text, "在仓库。")
		require.Empty(t, b.state(t).Failure)
	})

	t.Run("WhatIsHopelessIsTriedOnce", func(t *testing.T) {
		t.Parallel()

		b := setup(t, mailtest.Serve(t).URL)
		b.asks(t, "later@example.com")
		args := b.says(t, conversation.ByAgent, "在仓库。", "")
		var cancel *river.JobCancelError
		err := b.store.Send(t.Context(), args)
		require.Error(t, err)
		require.NotErrorAs(t, err, &cancel, "the server wants it another time")
		b.asks(t, "nobody@example.com")
		args = b.says(t, conversation.ByAgent, "今天发出。", "")
		require.ErrorAs(t, b.store.Send(t.Context(), args), &cancel)
		require.Equal(t, "refused", b.state(t).Failure)

		// The queue outlived a restart without a server.
		b.Mail, err = mail.NewSender(mail.Config{})
		require.NoError(t, err)
		require.ErrorAs(t, followup.New(b.Parts).Send(t.Context(), args), &cancel)
		require.Equal(t, "no_server", b.state(t).Failure)
		var tries int
		var queue string
		b.in(t, func(tx *postgres.Tx) error {
			return tx.QueryRow(t.Context(), `SELECT max_attempts, queue FROM river.river_job WHERE kind = 'mail_reply' LIMIT 1`).Scan(&tries, &queue)
		})
		require.Equal(t, 8, tries)
		require.Equal(t, jobs.Mail, queue)
	})

	t.Run("WithoutAServerItIsKeptAndSaid", func(t *testing.T) {
		t.Parallel()

		b := setup(t, "")
		b.says(t, conversation.ByAgent, "在仓库。", "")
		f := b.state(t)
		require.True(t, f.Open)
		require.Equal(t, "no_server", f.Failure)
		require.Equal(t, "ada@example.com", f.Email)
		var queued int
		b.in(t, func(tx *postgres.Tx) error {
			return tx.QueryRow(t.Context(), `SELECT count(*) FROM river.river_job WHERE kind = 'mail_reply'`).Scan(&queued)
		})
		require.Zero(t, queued)
	})
}

// goesOn merges the bundle's conversation into a new one of the visitor, prepared
// by the time of the merge, and gives that one.
func (b *bundle) goesOn(t *testing.T, prepare func(tx *postgres.Tx, into conversation.Conversation) error) (into conversation.Ref) {
	t.Helper()
	ctx := t.Context()
	_, other, err := b.Accounts.NewVisitor(ctx, b.ref.Workspace, "zh", "")
	require.NoError(t, err)
	b.in(t, func(tx *postgres.Tx) error {
		c, err := b.Conversations.OpenTx(ctx, tx, other.ID, "zh")
		into = c.Ref
		if err != nil || prepare == nil {
			return err
		}
		return prepare(tx, c)
	})
	b.in(t, func(tx *postgres.Tx) error { return b.Conversations.ReassignTx(ctx, tx, other.ID, b.visitor) })
	b.in(t, func(tx *postgres.Tx) error {
		source, target, err := b.Conversations.LockTwoTx(ctx, tx, b.ref.ID, into.ID)
		if err != nil {
			return err
		}
		if err := b.store.PassOnTx(ctx, tx, source.ID, target); err != nil {
			return err
		}
		return b.Conversations.MergeTx(ctx, tx, source, target, conversation.System())
	})
	return into
}

func TestPassOn(t *testing.T) {
	t.Parallel()

	t.Run("WhatWaitsToBeMailedStillIs", func(t *testing.T) {
		t.Parallel()

		server := mailtest.Serve(t)
		b := setup(t, server.URL)
		waiting := b.says(t, conversation.ByAgent, "在仓库。", "")
		into := b.goesOn(t, nil)
		require.Equal(t, followup.Done, b.state(t).State)
		require.False(t, b.state(t).Open)
		require.NoError(t, b.store.Send(t.Context(), waiting))
		require.Contains(t, server.Next(t).Text, "在仓库。")
		require.NoError(t, b.store.Send(t.Context(), waiting))
		require.Zero(t, server.Waiting(), "once")

		b.ref = into
		f := b.state(t)
		require.Equal(t, followup.Open, f.State)
		require.True(t, f.Open)
		require.Equal(t, "ada@example.com", f.Email)
		require.NoError(t, b.store.Send(t.Context(), b.says(t, conversation.ByAgent, "今天发出。", "")))
		got := server.Next(t).Text
		require.Contains(t, got, "今天发出。")
		require.NotContains(t, got, "在仓库。")
	})

	t.Run("WhatIsOpenOfBothIsOne", func(t *testing.T) {
		t.Parallel()

		b := setup(t, "")
		ctx := t.Context()
		agent := func() conversation.Author {
			id, err := b.Accounts.CreateMember(ctx, b.ref.Workspace, account.NewAgent{
				Name: "Mei", Email: uuid.NewString() + "@example.com", Password: "correct horse battery",
			}, account.NewMember{Role: account.RoleAgent, Capacity: 4})
			require.NoError(t, err)
			return conversation.Author{Kind: conversation.ByAgent, ID: id, Name: "Mei"}
		}
		mei, lin := agent(), agent()
		late := time.Date(2030, 5, 2, 9, 0, 0, 0, time.UTC)
		early := late.Add(-time.Hour)
		asked := b.state(t).AskedAt
		b.in(t, func(tx *postgres.Tx) error {
			return b.store.PutTx(ctx, tx, b.ref.ID, followup.Entry{
				State: followup.InProgress, Owner: &mei.ID, DueAt: &early, Note: strings.Repeat("包", 1500),
			}, mei)
		})
		source := b.ref
		closed := followup.Entry{State: followup.Done, Outcome: "answered", DueAt: &late, Note: strings.Repeat("裹", 1000)}
		b.ref = b.goesOn(t, func(tx *postgres.Tx, into conversation.Conversation) error {
			return b.store.PutTx(ctx, tx, into.ID, closed, lin)
		})
		f := b.state(t)
		require.Equal(t, followup.Open, f.State)
		require.Empty(t, f.Outcome)
		require.Nil(t, f.ClosedAt)
		require.Equal(t, &mei.ID, f.Owner)
		require.True(t, early.Equal(*f.DueAt))
		require.Equal(t, closed.Note+"\n"+strings.Repeat("包", 999), f.Note)
		require.True(t, asked.Equal(f.AskedAt), "who asked there waits since then")
		require.True(t, f.Open)
		require.Equal(t, "ada@example.com", f.Email)

		// An entry that is open keeps what it has.
		first := b.ref
		b.ref = b.goesOn(t, func(tx *postgres.Tx, into conversation.Conversation) error {
			return b.store.PutTx(ctx, tx, into.ID, followup.Entry{State: followup.InProgress, Owner: &lin.ID, DueAt: &late, Note: "Call."}, lin)
		})
		f = b.state(t)
		require.Equal(t, followup.InProgress, f.State)
		require.Equal(t, &lin.ID, f.Owner)
		require.True(t, early.Equal(*f.DueAt))
		require.True(t, strings.HasPrefix(f.Note, "Call.\n裹"))

		for _, b.ref = range []conversation.Ref{source, first} {
			require.Equal(t, followup.Done, b.state(t).State)
		}
	})

	t.Run("WhatIsClosedOpensNothing", func(t *testing.T) {
		t.Parallel()

		b := setup(t, "")
		ctx := t.Context()
		by := conversation.Author{Kind: conversation.ByAgent, ID: uuid.New(), Name: "Mei"}
		b.in(t, func(tx *postgres.Tx) error { return b.store.EndTx(ctx, tx, b.ref.ID) })
		b.ref = b.goesOn(t, func(tx *postgres.Tx, into conversation.Conversation) error {
			return b.store.PutTx(ctx, tx, into.ID, followup.Entry{State: followup.Done, Outcome: "answered", Note: "Said."}, by)
		})
		f := b.state(t)
		require.Equal(t, followup.Done, f.State)
		require.Equal(t, "answered", f.Outcome)
		require.Equal(t, "Said.", f.Note)
		require.False(t, f.Open)
	})
}
