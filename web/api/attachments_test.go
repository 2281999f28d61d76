package api_test

import (
	"bytes"
	"encoding/json"
	"image"
	"image/jpeg"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/web/webtest"
)

// bring sends a file for a message.
func bring(t *testing.T, h *webtest.House, c webtest.Caller, at, name string, data []byte) webtest.Answer {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPut, h.URL+at, bytes.NewReader(data))
	require.NoError(t, err)
	req.Header.Set("Content-Type", octets)
	req.Header.Set("File-Name", url.PathEscape(name))
	c.Authorize(req)
	res, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	require.NoError(t, err)
	return webtest.Answer{Status: res.StatusCode, Header: res.Header, Body: body}
}

func brought(t *testing.T, a webtest.Answer) (f conversation.Attached) {
	t.Helper()
	require.Equal(t, http.StatusCreated, a.Status, "%s", a.Body)
	require.NoError(t, json.Unmarshal(a.Body, &f))
	return f
}

const toVisitor = "/v1/visitor/attachments"

// lastFiles are the files of the last message that has some.
func lastFiles(t *testing.T, c webtest.Caller, at string) (found []conversation.Attached) {
	t.Helper()
	var log struct {
		Events []struct {
			Data struct{ Files []conversation.Attached }
		}
	}
	c.Get(t, at+"/events?after=0", &log)
	for _, e := range log.Events {
		if len(e.Data.Files) > 0 {
			found = e.Data.Files
		}
	}
	return found
}

// A file's way: brought, named by a message, seen by its visitor and by those who
// answer, and by nobody else.
func TestFilesGoThroughAConversation(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	me, id := h.Mine.Visitor, h.Mine.Conversation
	stranger := h.NewVisitor(t, h.Mine)
	var photo bytes.Buffer
	require.NoError(t, jpeg.Encode(&photo, image.NewGray(image.Rect(0, 0, 12, 8)), nil))
	f := brought(t, bring(t, h, me, toVisitor, "收据 #1.jpg", photo.Bytes()))
	require.Equal(t, conversation.Attached{ID: f.ID, Name: "收据 #1.jpg", Media: "image/jpeg", Bytes: f.Bytes, Width: 12, Height: 8}, f)

	mine := "/v1/visitor/conversations/" + id.String()
	staff := path(h.Mine, "/conversations/"+id.String())
	see := func(c webtest.Caller, conversation string) webtest.Answer {
		return c.Call(t, http.MethodGet, conversation+"/attachments/"+f.ID.String(), nil)
	}
	see(me, mine).RequireProblem(t, http.StatusNotFound)
	see(h.Mine.Agent, staff).RequireProblem(t, http.StatusNotFound)
	say := func(c webtest.Caller, at, client, text string, files ...uuid.UUID) webtest.Answer {
		return c.Call(t, http.MethodPost, at, map[string]any{"client_id": client, "text": text, "files": files})
	}
	const messages = "/v1/visitor/messages"
	say(stranger, messages, "s", "", f.ID).RequireProblem(t, http.StatusNotFound)
	say(h.Mine.Agent, staff+"/messages", "s", "", f.ID).RequireProblem(t, http.StatusNotFound)
	say(me, messages, "x", "").RequireProblem(t, http.StatusUnprocessableEntity)
	say(me, messages, "x", "", f.ID, f.ID).RequireProblem(t, http.StatusNotFound)

	var first, again struct {
		Seq      int64
		Repeated bool
	}
	body := map[string]any{"client_id": "one", "text": "", "files": []uuid.UUID{f.ID}}
	me.Do(t, http.MethodPost, messages, body, &first)
	me.Do(t, http.MethodPost, messages, body, &again)
	require.True(t, again.Repeated)
	require.Equal(t, first.Seq, again.Seq)
	say(me, messages, "one", "else").RequireProblem(t, http.StatusConflict)
	say(me, messages, "two", "", f.ID).RequireProblem(t, http.StatusNotFound)
	require.Equal(t, []conversation.Attached{f}, lastFiles(t, me, mine))

	shown := see(me, mine)
	require.Equal(t, http.StatusOK, shown.Status)
	require.Len(t, shown.Body, f.Bytes)
	for name, want := range map[string]string{
		"Content-Type": "image/jpeg", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'",
		"Content-Disposition": "inline; filename*=utf-8''%E6%94%B6%E6%8D%AE%20#1.jpg", "Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "private, no-cache",
	} {
		require.Equal(t, want, shown.Header.Get(name), name)
	}
	require.Equal(t, shown.Body, see(h.Mine.Agent, staff).Body)
	see(h.Nobody(), mine).RequireProblem(t, http.StatusUnauthorized)
	see(h.Nobody(), staff).RequireProblem(t, http.StatusUnauthorized)
	see(stranger, mine).RequireProblem(t, http.StatusNotFound)
	see(h.Theirs.Visitor, mine).RequireProblem(t, http.StatusNotFound)
	see(h.Theirs.Agent, staff).RequireProblem(t, http.StatusNotFound)
	see(h.Theirs.Agent, path(h.Theirs, "/conversations/"+h.Theirs.Conversation.String())).RequireProblem(t, http.StatusNotFound)
	elsewhere := stranger.Say(t, "Hello")
	see(h.Mine.Agent, path(h.Mine, "/conversations/"+elsewhere.String())).RequireProblem(t, http.StatusNotFound)
	h.Mine.Agent.Call(t, http.MethodGet, "/files/"+h.Mine.ID.String()+"/"+f.ID.String(), nil).RequireProblem(t, http.StatusNotFound)

	// An agent sends a document back; it is saved and never shown.
	doc := brought(t, bring(t, h, h.Mine.Agent, path(h.Mine, "/attachments"), `label.exe`, []byte("Put this on the parcel.")))
	require.Equal(t, "label.exe.txt", doc.Name)
	h.Mine.Agent.Do(t, http.MethodPost, staff+"/messages", map[string]any{"client_id": "back", "text": "Here it is", "files": []uuid.UUID{doc.ID}}, nil)
	got := me.Call(t, http.MethodGet, mine+"/attachments/"+doc.ID.String(), nil)
	require.Equal(t, "Put this on the parcel.", string(got.Body))
	require.Equal(t, "attachment; filename=label.exe.txt", got.Header.Get("Content-Disposition"))
	require.Equal(t, "text/plain", got.Header.Get("Content-Type"))
}

