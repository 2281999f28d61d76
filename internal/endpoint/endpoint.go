package endpoint

import (
	"math"
	"net"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/problem"
)

// Errors of this package.
var (
	// ErrNotFound: there is no such endpoint.
	ErrNotFound = problem.New(problem.NotFound, "endpoint_not_found")
	// ErrTooMany: as many endpoints as may be are stored.
	ErrTooMany = problem.New(problem.Invalid, "endpoint_too_many")
)

// most is how many endpoints may be stored: a turn has no time to ask more.
const most = 10

// Endpoint is one model at one address.
type Endpoint struct {
	// ID is the zero id for the endpoint of the server's configuration.
	ID uuid.UUID
	// Name is the operator's own, 1 to 80 characters.
	Name string
	// BaseURL is the address up to and without "/chat/completions".
	BaseURL string
	// Model is the name the endpoint knows it by.
	Model string
	// HasKey: a key is sent with each request.
	HasKey bool
	Price  llm.Price
	// Enabled endpoints are asked.
	Enabled bool
}

// Host is the endpoint's host and port, without the rest of its address.
func (e Endpoint) Host() string {
	u, err := url.Parse(e.BaseURL)
	if err != nil {
		return "?"
	}
	return u.Host
}

// samePlace reports whether a key given for one base URL may go to another: the
// host must be the same, and so must what keeps the key from being read on the way.
func samePlace(a, b string) bool {
	x, errX := url.Parse(a)
	y, errY := url.Parse(b)
	return errX == nil && errY == nil && x.Scheme == y.Scheme && x.Host == y.Host
}

// State is an endpoint with what it is doing now.
type State struct {
	Endpoint
	// Breaker is closed when all is well.
	Breaker llm.BreakerState
	// KeyUnreadable: the stored key was sealed with another master key; the
	// endpoint is not asked until it is given again.
	KeyUnreadable bool
	// Calls and Failed count since this node started.
	Calls, Failed int64
	// LastFailure is why the last call failed, "" if it did not; LastAt is
	// when the last call ended, zero if there was none.
	LastFailure llm.Reason
	LastAt      time.Time
	// FirstToken is how long the last good call took to its first token.
	FirstToken time.Duration
}

// Draft is what the operator enters.
type Draft struct {
	Name, BaseURL, Model string
	// Key is a new key; nil keeps the stored one, "" takes it away.
	Key     *string
	Price   llm.Price
	Enabled bool
}

// checked gives the draft in normal form, or a problem that names the field.
func (d Draft) checked() (Draft, error) {
	d.Name, d.Model = strings.TrimSpace(d.Name), strings.TrimSpace(d.Model)
	d.BaseURL = strings.TrimRight(strings.TrimSpace(d.BaseURL), "/")
	bad := func(field string) (Draft, error) {
		return Draft{}, problem.New(problem.Invalid, "setting_invalid", "field", field)
	}
	u, err := url.Parse(d.BaseURL)
	switch {
	case d.Name == "" || utf8.RuneCountInString(d.Name) > 80:
		return bad("name")
	case err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || len(d.BaseURL) > 500:
		return bad("base_url")
	case d.Model == "" || utf8.RuneCountInString(d.Model) > 200:
		return bad("model")
	case d.Key != nil && (len(*d.Key) > 4000 || strings.ContainsFunc(*d.Key, func(r rune) bool { return r < ' ' || r > '~' })):
		return bad("key")
	case !priceable(d.Price.Prompt) || !priceable(d.Price.Completion):
		return bad("price")
	}
	return d, nil
}

// priceable: no model costs a million dollars a million tokens.
func priceable(p float64) bool { return !math.IsNaN(p) && p >= 0 && p <= 1e6 }

// hostPort is the one address that an endpoint opens, though it may not be
// public.
func hostPort(base string) []string {
	u, err := url.Parse(base)
	if err != nil || u.Host == "" {
		return nil
	}
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return []string{net.JoinHostPort(u.Hostname(), port)}
}
