package mcp

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"

	"github.com/firstlinehq/firstline/internal/egress"
)

// wire carries one session: it adds the token, counts the bytes that come, and
// ends every request with the session's time. The SDK detaches its requests
// from the context that it is called with.
type wire struct {
	under  http.RoundTripper
	until  context.Context //nolint:containedctx // of the session, which the SDK does not pass on
	server Server
	left   atomic.Int64
	denied atomic.Bool
}

// RoundTrip implements http.RoundTripper.
func (w *wire) RoundTrip(req *http.Request) (*http.Response, error) {
	if !sameOrigin(req.URL, w.server.URL) {
		w.denied.Store(true)
		return nil, egress.ErrDenied
	}
	ctx, cancel := context.WithCancel(req.Context())
	stop := context.AfterFunc(w.until, cancel)
	req = req.Clone(ctx)
	if w.server.Token != "" {
		req.Header.Set("Authorization", "Bearer "+w.server.Token)
	}
	res, err := w.under.RoundTrip(req)
	if err != nil {
		if errors.Is(err, egress.ErrDenied) || errors.Is(err, egress.ErrURL) {
			w.denied.Store(true)
		}
		stop()
		cancel()
		return nil, err
	}
	res.Body = &counted{res.Body, w, func() { stop(); cancel() }}
	return res, nil
}

func sameOrigin(u *url.URL, server string) bool {
	s, err := url.Parse(server)
	return err == nil && u.Scheme == s.Scheme && strings.EqualFold(u.Host, s.Host)
}

// over reports whether the session's bytes are used up.
func (w *wire) over() bool { return w.left.Load() < 0 }

// say is why a session came to nothing before anything was called.
func (w *wire) say(error) error {
	switch {
	case w.denied.Load():
		return egress.ErrDenied
	case w.over():
		return ErrTooLarge
	}
	return ErrNotReached
}

type counted struct {
	io.ReadCloser
	wire *wire
	done func()
}

// Read implements io.Reader.
func (c *counted) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	if c.wire.left.Add(-int64(n)) < 0 {
		return 0, errFull
	}
	return n, err
}

// Close implements io.Closer.
func (c *counted) Close() error {
	defer c.done()
	return c.ReadCloser.Close()
}