func TestFilesThatAreRefused(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	me, staff := h.Mine.Visitor, path(h.Mine, "/attachments")
	text := []byte("words")
	for _, c := range []struct {
		who    webtest.Caller
		at     string
		data   []byte
		status int
	}{
		{h.Nobody(), toVisitor, text, http.StatusUnauthorized},
		{h.Mine.Agent, toVisitor, text, http.StatusUnauthorized},
		{h.Nobody(), staff, text, http.StatusUnauthorized},
		{me, staff, text, http.StatusUnauthorized},
		{h.Theirs.Agent, staff, text, http.StatusNotFound},
		{me, toVisitor, nil, http.StatusBadRequest},
		{me, toVisitor, []byte("<svg onload=alert(1)>"), http.StatusUnprocessableEntity},
		{me, toVisitor, []byte{0, 1, 2}, http.StatusUnprocessableEntity},
		{me, toVisitor, make([]byte, 10<<20+1), http.StatusRequestEntityTooLarge},
	} {
		bring(t, h, c.who, c.at, "x.pdf", c.data).RequireProblem(t, c.status)
	}
	me.Call(t, http.MethodPost, "/v1/visitor/messages",
		map[string]any{"client_id": "many", "text": "", "files": make([]uuid.UUID, 6)}).RequireProblem(t, http.StatusUnprocessableEntity)

	h.Nobody().Call(t, http.MethodPut, toVisitor, map[string]any{"x": strings.Repeat("x", 64<<10)}).RequireProblem(t, http.StatusRequestEntityTooLarge)

	// So many an hour, whatever became of them, and however often one tries: the
	// others of the same address have theirs.
	refused := 0
	for range 160 {
		if a := bring(t, h, me, toVisitor, "x.txt", text); a.Status != http.StatusCreated {
			a.RequireProblem(t, http.StatusTooManyRequests)
			refused++
		}
	}
	require.Positive(t, refused)
	brought(t, bring(t, h, h.NewVisitor(t, h.Mine), toVisitor, "x.txt", text))
}
