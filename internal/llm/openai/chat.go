package openai

import (
	"context"
	"errors"
	"io"
	"iter"
	"math"
	"strings"
	"time"

	api "github.com/sashabaranov/go-openai"

	"github.com/firstlinehq/firstline/internal/llm"
)

// Chat streams replies of one model.
type Chat struct{ *client }

// NewChat checks cfg; it does not connect.
func NewChat(cfg Config) (*Chat, error) {
	c, err := newClient(cfg)
	if err != nil {
		return nil, err
	}
	return &Chat{c}, nil
}

// Open reports whether the breaker refuses calls at the moment.
func (c *Chat) Open() bool { return c.breaker.Open() }

// State is the breaker's.
func (c *Chat) State() llm.BreakerState { return c.breaker.State() }

// String names endpoint and model.
func (c *Chat) String() string { return c.cfg.String() }

// Stream implements [llm.Chat]. A call that failed before anything was yielded
// is tried once more.
func (c *Chat) Stream(ctx context.Context, req llm.Request) iter.Seq2[llm.Delta, error] {
	return func(yield func(llm.Delta, error) bool) {
		ctx, cancel := context.WithTimeoutCause(ctx, c.limits.Total, errTotal)
		defer cancel()
		for try := 1; ; try++ {
			r := &reply{yield: yield}
			err := c.attempt(ctx, "chat", func(ctx context.Context, call *Call) error {
				return c.stream(ctx, req, r, call)
			})
			if err == nil || r.stopped {
				return
			}
			if r.shown || try == 2 || !c.pause(ctx, err) {
				yield(llm.Delta{}, err)
				return
			}
		}
	}
}

// reply is what one attempt has brought so far.
type reply struct {
	yield   func(llm.Delta, error) bool
	shown   bool // something was yielded: no second try
	stopped bool // the consumer broke off
	bytes   int
	finish  api.FinishReason
	calls   []llm.ToolCall
	usage   llm.Usage
}

// usageGrace is how long a finished reply may take to bring its usage.
const usageGrace = time.Second

func (c *Chat) stream(ctx context.Context, req llm.Request, r *reply, call *Call) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	ctx, note := noteResponse(ctx, true)
	start := time.Now()
	watch := time.AfterFunc(c.limits.FirstToken, func() { cancel(errNoFirstToken) })
	defer func() { watch.Stop() }()

	stream, err := c.api.CreateChatCompletionStream(ctx, c.request(req))
	if err != nil {
		return c.failure(ctx, note, err)
	}
	defer stream.Close() //nolint:errcheck // reading is over
	for {
		chunk, err := stream.Recv()
		if err != nil {
			if r.finish != "" {
				break // the reply is whole; only what follows it was lost
			}
			if errors.Is(err, io.EOF) {
				err = &llm.Error{Reason: llm.Cut, Endpoint: c.host, Model: c.cfg.Model}
			}
			return c.failure(ctx, note, err)
		}
		if chunk.Usage != nil {
			r.usage = llm.Usage{PromptTokens: chunk.Usage.PromptTokens, CompletionTokens: chunk.Usage.CompletionTokens}
		}
		if len(chunk.Choices) == 0 || r.finish != "" {
			continue
		}
		if isToken(chunk.Choices[0].Delta) {
			if call.FirstToken == 0 {
				call.FirstToken = time.Since(start)
			}
			watch.Stop()
			watch = time.AfterFunc(c.limits.Gap, func() { cancel(errSilence) })
		}
		if err := c.take(r, chunk.Choices[0]); err != nil || r.stopped {
			return err
		}
		if r.finish != "" {
			watch.Stop()
			watch = time.AfterFunc(usageGrace, func() { cancel(errSilence) })
		}
	}
	call.Usage = r.usage
	return c.end(r)
}

// isToken reports whether a delta shows that the model is at work; a model's
// reasoning does, an empty frame that keeps the connection open does not.
func isToken(d api.ChatCompletionStreamChoiceDelta) bool {
	return d.Content != "" || d.ReasoningContent != "" || len(d.ToolCalls) > 0
}

