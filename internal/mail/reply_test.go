package mail_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/mail"
)

func TestReplyAddresses(t *testing.T) {
	t.Parallel()

	r, err := mail.NewReplies("Juniper <reply@in.shop.example>", "a secret")
	require.NoError(t, err)
	id := uuid.New()
	address := r.Address(id)
	require.LessOrEqual(t, strings.IndexByte(address, '@'), 64)
	for _, as := range []string{address, strings.ToUpper(address[:20]) + address[20:], "Juniper <" + address + ">"} {
		got, ok := r.Conversation(as)
		require.True(t, ok, as)
		require.Equal(t, id, got)
	}
	other, err := mail.NewReplies("reply@in.shop.example", "another secret")
	require.NoError(t, err)
	for _, forged := range []string{other.Address(id), "reply@in.shop.example", "reply+abc@in.shop.example", "nothing", "reply+" + strings.Repeat("a", 42) + "@in.shop.example"} {
		_, ok := r.Conversation(forged)
		require.False(t, ok, forged)
	}
	off, err := mail.NewReplies("", "")
	require.NoError(t, err)
	require.Empty(t, off.Address(id))
	_, ok := off.Conversation(address)
	require.False(t, ok)
}

func TestSignatures(t *testing.T) {
	t.Parallel()

	r, err := mail.NewReplies("reply@in.shop.example", "a secret")
	require.NoError(t, err)
	body, now := []byte(`{"text":"hello"}`), time.Unix(1_800_000_000, 0)
	header := r.Sign(body, now)
	require.NoError(t, r.Verify(header, body, now.Add(4*time.Minute)))
	require.NoError(t, r.Plausible(header, now), "before the body is read")
	for name, err := range map[string]error{
		"unsent":  r.Plausible("", now),
		"unhexed": r.Plausible("t=1800000000,v1=zz", now),
		"short":   r.Plausible("t=1800000000,v1=00", now),
		"past":    r.Plausible(header, now.Add(6*time.Minute)),
		"body":    r.Verify(header, []byte(`{"text":"other"}`), now),
		"old":     r.Verify(header, body, now.Add(6*time.Minute)),
		"early":   r.Verify(header, body, now.Add(-6*time.Minute)),
		"stamp":   r.Verify(strings.Replace(header, "t=18", "t=17", 1), body, now),
		"missing": r.Verify("", body, now),
		"half":    r.Verify("t=1800000000", body, now),
		"off":     mail.Replies{}.Verify(mail.Replies{}.Sign(body, now), body, now),
	} {
		require.ErrorIs(t, err, mail.ErrSignature, name)
	}
}

func TestWritten(t *testing.T) {
	t.Parallel()

	for text, want := range map[string]string{
		"Yes, please.\r\n\r\nOn Fri, 20 Nov 2026 at 10:00, Juniper <reply@x.example> wrote:\r\n> Shall we refund?": "Yes, please.",
		"好的，谢谢\n\n在 2026年11月20日，Juniper 写道：\n> 需要退款吗？":                                                             "好的，谢谢",
		"Thanks\n-- \nAda": "Thanks",
		"> only a quote":   "> only a quote",
		"On Monday I wrote: it is broken. It still is.": "On Monday I wrote: it is broken. It still is.",
		"发件人：a@b.example\n内容":                           "发件人：a@b.example\n内容",
	} {
		require.Equal(t, want, mail.Written(text))
	}
}
