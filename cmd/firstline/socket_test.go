package main

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/cmd/firstline/internal/caller"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/web/live"
)

// Whatever a client sends, the answer is a clear error, the socket or at least
// the server lives, and nothing is stored by half.
func TestVisitorSocketBadFrames(t *testing.T) {
	t.Parallel()

	h := openHouse(t)
	_, foreign := h.visitor(t, h.theirs)
	_, neighbour := h.visitor(t, h.mine)

	for name, c := range map[string]struct {
		raw    string
		binary bool
		code   string
	}{
		"not JSON":                 {raw: `{"kind":`, code: "frame_malformed"},
		"no kind":                  {raw: `{"text":"hi"}`, code: "frame_malformed"},
		"unknown kind":             {raw: `{"kind":"shout"}`, code: "frame_malformed"},
		"an array":                 {raw: `[1,2]`, code: "frame_malformed"},
		"wrong type":               {raw: `{"kind":"say","client_id":7,"text":"hi"}`, code: "frame_malformed"},
		"no client id":             {raw: `{"kind":"say","text":"hi"}`, code: "frame_malformed"},
		"endless client id":        {raw: `{"kind":"say","client_id":"` + strings.Repeat("x", 65) + `","text":"hi"}`, code: "frame_malformed"},
		"NUL in the client id":     {raw: `{"kind":"say","client_id":"a\u0000b","text":"hi"}`, code: "frame_malformed"},
		"control in the client id": {raw: `{"kind":"say","client_id":"a\nb","text":"hi"}`, code: "frame_malformed"},
		"invalid UTF-8":            {raw: "{\"kind\":\"say\",\"client_id\":\"a\",\"text\":\"\xff\xfe\"}", code: "body_not_utf8"},
		"binary":                   {raw: `{"kind":"say","client_id":"a","text":"hi"}`, binary: true, code: "body_not_utf8"},
		"NUL":                      {raw: `{"kind":"say","client_id":"a","text":"a\u0000b"}`, code: "text_unusable"},
		"blank":                    {raw: `{"kind":"say","client_id":"a","text":" \n "}`, code: "text_unusable"},
		"too long":                 {raw: `{"kind":"say","client_id":"a","text":"` + strings.Repeat("x", 16<<10+1) + `"}`, code: "text_unusable"},
		"no such conversation":     {raw: `{"kind":"say","client_id":"a","conversation_id":"` + uuid.NewString() + `","text":"hi"}`, code: "conversation_not_found"},
		"no id at all":             {raw: `{"kind":"say","client_id":"a","conversation_id":"1042","text":"hi"}`, code: "frame_malformed"},
		"another workspace's":      {raw: `{"kind":"say","client_id":"a","conversation_id":"` + foreign.String() + `","text":"hi"}`, code: "conversation_not_found"},
		"another visitor's":        {raw: `{"kind":"say","client_id":"a","conversation_id":"` + neighbour.String() + `","text":"hi"}`, code: "conversation_not_found"},
		"watch another visitor's":  {raw: `{"kind":"watch","conversation_id":"` + neighbour.String() + `"}`, code: "conversation_not_found"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			auth, err := h.server.NewVisitor(t.Context(), h.mine.Slug, "en")
			require.NoError(t, err)
			s, err := h.server.Visit(t.Context(), auth, nil, 0)
			require.NoError(t, err)
			defer s.Close()
			kind := websocket.TextMessage
			if c.binary {
				kind = websocket.BinaryMessage
			}
			require.NoError(t, s.Raw().WriteMessage(kind, []byte(c.raw)))
			require.Equal(t, c.code, until(t, s, "error").Code)
			require.NoError(t, s.Send(live.Say{Kind: "say", ClientID: "after", Text: "still here"}))
			require.Equal(t, int64(1), until(t, s, "ack").Seq, "the first message of this visitor that was stored")
		})
	}

	for _, id := range []uuid.UUID{foreign, neighbour} {
		var visitorMessages int
		for _, ws := range []tenant{h.mine, h.theirs} {
			require.NoError(t, h.db.InWorkspace(t.Context(), ws.ID, func(tx *postgres.Tx) error {
				var n int
				err := tx.QueryRow(t.Context(), `SELECT count(*) FROM events WHERE conversation_id = $1 AND author_kind = 'visitor'`, id).Scan(&n)
				visitorMessages += n
				return err
			}))
		}
		require.Equal(t, 1, visitorMessages, "nobody else wrote into it")
	}
}

