package api_test

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/web/webtest"
)

func TestBadBodies(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	say := "/v1/visitor/messages"
	deep := strings.Repeat(`{"a":`, 200) + "1" + strings.Repeat("}", 200)
	cases := []struct {
		name, body, contentType string
		status                  int
		code                    string
	}{
		{name: "no JSON", body: `{"client_id":`, status: 422, code: "invalid_request"},
		{name: "an array", body: `[1]`, status: 422, code: "validation_failed"},
		{name: "two values", body: `{"client_id":"a","text":"b"} {}`, status: 422, code: "invalid_request"},
		{name: "a key twice", body: `{"client_id":"a","text":"b","text":"c"}`, status: 422, code: "body_duplicate_key"},
		{name: "NUL", body: "{\"client_id\":\"a\",\"text\":\"b\x00\"}", status: 422, code: "body_nul"},
		{name: "escaped NUL", body: `{"client_id":"a","text":"b\u0000"}`, status: 422, code: "body_nul"},
		{name: "bad UTF-8", body: "{\"client_id\":\"a\",\"text\":\"\xff\xfe\"}", status: 422, code: "body_not_utf8"},
		{name: "too deep", body: deep, status: 422, code: "body_too_deep"},
		{name: "no text", body: `{"client_id":"a"}`, status: 422, code: "validation_failed"},
		{name: "empty text", body: `{"client_id":"a","text":""}`, status: 422, code: "text_unusable"},
		{name: "blank text", body: `{"client_id":"a","text":" \n "}`, status: 422, code: "text_unusable"},
		{name: "a number for a text", body: `{"client_id":"a","text":7}`, status: 422, code: "validation_failed"},
		{name: "an unknown field", body: `{"client_id":"a","text":"b","role":"agent"}`, status: 422, code: "validation_failed"},
		{name: "a text too long", body: `{"client_id":"a","text":"` + strings.Repeat("x", 16<<10+1) + `"}`, status: 422, code: "validation_failed"},
		{name: "a text with too many bytes", body: `{"client_id":"a","text":"` + strings.Repeat("字", 6000) + `"}`, status: 422, code: "text_unusable"},
		{name: "a client id too long", body: `{"client_id":"` + strings.Repeat("x", 65) + `","text":"b"}`, status: 422, code: "validation_failed"},
		{name: "a client id with a line break", body: `{"client_id":"a\nb","text":"b"}`, status: 422, code: "validation_failed"},
		{name: "a client id with a control character", body: `{"client_id":"a\u0085b","text":"b"}`, status: 422, code: "validation_failed"},
		{name: "a client id with too many bytes", body: `{"client_id":"` + strings.Repeat("字", 22) + `","text":"b"}`, status: 422, code: "validation_failed"},
		{name: "not a uuid", body: `{"client_id":"a","text":"b","conversation_id":"1 OR 1=1"}`, status: 422, code: "validation_failed"},
		{name: "an unknown conversation", body: `{"client_id":"a","text":"b","conversation_id":"` + uuid.NewString() + `"}`, status: 404, code: "conversation_not_found"},
		{name: "a form", body: "client_id=a&text=b", contentType: "application/x-www-form-urlencoded", status: 422, code: "content_type"},
		{name: "an attachment", body: "--x", contentType: "multipart/form-data; boundary=x", status: 422, code: "content_type"},
	}
	before := events(t, h)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if c.contentType == "" {
				c.contentType = "application/json"
			}
			a := h.Mine.Visitor.Raw(t, http.MethodPost, say, strings.NewReader(c.body), c.contentType)
			require.Equal(t, c.code, a.RequireProblem(t, c.status).Code)
			require.NotContains(t, string(a.Body), "OR 1=1", "a rejected value is not repeated")
		})
	}
	require.Equal(t, before, events(t, h), "nothing was half-written")
	h.Mine.Visitor.Say(t, "and it goes on")
}

