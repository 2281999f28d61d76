package openai

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	api "github.com/sashabaranov/go-openai"

	"github.com/firstlinehq/firstline/internal/llm"
)

// Config is one model at one endpoint.
type Config struct {
	// BaseURL is the address up to and without "/chat/completions", for
	// example "http://127.0.0.1:11434/v1".
	BaseURL string
	// Key is sent as a bearer token; empty sends none.
	Key string
	// Model is the name the endpoint knows it by.
	Model string
	// Transport makes the connections: the guarded one of internal/egress.
	Transport http.RoundTripper
	// Limits bound a call; zero fields take their defaults.
	Limits llm.Limits
	// Observe, when set, is told of every call. It must not block.
	Observe func(Call)
}

// String names endpoint and model and keeps the key to itself.
func (c Config) String() string { return fmt.Sprintf("%s at %s", c.Model, hostOf(c.BaseURL)) }

// GoString keeps %#v from printing the key.
func (c Config) GoString() string { return c.String() }

// Call is what happened in one call, for metrics.
type Call struct {
	Endpoint, Model string
	// Operation is "chat", "embed" or "rerank".
	Operation string
	// Reason is "" for success.
	Reason llm.Reason
	// Took is the whole time, FirstToken the time to the first token (chat).
	Took, FirstToken time.Duration
	Usage            llm.Usage
}

// client is what chat, embedder and reranker share.
type client struct {
	cfg     Config
	host    string
	limits  llm.Limits
	api     *api.Client
	http    *http.Client
	breaker *llm.Breaker
}

func newClient(cfg Config) (*client, error) {
	u, err := url.Parse(cfg.BaseURL)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.User != nil {
		return nil, errors.New("model endpoint: want an http or https address without user and password")
	}
	if cfg.Model == "" {
		return nil, fmt.Errorf("model endpoint %s: no model name", u.Host)
	}
	if cfg.Transport == nil {
		return nil, errors.New("model endpoint: no transport")
	}
	limits := cfg.Limits.WithDefaults()
	hc := &http.Client{
		Transport: &boundedTransport{next: cfg.Transport, limits: limits},
		// An endpoint that redirects is not the one that was configured, and
		// the key must not follow it.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	ac := api.DefaultConfig(cfg.Key)
	ac.BaseURL = strings.TrimRight(cfg.BaseURL, "/")
	ac.HTTPClient = hc
	return &client{
		cfg: cfg, host: u.Host, limits: limits,
		api: api.NewClientWithConfig(ac), http: hc, breaker: new(llm.Breaker),
	}, nil
}

// attempt runs one call under the breaker and reports it.
func (c *client) attempt(ctx context.Context, operation string, do func(context.Context, *Call) error) error {
	if !c.breaker.Allow() {
		return &llm.Error{Reason: llm.CircuitOpen, Endpoint: c.host, Model: c.cfg.Model}
	}
	call := Call{Endpoint: c.host, Model: c.cfg.Model, Operation: operation, Reason: llm.Cancelled}
	start := time.Now()
	defer func() { // also after a panic in the consumer of a stream
		c.breaker.Done(tellsOnEndpoint(call.Reason), call.Reason != llm.Cancelled && call.Reason != llm.Refused)
		call.Took = time.Since(start)
		if c.cfg.Observe != nil {
			c.cfg.Observe(call)
		}
	}()
	err := do(ctx, &call)
	call.Reason = llm.ReasonOf(err)
	return err
}

// tellsOnEndpoint reports whether a failure is the endpoint's: a caller that
// gave up or asked for nonsense says nothing about it.
func tellsOnEndpoint(r llm.Reason) bool {
	switch r {
	case "", llm.Cancelled, llm.Refused, llm.Incomplete:
		return false
	}
	return true
}

// pause waits as long as the endpoint asked, within the limit, and reports
// whether another try makes sense.
func (c *client) pause(ctx context.Context, err error) bool {
	var e *llm.Error
	if !errors.As(err, &e) || !llm.Retryable(err) || e.RetryAfter > c.limits.RetryAfter {
		return false
	}
	wait := time.NewTimer(max(e.RetryAfter, c.limits.RetryAfter/20))
	defer wait.Stop()
	select {
	case <-wait.C:
		return true
	case <-ctx.Done():
		return false
	}
}

func hostOf(base string) string {
	u, err := url.Parse(base)
	if err != nil {
		return "?"
	}
	return u.Host
}