func (c *Chat) take(r *reply, choice api.ChatCompletionStreamChoice) error {
	r.bytes += len(choice.Delta.Content)
	for _, t := range choice.Delta.ToolCalls {
		r.bytes += len(t.Function.Name) + len(t.Function.Arguments) + len(t.ID)
	}
	if r.bytes > c.limits.Output {
		return c.fail(llm.TooMuch)
	}
	for _, t := range choice.Delta.ToolCalls {
		if err := c.takeCall(r, t); err != nil {
			return err
		}
	}
	r.finish = choice.FinishReason
	if text := choice.Delta.Content; text != "" {
		r.shown = true
		r.stopped = !r.yield(llm.Delta{Text: text}, nil)
	}
	return nil
}

// maxToolCalls bounds the calls of one reply (guarantee: at most five a turn).
const maxToolCalls = 5

// takeCall gathers a tool call, which comes in pieces that carry its index.
func (c *Chat) takeCall(r *reply, t api.ToolCall) error {
	i := len(r.calls)
	if t.Index != nil {
		i = *t.Index
	}
	if i < 0 || i > len(r.calls) || i >= maxToolCalls {
		return c.fail(llm.NotAReply)
	}
	if i == len(r.calls) {
		r.calls = append(r.calls, llm.ToolCall{})
	}
	call := &r.calls[i]
	call.ID += t.ID
	call.Name += t.Function.Name
	call.Arguments += t.Function.Arguments
	return nil
}

func (c *Chat) end(r *reply) error {
	last := llm.Delta{Usage: r.usage, Model: c.cfg.Model}
	switch {
	case r.finish == api.FinishReasonToolCalls, r.finish == api.FinishReasonStop && len(r.calls) > 0:
		if len(r.calls) == 0 {
			return c.fail(llm.NotAReply)
		}
		last.Finish, last.ToolCalls = llm.FinishToolCalls, r.calls
	case r.finish == api.FinishReasonStop:
		last.Finish = llm.FinishStop
	default:
		return c.fail(llm.Incomplete)
	}
	r.shown = true
	r.stopped = !r.yield(last, nil)
	return nil
}

func (c *Chat) fail(reason llm.Reason) error {
	return &llm.Error{Reason: reason, Endpoint: c.host, Model: c.cfg.Model}
}

func (c *Chat) request(req llm.Request) api.ChatCompletionRequest {
	out := api.ChatCompletionRequest{
		Model:         c.cfg.Model,
		StreamOptions: &api.StreamOptions{IncludeUsage: true},
	}
	// go-openai itself refuses temperature and max_tokens for these.
	if reasons(c.cfg.Model) {
		out.MaxCompletionTokens = req.MaxTokens
	} else {
		out.MaxTokens = req.MaxTokens
		if req.Temperature != nil {
			// The library leaves a plain zero out of the request.
			out.Temperature = max(*req.Temperature, math.SmallestNonzeroFloat32)
		}
	}
	for _, m := range req.Messages {
		out.Messages = append(out.Messages, message(m))
	}
	for _, t := range req.Tools {
		out.Tools = append(out.Tools, api.Tool{Type: api.ToolTypeFunction, Function: &api.FunctionDefinition{
			Name: t.Name, Description: t.Description, Parameters: t.Parameters,
		}})
	}
	if req.JSON != nil {
		out.ResponseFormat = &api.ChatCompletionResponseFormat{
			Type:       api.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &api.ChatCompletionResponseFormatJSONSchema{Name: req.JSON.Name, Schema: req.JSON.Schema, Strict: true},
		}
	}
	return out
}

func message(m llm.Message) api.ChatCompletionMessage {
	out := api.ChatCompletionMessage{Role: string(m.Role), Content: m.Text, ToolCallID: m.ToolCallID}
	for _, t := range m.ToolCalls {
		out.ToolCalls = append(out.ToolCalls, api.ToolCall{
			ID: t.ID, Type: api.ToolTypeFunction, Function: api.FunctionCall{Name: t.Name, Arguments: t.Arguments},
		})
	}
	return out
}

func reasons(model string) bool {
	for _, prefix := range []string{"o1", "o3", "o4", "gpt-5", "gpt-6"} {
		if strings.HasPrefix(model, prefix) {
			return true
		}
	}
	return false
}