func TestVisitorSocketEnds(t *testing.T) {
	t.Parallel()

	h := openHouse(t)
	dial := func(t *testing.T) *websocket.Conn {
		t.Helper()
		dialer := websocket.Dialer{EnableCompression: true} // asks for it, as browsers do
		conn, res, err := dialer.DialContext(t.Context(), "ws"+strings.TrimPrefix(h.server.Base, "http")+"/v1/visitor/socket", nil)
		require.NoError(t, err)
		require.Empty(t, res.Header.Get("Sec-WebSocket-Extensions"), "no compression: it would hide the size of a frame")
		_ = res.Body.Close()
		t.Cleanup(func() { _ = conn.Close() })
		return conn
	}
	closedWith := func(t *testing.T, conn *websocket.Conn) int {
		t.Helper()
		for {
			_, _, err := conn.ReadMessage()
			var closed *websocket.CloseError
			if errors.As(err, &closed) {
				return closed.Code
			}
			require.NoError(t, err)
		}
	}

	t.Run("TokenThatIsNone", func(t *testing.T) {
		t.Parallel()

		conn := dial(t)
		require.NoError(t, conn.WriteJSON(live.Hello{Kind: "hello", Token: "guessed"}))
		require.Equal(t, 4401, closedWith(t, conn))
	})
	t.Run("TokenThatRanOut", func(t *testing.T) {
		t.Parallel()

		auth, err := h.server.NewVisitor(t.Context(), h.mine.Slug, "en")
		require.NoError(t, err)
		require.NoError(t, h.db.InWorkspace(t.Context(), h.mine.ID, func(tx *postgres.Tx) error {
			_, err := tx.Exec(t.Context(), `UPDATE visitor_tokens SET expires_at = app_now() - interval '1 second'
				WHERE token_hash = sha256(convert_to($1, 'UTF8'))`, auth.Token)
			return err
		}))
		conn := dial(t)
		require.NoError(t, conn.WriteJSON(live.Hello{Kind: "hello", Token: auth.Token}))
		require.Equal(t, 4401, closedWith(t, conn))
	})
	t.Run("SpeakingBeforeHello", func(t *testing.T) {
		t.Parallel()

		conn := dial(t)
		require.NoError(t, conn.WriteJSON(live.Say{Kind: "say", ClientID: "a", Text: "hi"}))
		require.Equal(t, 4408, closedWith(t, conn), "the token is not to blame")
	})
	t.Run("NoHelloInTime", func(t *testing.T) {
		t.Parallel()

		require.Equal(t, 4408, closedWith(t, dial(t)))
	})
	t.Run("AgentSpeakingBeforeHello", func(t *testing.T) {
		t.Parallel()

		conn, res, err := websocket.DefaultDialer.DialContext(t.Context(), "ws"+strings.TrimPrefix(h.server.Base, "http")+"/v1/agent/socket",
			http.Header{"Origin": {h.server.Base}, "Cookie": {h.mine.auth.Cookie.String()}})
		require.NoError(t, err)
		_ = res.Body.Close()
		t.Cleanup(func() { _ = conn.Close() })
		require.NoError(t, conn.WriteJSON(live.Watch{Kind: "watch"}))
		require.Equal(t, 4408, closedWith(t, conn))
	})
	t.Run("FrameOverTheLimit", func(t *testing.T) {
		t.Parallel()

		auth, _ := h.visitor(t, h.mine)
		s, err := h.server.Visit(t.Context(), auth, nil, 0)
		require.NoError(t, err)
		require.NoError(t, s.Raw().WriteMessage(websocket.TextMessage, make([]byte, 64<<10+1)))
		require.Equal(t, websocket.CloseMessageTooBig, closedWith(t, s.Raw()))
	})
	t.Run("NothingButNoise", func(t *testing.T) {
		t.Parallel()

		auth, _ := h.visitor(t, h.mine)
		s, err := h.server.Visit(t.Context(), auth, nil, 0)
		require.NoError(t, err)
		for range 21 {
			if s.Raw().WriteMessage(websocket.TextMessage, []byte("noise")) != nil {
				break
			}
		}
		require.Equal(t, websocket.ClosePolicyViolation, closedWith(t, s.Raw()))
	})
}

// Frames that store nothing are bounded too, and messages pass all the same.
func TestVisitorSocketSignalsAreBounded(t *testing.T) {
	t.Parallel()

	h := openHouse(t)
	auth, id := h.visitor(t, h.mine)
	s, err := h.server.Visit(t.Context(), auth, &id, 0)
	require.NoError(t, err)
	defer s.Close()
	for range 200 {
		require.NoError(t, s.Send(live.NowTyping{Kind: "typing", ConversationID: id}))
	}
	require.Equal(t, "rate_limited", until(t, s, "error").Code)
	require.NoError(t, s.Send(live.Say{Kind: "say", ClientID: "after", Text: "still here"}))
	until(t, s, "ack")
}

