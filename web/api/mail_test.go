package api_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/web/api"
	"github.com/firstlinehq/firstline/web/webtest"
)

// post makes a call of the inbound webhook with the given signature, or the
// right one.
func post(t *testing.T, h *webtest.House, m api.InboundMail, signature string) webtest.Answer {
	t.Helper()
	body, err := json.Marshal(m)
	require.NoError(t, err)
	if signature == "" {
		signature = h.Replies.Sign(body, time.Now())
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, h.URL+"/v1/mail/inbound", bytes.NewReader(body))
	require.NoError(t, err)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Firstline-Signature", signature)
	res, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	defer res.Body.Close()
	var raw bytes.Buffer
	_, err = raw.ReadFrom(res.Body)
	require.NoError(t, err)
	return webtest.Answer{Status: res.StatusCode, Header: res.Header, Body: raw.Bytes()}
}

// A visitor leaves the form, an agent answers, the mail goes out, its reply
// comes back, and the conversation goes on.
func TestAnswerByMailAndBack(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	me, visitor := h.Mine.Agent, h.Mine.Visitor
	own := path(h.Mine, "/conversations/"+h.Mine.Conversation.String())
	form := "/v1/visitor/conversations/" + h.Mine.Conversation.String() + "/follow-up"
	visitor.Call(t, http.MethodPost, form, map[string]any{"email": "not an address"}).RequireProblem(t, http.StatusUnprocessableEntity, http.StatusBadRequest)
	visitor.Do(t, http.MethodPost, form, map[string]any{"name": "Ada Chen", "email": "ada@example.com", "question": "Where is my parcel ORD-8841?"}, nil)
	var seen api.VisitorConversation
	visitor.Get(t, "/v1/visitor/conversations/"+h.Mine.Conversation.String(), &seen)
	require.Equal(t, "ada@example.com", seen.FollowUp, "the banner knows it after a reload")
	require.Equal(t, "waiting", seen.Stage)

	var d api.Detail
	me.Get(t, own, &d)
	require.True(t, d.FollowUp.Open)
	require.Equal(t, "Ada Chen", d.Visitor.Name)
	say := func(id, text string) {
		me.Do(t, http.MethodPost, own+"/messages", map[string]any{"client_id": id, "text": text}, nil)
	}
	say("one", "It is at the depot. Shall we send it again?")
	mailed := h.MailServer.Next(t)
	require.Equal(t, "ada@example.com", mailed.To)
	require.Contains(t, mailed.Text, "Hello Ada Chen,")
	require.Contains(t, mailed.Text, "It is at the depot.")
	require.NotContains(t, mailed.Text, "Where is my parcel", "only what is new")
	address := mailed.Header.Get("Reply-To")
	require.Eventually(t, func() bool {
		me.Get(t, own, &d)
		return d.FollowUp.MailedAt != nil
	}, 20*time.Second, 20*time.Millisecond)

	me.Do(t, http.MethodPost, own+"/resolve", nil, nil)
	reply := api.InboundMail{To: address, From: "Ada <ADA@example.com>", MessageID: "<reply-1@mail.example>", Text: "Yes please.\r\n\r\nOn Fri, 20 Nov 2026, Mine wrote:\r\n> It is at the depot."}
	require.Equal(t, http.StatusNoContent, post(t, h, reply, "").Status)
	require.Equal(t, http.StatusNoContent, post(t, h, reply, "").Status, "the same mail again")
	me.Get(t, own, &d)
	require.Equal(t, "waiting", d.Row.Stage, "it is reopened for a person, not for the bot")
	require.Equal(t, "Yes please.", said(t, me, own, "message.added", "Yes please."))

	say("two", "It is on its way.")
	require.Contains(t, h.MailServer.Next(t).Text, "It is on its way.")

	// From somewhere else: agents see it, the visitor did not say it.
	reply.From, reply.MessageID, reply.Text = "stranger@example.com", "<reply-2@mail.example>", "Give me her address."
	require.Equal(t, http.StatusNoContent, post(t, h, reply, "").Status)
	require.Empty(t, said(t, me, own, "message.added", "Give me her address."))
	require.Contains(t, said(t, me, own, "note.added", "stranger@example.com:\nGive me her address."), "stranger")

	// A long one is cut and arrives, from wherever it comes.
	long := strings.Repeat("字", 10_000)
	reply.MessageID, reply.Text = "<reply-3@mail.example>", long
	require.Equal(t, http.StatusNoContent, post(t, h, reply, "").Status)
	reply.From, reply.MessageID = "ada@example.com", "<reply-4@mail.example>"
	require.Equal(t, http.StatusNoContent, post(t, h, reply, "").Status)
	require.NotEmpty(t, said(t, me, own, "message.added", long[:conversation.MaxText/3*3]))

	// What nobody signed, or nobody was given, does nothing.
	post(t, h, reply, "t=1,v1=00").RequireProblem(t, http.StatusUnauthorized)
	reply.To = h.Replies.Address(uuid.New())
	post(t, h, reply, "").RequireProblem(t, http.StatusNotFound)
	reply.To = "reply+forged@in.mine.example"
	post(t, h, reply, "").RequireProblem(t, http.StatusNotFound)
}

// said gives the text of an event of a kind, "" if nobody said it.
func said(t *testing.T, who webtest.Caller, conversation, kind, text string) string {
	t.Helper()
	var list struct {
		Events []struct {
			Kind string
			Data struct{ Text string }
		}
	}
	who.Get(t, conversation+"/events?after=0", &list)
	for _, e := range list.Events {
		if e.Kind == kind && e.Data.Text == text {
			return text
		}
	}
	return ""
}

// unread is a body that notices when somebody reads it.
type unread struct{ read atomic.Int64 }

func (u *unread) Read(p []byte) (int, error) {
	u.read.Add(int64(len(p)))
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

// Whoever has no signature is sent away by the header alone, and one who made
// up a header may not post more than a mail can be.
func TestUnsignedMailIsNotRead(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	send := func(signature string, size int64) (status int, read int64) {
		body := &unread{}
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, h.URL+"/v1/mail/inbound", io.LimitReader(body, size))
		require.NoError(t, err)
		req.ContentLength = size
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Expect", "100-continue") // the client sends only what the server asks for
		req.Header.Set("Firstline-Signature", signature)
		client := &http.Client{Transport: &http.Transport{ExpectContinueTimeout: time.Minute}}
		res, err := client.Do(req)
		require.NoError(t, err)
		require.NoError(t, res.Body.Close())
		return res.StatusCode, body.read.Load()
	}
	status, read := send("", 4<<20)
	require.Equal(t, http.StatusUnauthorized, status)
	require.Zero(t, read)
	old := h.Replies.Sign([]byte("{}"), time.Now().Add(-time.Hour))
	status, read = send(old, 4<<20)
	require.Equal(t, http.StatusUnauthorized, status)
	require.Zero(t, read)
	status, _ = send(h.Replies.Sign([]byte("made up"), time.Now()), 1<<20+1) // more would be cut off in the middle of being sent
	require.Equal(t, http.StatusRequestEntityTooLarge, status)
}
