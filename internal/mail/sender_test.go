package mail_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/mail"
	"github.com/firstlinehq/firstline/internal/mail/mailtest"
)

func TestSend(t *testing.T) {
	t.Parallel()

	server := mailtest.Serve(t)
	s, err := mail.NewSender(mail.Config{URL: server.URL, From: "Juniper Home <help@shop.example>"})
	require.NoError(t, err)
	require.NoError(t, s.Check(t.Context()))
	require.NoError(t, s.Send(t.Context(), mail.Message{
		To: "ada@example.com", Subject: "您的问题 #7", Text: "您好，\n退款已处理。", ReplyTo: "reply+x@in.shop.example", ID: "one@shop.example", InReplyTo: "zero@shop.example",
	}))
	got := server.Next(t)
	require.Equal(t, "ada@example.com", got.To)
	require.Equal(t, "help@shop.example", got.From)
	require.Equal(t, "您的问题 #7", got.Subject)
	require.Equal(t, "<one@shop.example>", got.Header.Get("Message-Id"))
	require.Equal(t, "<zero@shop.example>", got.Header.Get("In-Reply-To"))
	require.Equal(t, "<reply+x@in.shop.example>", got.Header.Get("Reply-To"))
	require.Contains(t, got.Text, "退款已处理。")
	require.Error(t, s.Send(t.Context(), mail.Message{To: "ada@example.com\r\nBcc: all@example.com", Subject: "x", Text: "y", ID: "z@a"}), "no header from an address")
}

func TestNamesOfSenders(t *testing.T) {
	t.Parallel()

	server := mailtest.Serve(t)
	s, err := mail.NewSender(mail.Config{URL: server.URL, From: "help@shop.example"})
	require.NoError(t, err)
	for _, name := range []string{`Mei "Ace" Lin`, `O'Neil, Ben <ben@x>`, `back\slash`, "林美", "two\r\nBcc: all@example.com"} {
		require.NoError(t, s.Send(t.Context(), mail.Message{To: "ada@example.com", FromName: name, Subject: "x", Text: "y", ID: "z@a"}), name)
		got := server.Next(t)
		from, err := got.Header.AddressList("From")
		require.NoError(t, err, name)
		require.Len(t, from, 1, name)
		require.Equal(t, "help@shop.example", from[0].Address)
		require.Empty(t, got.Header.Get("Bcc"), "no header from a name")
		if !strings.Contains(name, "\r") {
			require.Equal(t, name, from[0].Name)
		}
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()

	s, err := mail.NewSender(mail.Config{URL: mailtest.Serve(t).URL, From: "help@shop.example"})
	require.NoError(t, err)
	send := func(to string) error {
		return s.Send(t.Context(), mail.Message{To: to, Subject: "x", Text: "y", ID: "z@a"})
	}
	require.ErrorIs(t, send("nobody@shop.example"), mail.ErrRefused)
	later := send("later@shop.example")
	require.Error(t, later)
	require.NotErrorIs(t, later, mail.ErrRefused)
}

func TestSenderConfiguration(t *testing.T) {
	t.Parallel()

	off, err := mail.NewSender(mail.Config{})
	require.NoError(t, err)
	require.False(t, off.On())
	require.ErrorIs(t, off.Send(t.Context(), mail.Message{}), mail.ErrOff)
	for _, cfg := range []mail.Config{
		{URL: "http://me:hunter2@mail.example", From: "a@b.example"},
		{URL: "smtp://mail.example", From: "nobody"},
		{URL: "smtp://", From: "a@b.example"},
		{URL: "smtp://mail.example:port", From: "a@b.example"},
	} {
		_, err := mail.NewSender(cfg)
		require.Error(t, err, "%+v", cfg)
		require.NotContains(t, err.Error(), "hunter2")
	}
}
