package action

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/firstlinehq/firstline/bot/action/mcp"
	"github.com/firstlinehq/firstline/bot/action/spec"
	"github.com/firstlinehq/firstline/internal/egress"
)

// Bounds of a request.
const (
	answerBytes = 256 << 10
	redirects   = 3
	readTries   = 2 // of a read; a write is sent once
)

// carryOut makes the request of a call that has passed the gates, within the
// action's time.
func (r *Runner) carryOut(ctx context.Context, c ready) Result {
	ctx, cancel := context.WithTimeout(ctx, time.Duration(c.action.Seconds)*time.Second)
	defer cancel()
	begun := time.Now()
	out := Result{Action: c.action, Inputs: redacted(c.action.Inputs, c.values)}
	var doc any
	var fault error
	if c.action.Tool != nil {
		doc, fault = r.callTool(ctx, c)
	} else {
		doc, out.Status, fault = r.send(ctx, c)
	}
	out.Took = time.Since(begun)
	out.Outcome = Done
	if fault != nil {
		out.Outcome, out.Reason = r.blame(ctx, c, fault)
		return out
	}
	out.Fields = spec.Map(c.action.Outputs, doc)
	return out
}

// failure is a fault of the other side with its short name.
type failure struct {
	reason Reason
	sent   bool // the other side may have carried it out
	absent bool // it says that there is no such thing
}

func (f *failure) Error() string { return "action: " + string(f.reason) }

// blame names a fault. What was sent and not answered is Unsure if it writes.
func (r *Runner) blame(ctx context.Context, c ready, fault error) (Outcome, Reason) {
	var f *failure
	if errors.Is(fault, spec.ErrPath) {
		return Refused, BadInputs
	}
	if !errors.As(fault, &f) {
		slog.WarnContext(ctx, "an action could not be carried out", "action", c.action.Name, "workspace", c.ws, "error", fault)
		return Failed, NoSecret
	}
	switch {
	case f.absent:
		return NotThere, f.reason
	case f.reason == Changed:
		return Refused, Changed
	case f.sent && c.action.Writes:
		return Unsure, f.reason
	}
	return Failed, f.reason
}

// send makes the HTTP request; a read that finds no connection or a busy
// server is made once more.
func (r *Runner) send(ctx context.Context, c ready) (doc any, status int, err error) {
	secrets, err := r.secretsOf(c.ws, c.action)
	if err != nil {
		return nil, 0, err
	}
	s, err := c.action.HTTP.Build(c.action.Inputs, c.values, secrets)
	if err != nil {
		return nil, 0, err
	}
	if c.action.Writes {
		s.Headers = append(s.Headers, spec.Header{Name: "Idempotency-Key", Value: c.key.String()})
		return r.once(ctx, s, c.action.Writes)
	}
	for try := 1; ; try++ {
		doc, status, err = r.once(ctx, s, false)
		var f *failure
		again := errors.As(err, &f) && (f.reason == Unreachable || f.reason == Broken || f.reason == Status && status >= 502 && status <= 504)
		if !again || try == readTries || ctx.Err() != nil {
			return doc, status, err
		}
	}
}

// once makes a request and reads its answer.
func (r *Runner) once(ctx context.Context, s spec.Sendable, writes bool) (doc any, status int, err error) {
	res, err := r.follow(ctx, s, writes)
	if err != nil {
		return nil, 0, err
	}
	defer res.Body.Close()
	switch {
	case res.StatusCode == http.StatusNotFound:
		return nil, res.StatusCode, &failure{reason: Status, absent: true}
	case res.StatusCode >= 300:
		return nil, res.StatusCode, &failure{reason: Status, sent: undecided(res.StatusCode)}
	}
	body, err := io.ReadAll(io.LimitReader(res.Body, answerBytes+1))
	switch {
	case err != nil:
		return nil, res.StatusCode, &failure{reason: named(ctx, Broken), sent: true}
	case len(body) > answerBytes:
		return nil, res.StatusCode, &failure{reason: TooLarge, sent: true}
	case len(strings.TrimSpace(string(body))) == 0:
		return nil, res.StatusCode, nil
	case !isJSON(res.Header.Get("Content-Type")):
		return nil, res.StatusCode, &failure{reason: NotJSON, sent: true}
	}
	if doc, err = spec.Decode(body); err != nil {
		return nil, res.StatusCode, &failure{reason: NotJSON, sent: true}
	}
	return doc, res.StatusCode, nil
}

