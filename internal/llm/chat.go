package llm

import (
	"context"
	"encoding/json"
	"iter"
	"time"
)

// Chat streams a model's reply.
type Chat interface {
	// Stream asks the model. The sequence yields deltas as they arrive and
	// ends after the first error; breaking out of it ends the request.
	Stream(ctx context.Context, req Request) iter.Seq2[Delta, error]
}

// Role says who speaks in a prompt.
type Role string

// The roles. Text that we did not write stands in RoleUser or RoleTool only.
const (
	RoleSystem    Role = "system"
	RoleUser      Role = "user"
	RoleAssistant Role = "assistant"
	RoleTool      Role = "tool"
)

// Message is one entry of a prompt.
type Message struct {
	Role Role
	Text string
	// ToolCalls are what an earlier assistant message asked for.
	ToolCalls []ToolCall
	// ToolCallID is the call that a RoleTool message answers.
	ToolCallID string
}

// Request is what to ask.
type Request struct {
	Messages []Message
	// MaxTokens bounds the reply; 0 leaves it to the endpoint (and to
	// Limits.Output).
	MaxTokens int
	// Temperature is 0 (repeatable) to 2; nil leaves it to the endpoint.
	Temperature *float32
	// JSON asks for a reply that follows a schema.
	JSON *Schema
	// Tools are what the model may ask us to call. Whether it may, and with
	// whose ids, is decided where the call is carried out.
	Tools []Tool
}

// Schema is a JSON Schema that the reply has to follow.
type Schema struct {
	// Name is an identifier, [a-zA-Z0-9_-]+.
	Name   string
	Schema json.RawMessage
}

// Tool is something the model may ask for.
type Tool struct {
	Name        string
	Description string
	// Parameters is the JSON Schema of the arguments.
	Parameters json.RawMessage
}

// ToolCall is the model's wish to have a tool called. Name and Arguments are
// the model's words: unchecked.
type ToolCall struct {
	ID        string
	Name      string
	Arguments string
}

// FinishReason says why a reply ended.
type FinishReason string

// The reasons that count as an end. "length" and "content_filter" are errors:
// their text is not whole.
const (
	FinishStop      FinishReason = "stop"
	FinishToolCalls FinishReason = "tool_calls"
)

// Delta is a piece of a reply. The last one has Finish set.
type Delta struct {
	Text string
	// Finish, ToolCalls, Usage and Model are set on the last delta only.
	Finish    FinishReason
	ToolCalls []ToolCall
	Usage     Usage
	// Model is the name of the model that replied, as configured.
	Model string
	// Endpoint is the host that replied, Price what it charges; set on every
	// delta by those that ask several endpoints.
	Endpoint string
	Price    Price
}

// Usage counts tokens as the endpoint reports them; zero when it does not.
type Usage struct {
	PromptTokens     int `json:"prompt_tokens"`
	CompletionTokens int `json:"completion_tokens"`
}

// Limits bound one call. The zero value of a field means its default.
type Limits struct {
	// FirstToken is the longest wait for the first token; 12 s.
	FirstToken time.Duration
	// Gap is the longest silence between two tokens; 10 s.
	Gap time.Duration
	// Total bounds the call with its retry; 45 s.
	Total time.Duration
	// Output bounds text and tool arguments together, in bytes; 32 KiB.
	Output int
	// RetryAfter is the longest an endpoint may make us wait; 2 s. One that
	// asks for more has failed: a visitor is waiting.
	RetryAfter time.Duration
}

// WithDefaults fills in what is zero.
func (l Limits) WithDefaults() Limits {
	if l.FirstToken == 0 {
		l.FirstToken = 12 * time.Second
	}
	if l.Gap == 0 {
		l.Gap = 10 * time.Second
	}
	if l.Total == 0 {
		l.Total = 45 * time.Second
	}
	if l.Output == 0 {
		l.Output = 32 << 10
	}
	if l.RetryAfter == 0 {
		l.RetryAfter = 2 * time.Second
	}
	return l
}

// Complete gathers a stream into one reply.
func Complete(ctx context.Context, c Chat, req Request) (Delta, error) {
	var whole Delta
	for d, err := range c.Stream(ctx, req) {
		if err != nil {
			return Delta{}, err
		}
		d.Text = whole.Text + d.Text
		whole = d
	}
	if whole.Finish == "" {
		return Delta{}, &Error{Reason: Cut}
	}
	return whole, nil
}