func TestSameClientIDOtherText(t *testing.T) {
	t.Parallel()

	h := openHouse(t)
	auth, id := h.visitor(t, h.mine)
	s, err := h.server.Visit(t.Context(), auth, &id, 0)
	require.NoError(t, err)
	defer s.Close()
	require.NoError(t, s.Send(live.Say{Kind: "say", ClientID: "twice", Text: "one"}))
	first := until(t, s, "ack")
	require.NoError(t, s.Send(live.Say{Kind: "say", ClientID: "twice", Text: "one"}))
	require.Equal(t, first.Seq, until(t, s, "ack").Seq)
	require.NoError(t, s.Send(live.Say{Kind: "say", ClientID: "twice", Text: "two"}))
	refused := until(t, s, "error")
	require.Equal(t, "client_id_reused", refused.Code)
	require.Equal(t, "twice", refused.ClientID)
}

func TestWhoMayOpenSockets(t *testing.T) {
	t.Parallel()

	h := openHouse(t)
	ws := "ws" + strings.TrimPrefix(h.server.Base, "http")
	for name, c := range map[string]struct {
		path   string
		header http.Header
		status int
	}{
		"agent without a session":        {"/v1/agent/socket", http.Header{"Origin": {h.server.Base}}, http.StatusUnauthorized},
		"agent without an origin":        {"/v1/agent/socket", http.Header{"Cookie": {h.mine.auth.Cookie.String()}}, http.StatusForbidden},
		"agent from another site":        {"/v1/agent/socket", http.Header{"Cookie": {h.mine.auth.Cookie.String()}, "Origin": {"https://evil.example"}}, http.StatusForbidden},
		"agent from a look-alike":        {"/v1/agent/socket", http.Header{"Cookie": {h.mine.auth.Cookie.String()}, "Origin": {h.server.Base + ".evil.example"}}, http.StatusForbidden},
		"agent from a null origin":       {"/v1/agent/socket", http.Header{"Cookie": {h.mine.auth.Cookie.String()}, "Origin": {"null"}}, http.StatusForbidden},
		"agent with a visitor's token":   {"/v1/agent/socket", http.Header{"Origin": {h.server.Base}, "Authorization": {"Bearer x"}}, http.StatusUnauthorized},
		"visitor from another site":      {"/v1/visitor/socket", http.Header{"Origin": {"https://evil.example"}}, http.StatusForbidden},
		"visitor from a sandboxed frame": {"/v1/visitor/socket", http.Header{"Origin": {"null"}}, http.StatusForbidden},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			conn, res, err := websocket.DefaultDialer.DialContext(t.Context(), ws+c.path, c.header)
			if conn != nil {
				_ = conn.Close()
			}
			require.Error(t, err)
			require.Equal(t, c.status, res.StatusCode)
			_ = res.Body.Close()
		})
	}
}

func TestAgentSocketStaysInItsWorkspace(t *testing.T) {
	t.Parallel()

	h := openHouse(t)
	_, foreign := h.visitor(t, h.theirs)
	_, err := h.server.Attend(t.Context(), h.mine.auth, h.theirs.ID)
	require.Error(t, err, "hello for a workspace of somebody else")

	s, err := h.server.Attend(t.Context(), h.mine.auth, h.mine.ID)
	require.NoError(t, err)
	defer s.Close()
	for _, frame := range []any{
		live.Watch{Kind: "watch", ConversationID: foreign},
		live.Say{Kind: "say", ClientID: "a", ConversationID: &foreign, Text: "hi"},
		live.AddNote{Kind: "note", ClientID: "a", ConversationID: foreign, Text: "hi"},
	} {
		require.NoError(t, s.Send(frame))
		require.Equal(t, "conversation_not_found", until(t, s, "error").Code)
	}
	// What happens next door is not told here; what happens here is.
	h.visitor(t, h.theirs)
	_, here := h.visitor(t, h.mine)
	require.Equal(t, here, until(t, s, "list.changed").ConversationID)
}

