package egress

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"
)

// Errors of this package. They carry no address: the text may be shown to
// whoever typed it, and would map the inside for a stranger.
var (
	// ErrDenied: the address is not on the public internet.
	ErrDenied = errors.New("address is not allowed")
	// ErrURL: not an http or https address without user and password.
	ErrURL = errors.New("not a usable http or https address")
	// ErrTooLarge: the body is longer than the limit.
	ErrTooLarge = errors.New("response is too large")
	// ErrRedirects: more redirects than allowed.
	ErrRedirects = errors.New("too many redirects")
)

// Config says where a client may go.
type Config struct {
	// Private lists hosts with ports ("127.0.0.1:11434", "ollama:8080") that
	// may be reached though they are not public: the operator's own.
	Private []string
	// Redirects is how many are followed; 0 follows none and gives the
	// redirecting response.
	Redirects int
	// Dial bounds connecting (and again the TLS handshake); 0 means 3 s.
	Dial time.Duration
	// Total bounds a request including its body; 0 means no bound but the
	// request's context.
	Total time.Duration
	// Resolver looks names up; nil is the system's.
	Resolver *net.Resolver
}

// Client is an HTTP client that cannot be turned against the inside.
type Client struct {
	http      *http.Client
	transport *guard
}

// New makes a client.
func New(cfg Config) *Client {
	if cfg.Dial == 0 {
		cfg.Dial = 3 * time.Second
	}
	g := &guard{dialTime: cfg.Dial, resolver: cfg.Resolver, private: make(map[string]bool, len(cfg.Private))}
	for _, hp := range cfg.Private {
		g.private[strings.ToLower(hp)] = true
	}
	g.Transport = &http.Transport{
		Proxy:                  nil, // a proxy would dial for us, unguarded
		DialContext:            g.dial,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    cfg.Dial,
		ForceAttemptHTTP2:      true,
		MaxIdleConns:           64,
		MaxIdleConnsPerHost:    16,
		IdleConnTimeout:        90 * time.Second,
		MaxResponseHeaderBytes: 64 << 10,
	}
	c := &Client{transport: g}
	c.http = &http.Client{Transport: g, Timeout: cfg.Total, CheckRedirect: func(req *http.Request, via []*http.Request) error {
		switch {
		case cfg.Redirects == 0:
			return http.ErrUseLastResponse
		case len(via) > cfg.Redirects:
			return ErrRedirects
		}
		return nil
	}}
	return c
}

// Transport is the guarded transport, for libraries that bring their own client.
func (c *Client) Transport() http.RoundTripper { return c.transport }

// Do sends a request. The caller closes the body.
func (c *Client) Do(req *http.Request) (*http.Response, error) {
	res, err := c.http.Do(req)
	return res, withoutURL(err)
}

// Get fetches at most limit bytes; more is [ErrTooLarge]. The body of the
// response that is returned has been read and closed.
func (c *Client) Get(ctx context.Context, address string, limit int64) (*http.Response, []byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, nil, ErrURL
	}
	res, err := c.Do(req)
	if err != nil {
		return nil, nil, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, limit+1))
	if err != nil {
		return nil, nil, fmt.Errorf("read response: %w", err)
	}
	if int64(len(body)) > limit {
		return nil, nil, ErrTooLarge
	}
	return res, body, nil
}

// Close ends idle connections.
func (c *Client) Close() { c.transport.CloseIdleConnections() }

type guard struct {
	*http.Transport
	private  map[string]bool
	dialTime time.Duration
	resolver *net.Resolver
}

// RoundTrip implements http.RoundTripper.
func (g *guard) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := checkURL(req.URL); err != nil {
		return nil, err
	}
	return g.Transport.RoundTrip(req)
}

func checkURL(u *url.URL) error {
	if (u.Scheme != "http" && u.Scheme != "https") || u.Hostname() == "" || u.User != nil || u.Opaque != "" {
		return ErrURL
	}
	return nil
}

func (g *guard) dial(ctx context.Context, network, address string) (net.Conn, error) {
	forbidden := denied
	if g.private[strings.ToLower(address)] {
		forbidden = metadata
	}
	d := net.Dialer{Timeout: g.dialTime, Resolver: g.resolver, Control: func(_, address string, _ syscall.RawConn) error {
		ap, err := netip.ParseAddrPort(address)
		if err != nil || within(ap.Addr(), forbidden) {
			return ErrDenied
		}
		return nil
	}}
	return d.DialContext(ctx, network, address)
}

// withoutURL drops the address from an error: its query may hold a secret.
func withoutURL(err error) error {
	var inURL *url.Error
	if errors.As(err, &inURL) {
		if errors.Is(inURL.Err, ErrDenied) {
			return ErrDenied
		}
		return inURL.Err
	}
	return err
}
