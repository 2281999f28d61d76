package followup_test

import (
	"net"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff/followup"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/mail"
	"github.com/firstlinehq/firstline/internal/mail/mailtest"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// transcript asks for one and gives the job that sends it.
func (b *bundle) transcript(t *testing.T, w followup.Wish) (args followup.SendTranscript, to string, err error) {
	t.Helper()
	err = b.DB.InWorkspace(t.Context(), b.ref.Workspace, func(tx *postgres.Tx) error {
		if w.Conversation, err = b.Conversations.GetTx(t.Context(), tx, b.ref.ID); err != nil {
			return err
		}
		if to, err = b.store.AskTranscriptTx(t.Context(), tx, w); err != nil {
			return err
		}
		args.Workspace = b.ref.Workspace
		return tx.QueryRow(t.Context(), `SELECT id FROM transcripts WHERE state = 'queued' ORDER BY id DESC LIMIT 1`).Scan(&args.Transcript)
	})
	return args, to, err
}

func (b *bundle) append(t *testing.T, a conversation.Append) {
	t.Helper()
	a.Conversation = b.ref.ID
	b.in(t, func(tx *postgres.Tx) error {
		_, err := b.Conversations.AppendTx(t.Context(), tx, a)
		return err
	})
}

func (b *bundle) sentEvents(t *testing.T) (sent, failed int) {
	t.Helper()
	b.in(t, func(tx *postgres.Tx) error {
		return tx.QueryRow(t.Context(), `SELECT count(*) FILTER (WHERE data ->> 'failed' IS NULL), count(*) FILTER (WHERE data ->> 'failed' = 'true')
			FROM events WHERE kind = 'transcript.sent'`).Scan(&sent, &failed)
	})
	return sent, failed
}

func TestTranscript(t *testing.T) {
	t.Parallel()

	t.Run("HoldsWhatTheVisitorSawAndNothingElse", func(t *testing.T) {
		t.Parallel()

		server := mailtest.Serve(t)
		b := setup(t, server.URL)
		b.append(t, conversation.Append{Author: conversation.Bot(), Data: conversation.Message{
			Text: "通常三天内送达。[1]", Sources: []conversation.Source{{Number: 1, ArticleID: uuid.New(), Title: "配送时间"}},
		}})
		mei := conversation.Author{Kind: conversation.ByAgent, ID: uuid.New(), Name: `梅 "Mei"`}
		b.append(t, conversation.Append{Author: mei, Data: conversation.Note{Text: "difficult customer"}})
		b.append(t, conversation.Append{Author: mei, Data: conversation.Message{Text: "今天发出，{time} 前后。"}})
		args, to, err := b.transcript(t, followup.Wish{Email: " Ada@Example.com "})
		require.NoError(t, err)
		require.Equal(t, "Ada@Example.com", to)
		require.NoError(t, b.store.DeliverTranscript(t.Context(), args, false))
		got := server.Next(t)
		require.Equal(t, "Ada@Example.com", got.To)
		require.Contains(t, got.Subject, "对话")
		for _, want := range []string{"您：", "我的包裹呢？", "智能助手：", "[1] 配送时间", `梅 "Mei"：`, "今天发出，{time} 前后。"} {
			require.Contains(t, got.Text, want)
		}
		require.NotContains(t, got.Text, "difficult customer")
		require.Less(t, strings.Index(got.Text, "我的包裹呢？"), strings.Index(got.Text, "今天发出"), "oldest first")

		require.NoError(t, b.store.DeliverTranscript(t.Context(), args, false), "worked twice")
		require.Zero(t, server.Waiting())
		sent, failed := b.sentEvents(t)
		require.Equal(t, 1, sent)
		require.Zero(t, failed)
	})

	t.Run("GoesWhereSomebodySaidAndNotTooOften", func(t *testing.T) {
		t.Parallel()

		b := setup(t, mailtest.Serve(t).URL)
		for _, bad := range []string{"nobody", "Ada <ada@example.com>", "a@b.example\r\nBcc: all@example.com"} {
			_, _, err := b.transcript(t, followup.Wish{Email: bad})
			require.ErrorIs(t, err, followup.ErrEmail, bad)
		}
		agent := uuid.New()
		_, to, err := b.transcript(t, followup.Wish{Agent: &agent})
		require.NoError(t, err)
		require.Equal(t, "ada@example.com", to, "where the answer was wanted")
		b.in(t, func(tx *postgres.Tx) error {
			email := "known@example.com"
			_, err := b.Accounts.UpdateVisitorTx(t.Context(), tx, b.visitor, account.VisitorUpdate{Email: &email})
			return err
		})
		_, to, err = b.transcript(t, followup.Wish{})
		require.NoError(t, err)
		require.Equal(t, "known@example.com", to, "as they said themselves")
		_, _, err = b.transcript(t, followup.Wish{Email: "third@example.com"})
		require.NoError(t, err)
		_, _, err = b.transcript(t, followup.Wish{Email: "fourth@example.com"})
		require.ErrorIs(t, err, followup.ErrTranscripts)
		b.in(t, func(tx *postgres.Tx) error {
			_, err := tx.Exec(t.Context(), `UPDATE transcripts SET asked_at = app_now() - interval '25 hours'`)
			return err
		})
		_, _, err = b.transcript(t, followup.Wish{Email: "fourth@example.com"})
		require.NoError(t, err, "tomorrow it may be again")
	})

	t.Run("WithoutAnAddressOrAServer", func(t *testing.T) {
		t.Parallel()

		b := setup(t, mailtest.Serve(t).URL)
		b.in(t, func(tx *postgres.Tx) error {
			_, err := tx.Exec(t.Context(), `DELETE FROM follow_ups`)
			return err
		})
		_, _, err := b.transcript(t, followup.Wish{})
		require.ErrorIs(t, err, followup.ErrNoAddress)
		off := setup(t, "")
		_, _, err = off.transcript(t, followup.Wish{Email: "ada@example.com"})
		require.ErrorIs(t, err, followup.ErrMailOff)
	})

	t.Run("WhatFailsIsTriedAgainAndThenTold", func(t *testing.T) {
		t.Parallel()

		nobody, err := net.Listen("tcp", "127.0.0.1:0")
		require.NoError(t, err)
		require.NoError(t, nobody.Close())
		b := setup(t, "smtp://"+nobody.Addr().String())
		args, _, err := b.transcript(t, followup.Wish{Email: "ada@example.com"})
		require.NoError(t, err)
		var cancel *river.JobCancelError
		err = b.store.DeliverTranscript(t.Context(), args, false)
		require.Error(t, err)
		require.NotErrorAs(t, err, &cancel)
		server := mailtest.Serve(t)
		b.Mail, err = mail.NewSender(mail.Config{URL: server.URL, From: "help@shop.example"})
		require.NoError(t, err)
		b.store = followup.New(b.Parts)
		require.NoError(t, b.store.DeliverTranscript(t.Context(), args, false))
		require.Contains(t, server.Next(t).Text, "我的包裹呢？")

		args, _, err = b.transcript(t, followup.Wish{Email: "nobody@example.com"})
		require.NoError(t, err)
		require.ErrorAs(t, b.store.DeliverTranscript(t.Context(), args, false), &cancel, "refused for good")
		_, failed := b.sentEvents(t)
		require.Equal(t, 1, failed)
		var queue string
		b.in(t, func(tx *postgres.Tx) error {
			return tx.QueryRow(t.Context(), `SELECT queue FROM river.river_job WHERE kind = 'send_transcript' LIMIT 1`).Scan(&queue)
		})
		require.Equal(t, jobs.Mail, queue)
	})
}