// events counts what visitors have said in the workspace.
func events(t *testing.T, h *webtest.House) (n int) {
	t.Helper()
	require.NoError(t, h.DB.InWorkspace(t.Context(), h.Mine.ID, func(tx *postgres.Tx) error {
		return tx.QueryRow(t.Context(), `SELECT count(*) FROM events WHERE author_kind = 'visitor'`).Scan(&n)
	}))
	return n
}

// A hundred megabytes are refused after the first few, and the server goes on.
func TestHugeUpload(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	const size = 100 << 20
	send := func(path string, who webtest.Caller) {
		huge := &counted{Reader: io.LimitReader(letters{}, size)}
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, h.URL+path, huge)
		require.NoError(t, err)
		req.Header.Set("Content-Type", "application/json")
		req.ContentLength = size
		who.Authorize(req)
		// The server answers before it has read all; a client that is still
		// writing may see the connection end instead.
		res, err := http.DefaultClient.Do(req)
		if err == nil {
			defer res.Body.Close()
			raw, readErr := io.ReadAll(res.Body)
			require.NoError(t, readErr)
			a := webtest.Answer{Status: res.StatusCode, Header: res.Header, Body: raw}
			require.Equal(t, "body_too_large", a.RequireProblem(t, http.StatusRequestEntityTooLarge).Code)
		}
		require.Less(t, huge.n.Load(), int64(64<<20), "the server read on")
	}
	send("/v1/visitor/messages", h.Mine.Visitor)
	send("/v1/workspaces/"+h.Mine.ID.String()+"/articles", h.Mine.Knowledge)
	send("/v1/session", h.Nobody())
	h.Mine.Visitor.Say(t, "still there?")

	just := bytes.Repeat([]byte(" "), 4<<20+1)
	a := h.Mine.Visitor.Raw(t, http.MethodPost, "/v1/visitor/messages", bytes.NewReader(just), "application/json")
	require.Equal(t, "body_too_large", a.RequireProblem(t, http.StatusRequestEntityTooLarge).Code)
}

type letters struct{}

func (letters) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

type counted struct {
	io.Reader
	n atomic.Int64 // the transport reads on while the test looks
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n.Add(int64(n))
	return n, err
}

func TestBadAddresses(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	ws := "/v1/workspaces/" + h.Mine.ID.String()
	for name, c := range map[string]struct {
		method, path string
		status       int
	}{
		"no such address":          {http.MethodGet, "/v1/nothing", 404},
		"another method":           {http.MethodDelete, ws + "/members", 405},
		"a workspace no uuid":      {http.MethodGet, "/v1/workspaces/mine/members", 404},
		"an article no uuid":       {http.MethodGet, ws + "/articles/first", 422},
		"a view that is none":      {http.MethodGet, ws + "/conversations?view=everything", 422},
		"a cursor that is none":    {http.MethodGet, ws + "/conversations?cursor=abc", 422},
		"a forged cursor":          {http.MethodGet, ws + "/conversations?cursor=________________________________", 422},
		"a negative after":         {http.MethodGet, ws + "/conversations/" + h.Mine.Conversation.String() + "/events?after=-1", 422},
		"a search too long":        {http.MethodGet, ws + "/conversations?search=" + strings.Repeat("x", 201), 422},
		"a status that is none":    {http.MethodGet, ws + "/articles?status=lost", 422},
		"NUL in a query":           {http.MethodGet, ws + "/conversations?search=%00", 422},
		"bad UTF-8 in a query":     {http.MethodGet, ws + "/conversations?search=%ff%fe", 422},
		"NUL in an article search": {http.MethodGet, ws + "/articles?search=%00", 422},
	} {
		t.Run(name, func(t *testing.T) {
			h.Mine.Admin.Call(t, c.method, c.path, nil).RequireProblem(t, c.status)
		})
	}
}

// Problems come in the caller's language.
func TestProblemsAreTranslated(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, h.URL+"/v1/session", nil)
	require.NoError(t, err)
	req.Header.Set("Accept-Language", "zh-CN,zh;q=0.9")
	res, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	require.NoError(t, err)
	p := webtest.Answer{Status: res.StatusCode, Header: res.Header, Body: raw}.RequireProblem(t, http.StatusUnauthorized)
	require.Contains(t, p.Title, "登录")
}
