package webtest

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// Caller makes requests as one person.
type Caller struct {
	ID    uuid.UUID
	house *House
	// cookie is an agent's session, token a visitor's; both empty for nobody.
	cookie, token string
}

// Answer is what a request came to.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}

// Problem is an answer that is no success.
type Problem struct {
	Type, Title, Code string
	Status            int
	Errors            []struct{ Location, Message string }
}

// Call makes a request with a JSON body; nil is none.
func (c Caller) Call(t *testing.T, method, path string, body any) Answer {
	t.Helper()
	if body == nil {
		return c.Raw(t, method, path, nil, "")
	}
	raw, err := json.Marshal(body)
	require.NoError(t, err)
	return c.Raw(t, method, path, bytes.NewReader(raw), "application/json")
}

// Raw makes a request with a body as it is.
func (c Caller) Raw(t *testing.T, method, path string, body io.Reader, contentType string) Answer {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, c.house.URL+path, body)
	require.NoError(t, err)
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	c.Authorize(req)
	res, err := http.DefaultClient.Do(req)
	require.NoError(t, err, "%s %s", method, path)
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	require.NoError(t, err, "%s %s", method, path)
	return Answer{Status: res.StatusCode, Header: res.Header, Body: raw}
}

// Authorize puts the caller's credentials into a request.
func (c Caller) Authorize(req *http.Request) {
	if c.token != "" {
		req.Header.Set("Authorization", "Bearer "+c.token)
	}
	if c.cookie != "" {
		req.AddCookie(&http.Cookie{Name: "firstline", Value: c.cookie})
	}
}

// Get reads path into out and requires success.
func (c Caller) Get(t *testing.T, path string, out any) {
	t.Helper()
	c.Do(t, http.MethodGet, path, nil, out)
}

// Do makes a request, requires success and decodes the answer into out, which
// may be nil.
func (c Caller) Do(t *testing.T, method, path string, body, out any) {
	t.Helper()
	a := c.Call(t, method, path, body)
	require.Less(t, a.Status, 300, "%s %s: %s", method, path, a.Body)
	if out != nil {
		require.NoError(t, json.Unmarshal(a.Body, out), "%s %s: %s", method, path, a.Body)
	}
}

// Say sends a visitor's message and gives the conversation.
func (c Caller) Say(t *testing.T, text string) uuid.UUID {
	t.Helper()
	var said struct {
		ConversationID uuid.UUID `json:"conversation_id"`
	}
	c.Do(t, http.MethodPost, "/v1/visitor/messages", map[string]any{"client_id": uuid.NewString(), "text": text}, &said)
	return said.ConversationID
}

// leaks are pieces of text that only our insides know.
var leaks = []string{"SQLSTATE", "pgx", "goroutine", ".go:", "ERROR:", "panic", "postgres://", "firstline_app", "violates", "relation \""}

// RequireProblem requires that an answer is a problem in problem+json with one
// of the statuses, a title for people, and nothing of our insides.
func (a Answer) RequireProblem(t *testing.T, statuses ...int) Problem {
	t.Helper()
	require.Contains(t, statuses, a.Status, "%s", a.Body)
	require.True(t, strings.HasPrefix(a.Header.Get("Content-Type"), "application/problem+json"), "%s: %s", a.Header.Get("Content-Type"), a.Body)
	var p Problem
	require.NoError(t, json.Unmarshal(a.Body, &p), "%s", a.Body)
	require.Equal(t, a.Status, p.Status)
	require.NotEmpty(t, p.Code)
	require.NotEmpty(t, p.Title)
	require.NotContains(t, p.Title, "problem.", "a code without a text")
	require.NotContains(t, p.Title, "{", "a placeholder that was not filled")
	require.Equal(t, "/problems/"+p.Code, p.Type)
	for _, leak := range leaks {
		require.NotContains(t, string(a.Body), leak)
	}
	return p
}
