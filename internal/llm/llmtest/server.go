package llmtest

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
)

// Server is a fake endpoint.
type Server struct {
	http *httptest.Server

	mu       sync.Mutex // protects everything below; not held while replying
	chat     []Reply
	embed    []VectorReply
	requests []Request
}

// Request is a request that the server got.
type Request struct {
	Path          string
	Authorization string
	Body          string
	Messages      []Message `json:"messages"`
	Input         []string  `json:"input"`
}

// Message is one entry of a prompt as it came over the wire.
type Message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// New starts a server that ends with the test. Until told otherwise it says
// "Hello." to every prompt.
func New(t testing.TB) *Server {
	t.Helper()
	s := &Server{chat: []Reply{Say("Hello.")}, embed: []VectorReply{Vectors(8)}}
	s.http = httptest.NewUnstartedServer(http.HandlerFunc(s.serve))
	s.http.Config.ErrorLog = nil
	s.http.Start()
	t.Cleanup(func() {
		s.http.CloseClientConnections()
		s.http.Close()
	})
	return s
}

// URL is the base address to configure, with "/v1".
func (s *Server) URL() string { return s.http.URL + "/v1" }

// Address is host:port, for the guarded client's list of private endpoints.
func (s *Server) Address() string { return strings.TrimPrefix(s.http.URL, "http://") }

// Chat sets how the next prompts are answered, one reply each; the last one
// serves for all that follow.
func (s *Server) Chat(replies ...Reply) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.chat = replies
}

// Embed sets how the next requests for vectors are answered, as Chat does.
func (s *Server) Embed(replies ...VectorReply) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.embed = replies
}

// Requests are the requests so far.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodGet && strings.HasSuffix(r.URL.Path, "/models") {
		s.mu.Lock()
		s.requests = append(s.requests, Request{Path: r.URL.Path, Authorization: r.Header.Get("Authorization")})
		s.mu.Unlock()
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"object":"list","data":[{"id":"small"},{"id":"large"}]}`)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 8<<20))
	if err != nil {
		return
	}
	got := Request{Path: r.URL.Path, Authorization: r.Header.Get("Authorization"), Body: string(body)}
	if err := json.Unmarshal(body, &got); err != nil {
		http.Error(w, `{"error":{"message":"not JSON"}}`, http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	s.requests = append(s.requests, got)
	chat, embed := s.chat[0], s.embed[0]
	switch {
	case strings.HasSuffix(r.URL.Path, "/embeddings"):
		s.embed = next(s.embed)
	default:
		s.chat = next(s.chat)
	}
	s.mu.Unlock()
	switch {
	case strings.HasSuffix(r.URL.Path, "/chat/completions"):
		chat(w, r, got)
	case strings.HasSuffix(r.URL.Path, "/embeddings"):
		embed(w, r, got)
	default:
		http.NotFound(w, r)
	}
}

func next[T any](list []T) []T {
	if len(list) > 1 {
		return list[1:]
	}
	return list
}
