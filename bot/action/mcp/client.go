package mcp

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/firstlinehq/firstline/internal/egress"
)

// Errors of this package. They hold no word of the server's.
var (
	// ErrNotReached: no session, or no list of tools; nothing was called.
	ErrNotReached = errors.New("the server was not reached")
	// ErrGone: the server has no such tool.
	ErrGone = errors.New("the server has no such tool")
	// ErrChanged: the tool's description or schema is another one.
	ErrChanged = errors.New("the tool has changed")
	// ErrTool: the tool says that it failed.
	ErrTool = errors.New("the tool failed")
	// ErrTooLarge: the server sent more than is taken.
	ErrTooLarge = errors.New("the server sent too much")
	// ErrBroken: the call was sent and there is no usable answer.
	ErrBroken = errors.New("the answer did not come")
)

// Bounds of a session.
const (
	sessionBytes = 2 << 20
	answerBytes  = 256 << 10
	maxTools     = 100
	// ListTime bounds a listing.
	ListTime = 10 * time.Second
)

// Server is where to call.
type Server struct {
	URL string
	// Token is sent as a bearer; "" sends none.
	Token string
}

// Tool is a tool as its server lists it.
type Tool struct {
	Name        string          `json:"name"`
	Title       string          `json:"title,omitempty"`
	Description string          `json:"description"`
	Schema      json.RawMessage `json:"schema"`
	// ReadOnly is what the server says of it, which binds nobody.
	ReadOnly bool `json:"read_only,omitempty"`
	// Hash is over everything that the server says of it.
	Hash string `json:"hash"`
}

// Client calls servers.
type Client struct{ http *egress.Client }

// New makes a client over the guarded one.
func New(client *egress.Client) *Client { return &Client{client} }

// List gives the server's tools, at most 100, in its order.
func (c *Client) List(ctx context.Context, s Server) ([]Tool, error) {
	ctx, cancel := context.WithTimeout(ctx, ListTime)
	defer cancel()
	session, wire, err := c.open(ctx, s)
	if err != nil {
		return nil, wire.say(err)
	}
	defer func() { _ = session.Close() }()
	tools, err := list(ctx, session)
	if err != nil {
		return nil, wire.say(err)
	}
	return tools, nil
}

// Invocation is a call of a tool that was reviewed.
type Invocation struct {
	Tool, Hash string
	Arguments  map[string]any
}

// Call calls a tool, if it is still the one of the hash, and gives its answer
// as JSON: what it says in structure, or {"text": …}.
func (c *Client) Call(ctx context.Context, s Server, in Invocation) (json.RawMessage, error) {
	session, wire, err := c.open(ctx, s)
	if err != nil {
		return nil, wire.say(err)
	}
	defer func() { _ = session.Close() }()
	tools, err := list(ctx, session)
	if err != nil {
		return nil, wire.say(err)
	}
	if err := same(tools, in); err != nil {
		return nil, err
	}
	res, err := session.CallTool(ctx, &mcp.CallToolParams{Name: in.Tool, Arguments: in.Arguments})
	var refused *jsonrpc.Error
	switch {
	case errors.As(err, &refused):
		return nil, ErrTool
	case wire.over():
		return nil, ErrTooLarge
	case err != nil, res.NeedsInput():
		return nil, ErrBroken
	case res.IsError:
		return nil, ErrTool
	}
	return document(res)
}

func same(tools []Tool, in Invocation) error {
	for _, t := range tools {
		if t.Name != in.Tool {
			continue
		}
		if t.Hash != in.Hash {
			return ErrChanged
		}
		return nil
	}
	return ErrGone
}

func (c *Client) open(ctx context.Context, s Server) (*mcp.ClientSession, *wire, error) {
	w := &wire{under: c.http.Transport(), until: ctx, server: s}
	w.left.Store(sessionBytes)
	client := mcp.NewClient(&mcp.Implementation{Name: "firstline", Version: "1"}, &mcp.ClientOptions{Capabilities: &mcp.ClientCapabilities{}})
	session, err := client.Connect(ctx, &mcp.StreamableClientTransport{
		Endpoint: s.URL, DisableStandaloneSSE: true, MaxRetries: -1, MaxEventSize: sessionBytes,
		HTTPClient: &http.Client{Transport: w, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }},
	}, nil)
	return session, w, err
}

func list(ctx context.Context, session *mcp.ClientSession) ([]Tool, error) {
	var out []Tool
	seen := make(map[string]bool)
	for t, err := range session.Tools(ctx, nil) {
		if err != nil {
			return nil, err
		}
		if len(out) == maxTools {
			break
		}
		one, err := toolFrom(t)
		if err != nil {
			return nil, err
		}
		if !seen[one.Name] { // of two with one name, the later could be anything
			seen[one.Name] = true
			out = append(out, one)
		}
	}
	return out, nil
}

func toolFrom(t *mcp.Tool) (Tool, error) {
	schema, err := json.Marshal(t.InputSchema)
	if err != nil {
		return Tool{}, fmt.Errorf("schema: %w", err)
	}
	// Maps are encoded in the order of their keys: the same words, the same hash.
	all, err := json.Marshal([]any{t.Name, t.Title, t.Description, t.InputSchema, t.OutputSchema, t.Annotations})
	if err != nil {
		return Tool{}, fmt.Errorf("tool: %w", err)
	}
	sum := sha256.Sum256(all)
	return Tool{
		Name: t.Name, Title: t.Title, Description: t.Description, Schema: schema,
		ReadOnly: t.Annotations != nil && t.Annotations.ReadOnlyHint, Hash: hex.EncodeToString(sum[:]),
	}, nil
}

// document is a tool's answer as one JSON object.
func document(res *mcp.CallToolResult) (json.RawMessage, error) {
	if res.StructuredContent != nil {
		raw, err := json.Marshal(res.StructuredContent)
		if err != nil {
			return nil, ErrBroken
		}
		return bounded(raw)
	}
	var text strings.Builder
	for _, c := range res.Content {
		if t, ok := c.(*mcp.TextContent); ok {
			text.WriteString(t.Text)
			text.WriteByte('\n')
		}
	}
	said := strings.TrimSpace(text.String())
	if strings.HasPrefix(said, "{") && json.Valid([]byte(said)) {
		return bounded([]byte(said))
	}
	raw, err := json.Marshal(map[string]string{"text": said})
	if err != nil {
		return nil, ErrBroken
	}
	return bounded(raw)
}

func bounded(raw []byte) (json.RawMessage, error) {
	if len(raw) > answerBytes {
		return nil, ErrTooLarge
	}
	return raw, nil
}

var errFull = fmt.Errorf("session: %w", io.ErrShortBuffer)
