// Package caller speaks the product's wire as a browser does: REST for what is
// set up once, a socket for the rest. The benchmarks and the end-to-end tests
// use it; it knows nothing of the server's insides but its frames.
package caller

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"github.com/firstlinehq/firstline/web/live"
)

// Server is a running product.
type Server struct {
	// Base is its address, "http://127.0.0.1:8080".
	Base string
	HTTP *http.Client
}

// New makes a caller of a server.
func New(base string) *Server {
	return &Server{Base: base, HTTP: &http.Client{
		Timeout:   30 * time.Second,
		Transport: &http.Transport{MaxIdleConnsPerHost: 64},
	}}
}

// Auth says as whom a request is made; the zero value is nobody.
type Auth struct {
	Token  string       // a visitor's
	Cookie *http.Cookie // an agent's session
}

// Status is an answer that is no success.
type Status struct {
	Code int
	Body string
}

func (s *Status) Error() string { return fmt.Sprintf("status %d: %s", s.Code, s.Body) }

// Call makes a request with a JSON body and decodes the answer into out, which
// may be nil.
func (s *Server) Call(ctx context.Context, who Auth, method, path string, in, out any) (*http.Response, error) {
	var body io.Reader
	if in != nil {
		raw, err := json.Marshal(in)
		if err != nil {
			return nil, fmt.Errorf("encode: %w", err)
		}
		body = bytes.NewReader(raw)
	}
	req, err := http.NewRequestWithContext(ctx, method, s.Base+path, body)
	if err != nil {
		return nil, err
	}
	if in != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if who.Token != "" {
		req.Header.Set("Authorization", "Bearer "+who.Token)
	}
	if who.Cookie != nil {
		req.AddCookie(who.Cookie)
	}
	res, err := s.HTTP.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(res.Body, 8<<20))
	if err != nil {
		return res, err
	}
	if res.StatusCode >= http.StatusMultipleChoices {
		return res, &Status{res.StatusCode, string(raw)}
	}
	if out != nil && len(raw) > 0 {
		return res, json.Unmarshal(raw, out)
	}
	return res, nil
}

// NewVisitor gets a token for a new device.
func (s *Server) NewVisitor(ctx context.Context, workspace, lang string) (Auth, error) {
	var out struct {
		Token string `json:"token"`
	}
	_, err := s.Call(ctx, Auth{}, http.MethodPost, "/v1/visitor/sessions", map[string]string{"workspace": workspace, "lang": lang}, &out)
	return Auth{Token: out.Token}, err
}

// Me is as much of a signed-in agent as callers need.
type Me struct {
	ID         uuid.UUID `json:"id"`
	Workspaces []struct {
		ID   uuid.UUID `json:"id"`
		Slug string    `json:"slug"`
	} `json:"workspaces"`
}

// SignIn opens an agent's session.
func (s *Server) SignIn(ctx context.Context, email, password string) (Auth, Me, error) {
	var me Me
	res, err := s.Call(ctx, Auth{}, http.MethodPost, "/v1/session", map[string]string{"email": email, "password": password}, &me)
	if err != nil {
		return Auth{}, me, err
	}
	for _, c := range res.Cookies() {
		return Auth{Cookie: c}, me, nil
	}
	return Auth{}, me, errors.New("signed in without a cookie")
}

// Socket is an open socket after its hello.
type Socket struct {
	conn    *websocket.Conn
	sending sync.Mutex // held for one frame
	// Ready is the server's answer to hello.
	Ready live.Ready
}

// Frame is any frame of the server, as far as callers look at it.
type Frame struct {
	Kind           string           `json:"kind"`
	ConversationID uuid.UUID        `json:"conversation_id"`
	Seq            int64            `json:"seq"`
	ClientID       string           `json:"client_id"`
	Code           string           `json:"code"`
	Author         live.FrameAuthor `json:"author"`
	At             time.Time        `json:"at"`
	Data           json.RawMessage  `json:"data"`
	Event          json.RawMessage  `json:"event"`
}

// Visit opens a visitor's socket, following a conversation from a cursor if
// one is given.
func (s *Server) Visit(ctx context.Context, who Auth, conversation *uuid.UUID, after int64) (*Socket, error) {
	return s.open(ctx, "/v1/visitor/socket", nil, live.Hello{Kind: "hello", Token: who.Token, ConversationID: conversation, After: after})
}

// Attend opens an agent's socket.
func (s *Server) Attend(ctx context.Context, who Auth, workspace uuid.UUID) (*Socket, error) {
	header := http.Header{"Origin": {s.Base}, "Cookie": {who.Cookie.String()}}
	return s.open(ctx, "/v1/agent/socket", header, live.AgentHello{Kind: "hello", WorkspaceID: workspace})
}

func (s *Server) open(ctx context.Context, path string, header http.Header, hello any) (*Socket, error) {
	conn, res, err := websocket.DefaultDialer.DialContext(ctx, "ws"+strings.TrimPrefix(s.Base, "http")+path, header)
	if res != nil && res.Body != nil {
		defer res.Body.Close()
	}
	if err != nil {
		return nil, err
	}
	sock := &Socket{conn: conn}
	if err := conn.WriteJSON(hello); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	if err := conn.ReadJSON(&sock.Ready); err != nil || sock.Ready.Kind != "ready" {
		return nil, errors.Join(err, conn.Close(), fmt.Errorf("hello was answered with %q", sock.Ready.Kind))
	}
	return sock, nil
}

// Send writes a frame.
func (s *Socket) Send(frame any) error {
	s.sending.Lock()
	defer s.sending.Unlock()
	return s.conn.WriteJSON(frame)
}

// Next reads a frame. One goroutine at a time may read.
func (s *Socket) Next() (Frame, error) {
	var f Frame
	err := s.conn.ReadJSON(&f)
	return f, err
}

// Raw gives the connection, for tests that misbehave.
func (s *Socket) Raw() *websocket.Conn { return s.conn }

// Close ends the socket without a goodbye.
func (s *Socket) Close() error { return s.conn.Close() }
