package openai

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"time"

	"github.com/firstlinehq/firstline/internal/llm"
)

// An event stream spends up to some 300 bytes of frame on a token of four, so
// the raw bytes may be many times the output; a line holds one delta.
const (
	rawPerOutput = 128
	maxLine      = 256 << 10
	maxErrorBody = 64 << 10
	maxJSONBody  = 64 << 20 // vectors of a batch
)

var (
	errLineTooLong = errors.New("a line is too long")
	errTooManyRaw  = errors.New("too many bytes")
	errWrongType   = errors.New("not the content type asked for")
)

// response is what the transport saw of a response, for the error that may be
// made of it: go-openai's own errors drop Retry-After and keep bodies.
type response struct {
	status     int
	retryAfter time.Duration
	stream     bool // the caller wants server-sent events
}

type responseKey struct{}

func noteResponse(ctx context.Context, stream bool) (context.Context, *response) {
	r := &response{stream: stream}
	return context.WithValue(ctx, responseKey{}, r), r
}

// boundedTransport bounds what a response may bring.
type boundedTransport struct {
	next   http.RoundTripper
	limits llm.Limits
}

// RoundTrip implements http.RoundTripper.
func (t *boundedTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	res, err := t.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	note, _ := req.Context().Value(responseKey{}).(*response)
	if note == nil {
		note = new(response)
	}
	note.status = res.StatusCode
	note.retryAfter = parseRetryAfter(res.Header.Get("Retry-After"), time.Now())
	if res.StatusCode > http.StatusOK && res.StatusCode < 400 {
		// go-openai would read the body of a redirect as a reply.
		_ = res.Body.Close()
		return nil, fmt.Errorf("%w: HTTP %d", errWrongType, res.StatusCode)
	}
	if res.StatusCode != http.StatusOK {
		res.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(res.Body, maxErrorBody), res.Body}
		return res, nil
	}
	kind, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type"))
	// A proxy's sign-in page comes with 200; and JSON where a stream was asked
	// for is an endpoint that cannot stream.
	if kind == "text/html" || (note.stream && kind == "application/json") {
		_ = res.Body.Close()
		return nil, fmt.Errorf("%w: %s", errWrongType, kind)
	}
	bound := &boundedBody{ReadCloser: res.Body, left: maxJSONBody}
	if note.stream {
		bound.left, bound.lines = int64(t.limits.Output)*rawPerOutput, true
	}
	res.Body = bound
	return res, nil
}

// boundedBody fails a body that is too long, or one with a line that is:
// go-openai collects a line of any length in memory.
type boundedBody struct {
	io.ReadCloser
	left  int64
	lines bool
	line  int
}

// Read implements io.Reader.
func (b *boundedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, errTooManyRaw
	}
	if !b.lines {
		return n, err
	}
	for _, c := range p[:n] {
		if b.line++; c == '\n' {
			b.line = 0
		}
		if b.line > maxLine {
			return 0, errLineTooLong
		}
	}
	return n, err
}

// parseRetryAfter reads seconds or an HTTP date (RFC 9110 §10.2.3); what is
// neither, or lies in the past, is 0.
func parseRetryAfter(v string, now time.Time) time.Duration {
	if v == "" {
		return 0
	}
	if s, err := strconv.ParseFloat(v, 64); err == nil {
		const longest = 24 * time.Hour // beyond it the figure means nothing, and would overflow
		if s > longest.Seconds() {
			return longest
		}
		return max(0, time.Duration(s*float64(time.Second)))
	}
	if at, err := http.ParseTime(v); err == nil {
		return max(0, at.Sub(now))
	}
	return 0
}