func TestEndedSessionLosesItsSocket(t *testing.T) {
	t.Parallel()

	h := openHouse(t)
	s, err := h.server.Attend(t.Context(), h.mine.auth, h.mine.ID)
	require.NoError(t, err)
	_, err = h.server.Call(t.Context(), h.mine.auth, http.MethodDelete, "/v1/session", nil, nil)
	require.NoError(t, err)
	require.NoError(t, s.Raw().SetReadDeadline(time.Now().Add(20*time.Second)))
	for {
		_, _, err := s.Raw().ReadMessage()
		if err != nil {
			require.True(t, websocket.IsCloseError(err, 4403), "%v", err)
			break
		}
	}
	_, err = h.server.Call(t.Context(), h.mine.auth, http.MethodGet, "/v1/session", nil, nil)
	var status *caller.Status
	require.ErrorAs(t, err, &status)
	require.Equal(t, http.StatusUnauthorized, status.Code)
}

// From the instant an agent accepts or takes over, the bot says nothing more,
// and a visitor in need of a person comes to one with everything.
func TestHandoffStory(t *testing.T) {
	t.Parallel()

	h := openHouse(t)
	agent, err := h.server.Attend(t.Context(), h.mine.auth, h.mine.ID)
	require.NoError(t, err)
	defer agent.Close()
	auth, id := h.visitor(t, h.mine)
	visitor, err := h.server.Visit(t.Context(), auth, &id, 0)
	require.NoError(t, err)
	defer visitor.Close()

	require.NoError(t, visitor.Send(live.Say{Kind: "say", ClientID: "1", ConversationID: &id, Text: "My order ORD-8841 is late, real human pls"}))
	assignment := assignedTo(t, agent)
	base := "/v1/workspaces/" + h.mine.ID.String()
	_, err = h.server.Call(t.Context(), h.mine.auth, http.MethodPost, base+"/assignments/"+assignment+"/accept", nil, nil)
	require.NoError(t, err)
	_, err = h.server.Call(t.Context(), h.mine.auth, http.MethodPost, base+"/assignments/"+assignment+"/accept", nil, nil)
	require.NoError(t, err, "from a second tab")
	_, err = h.server.Call(t.Context(), h.theirs.auth, http.MethodPost, base+"/assignments/"+assignment+"/accept", nil, nil)
	require.Error(t, err)

	for moved := (struct{ To string }{}); moved.To != "person"; {
		decode(t, until(t, visitor, "stage.moved").Data, &moved)
	}
	require.NoError(t, visitor.Send(live.Say{Kind: "say", ClientID: "2", ConversationID: &id, Text: "how long does delivery take?"}))
	until(t, visitor, "ack")
	require.NoError(t, agent.Send(live.Say{Kind: "say", ClientID: "3", ConversationID: &id, Text: "Hello, I am looking into it."}))
	for {
		f := until(t, visitor, "message.added")
		require.False(t, f.Author.Kind == "bot" && !strings.Contains(string(f.Data), `"line"`), "the bot spoke after a person took over: %s", f.Data)
		if f.Author.Kind == "agent" {
			break
		}
	}
	_, err = h.server.Call(t.Context(), h.mine.auth, http.MethodPost, base+"/conversations/"+id.String()+"/resolve", nil, nil)
	require.NoError(t, err)
	_, err = h.server.Call(t.Context(), auth, http.MethodPost, "/v1/visitor/conversations/"+id.String()+"/rating", map[string]any{"score": 5, "comment": "quick"}, nil)
	require.NoError(t, err)
	until(t, visitor, "rating.given")
}

// assignedTo waits until the handoff is offered to the agent.
func assignedTo(t *testing.T, agent *caller.Socket) string {
	t.Helper()
	for {
		f := until(t, agent, "list.changed")
		var event struct {
			Kind string
			Data struct {
				ID string `json:"assignment_id"`
			}
		}
		decode(t, f.Event, &event)
		if event.Kind == "handoff.assigned" {
			return event.Data.ID
		}
	}
}

// Whoever looks at an import is told when it moves; next door is not.
func TestImportTellsHowFarItIs(t *testing.T) {
	t.Parallel()

	h := openHouse(t)
	s, err := h.server.Attend(t.Context(), h.mine.auth, h.mine.ID)
	require.NoError(t, err)
	defer s.Close()
	var im struct{ ID uuid.UUID }
	imports := "/v1/workspaces/" + h.mine.ID.String() + "/imports"
	_, err = h.server.Call(t.Context(), h.mine.auth, http.MethodPost, imports, map[string]any{"kind": "website", "address": "https://help.example.invalid/"}, &im)
	require.NoError(t, err)
	_, err = h.server.Call(t.Context(), h.mine.auth, http.MethodPost, imports+"/"+im.ID.String()+"/cancel", nil, nil)
	require.NoError(t, err)
	frame := until(t, s, "import.moved")
	require.Contains(t, string(frame.Data), im.ID.String())
	require.Contains(t, string(frame.Data), "canceled")
}