// undecided are the statuses of a server, or of a gateway before it, that gave
// up on a request: it may have been carried out all the same.
func undecided(status int) bool {
	return status >= http.StatusInternalServerError || status == http.StatusRequestTimeout
}

// follow sends the request, and a read after redirects within its host: the
// secrets in its headers are for that host.
func (r *Runner) follow(ctx context.Context, s spec.Sendable, writes bool) (*http.Response, error) {
	for range redirects + 1 {
		req, err := s.Request(ctx)
		if err != nil {
			return nil, err
		}
		if writes {
			sentOnce(req)
		}
		res, err := r.http.Do(req)
		if err != nil {
			return nil, unsent(ctx, err)
		}
		if res.StatusCode < 300 || res.StatusCode > 399 || res.StatusCode == http.StatusNotModified {
			return res, nil
		}
		_ = res.Body.Close()
		to, err := req.URL.Parse(res.Header.Get("Location"))
		if err != nil || writes || s.Method != http.MethodGet || !sameOrigin(to, req.URL) {
			return nil, &failure{reason: Redirected, sent: writes}
		}
		s.URL = to.String()
	}
	return nil, &failure{reason: Redirected}
}

// sentOnce keeps net/http from sending a request anew when a connection that it
// had kept turns out to be dead: the key of idempotency makes it believe that
// this is harmless, and not every server looks at the key.
func sentOnce(req *http.Request) {
	req.GetBody = nil
	if req.Body == nil {
		req.Body = io.NopCloser(strings.NewReader(""))
	}
}

func sameOrigin(a, b *url.URL) bool {
	return a.Scheme == b.Scheme && strings.EqualFold(a.Host, b.Host) && a.User == nil
}

// unsent names why there is no answer. Only what failed before the connection
// stood is known not to have arrived.
func unsent(ctx context.Context, err error) error {
	var dial *net.OpError
	switch {
	case errors.Is(err, egress.ErrDenied), errors.Is(err, egress.ErrURL):
		return &failure{reason: Denied}
	case errors.As(err, &dial) && dial.Op == "dial":
		return &failure{reason: named(ctx, Unreachable)}
	}
	return &failure{reason: named(ctx, Broken), sent: true}
}

// named is why, or TooSlow if the time is over.
func named(ctx context.Context, why Reason) Reason {
	if ctx.Err() != nil {
		return TooSlow
	}
	return why
}

func isJSON(contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	return err == nil && (kind == "application/json" || strings.HasPrefix(kind, "application/") && strings.HasSuffix(kind, "+json"))
}

// callTool calls the tool of a server, if it is still the one that was
// reviewed; else it switches the action off.
func (r *Runner) callTool(ctx context.Context, c ready) (any, error) {
	server, err := r.serverFor(ctx, c.ws, c.action.Tool.Server)
	if err != nil {
		return nil, err
	}
	arguments := make(map[string]any, len(c.values))
	for _, in := range c.action.Inputs {
		if v, there := c.values[in.Name]; there {
			key := in.Key
			if key == "" {
				key = in.Name
			}
			arguments[key] = v
		}
	}
	raw, err := r.tools.Call(ctx, server, mcp.Invocation{Tool: c.action.Tool.Name, Hash: c.action.Tool.Hash, Arguments: arguments})
	switch {
	case errors.Is(err, mcp.ErrGone):
		return nil, errors.Join(&failure{reason: Changed}, r.switchOff(ctx, c, Vanished))
	case errors.Is(err, mcp.ErrChanged):
		return nil, errors.Join(&failure{reason: Changed}, r.switchOff(ctx, c, Altered))
	case errors.Is(err, mcp.ErrTool):
		return nil, &failure{reason: ToolError}
	case errors.Is(err, mcp.ErrTooLarge):
		return nil, &failure{reason: TooLarge, sent: true}
	case errors.Is(err, egress.ErrDenied):
		return nil, &failure{reason: Denied}
	case errors.Is(err, mcp.ErrNotReached):
		return nil, &failure{reason: named(ctx, Unreachable)}
	case err != nil:
		return nil, &failure{reason: named(ctx, Broken), sent: true}
	}
	var doc any
	if err := json.Unmarshal(raw, &doc); err != nil {
		return nil, &failure{reason: NotJSON, sent: true}
	}
	return doc, nil
}
