package live

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/gorilla/websocket"
	"golang.org/x/time/rate"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/frontdesk"
	"github.com/firstlinehq/firstline/internal/locale"
)

// Config bounds what sockets may do.
type Config struct {
	// MessagesPerSecond and Burst bound one visitor's messages; agents may send
	// ten times as many. Defaults 5 and 20.
	MessagesPerSecond float64
	Burst             int
	// MaxPerIP bounds the open sockets of one address; 0 means 2,000 (an office
	// or a mobile carrier may share one).
	MaxPerIP int
}

// Deps are the parts that sockets call.
type Deps struct {
	Desk          *frontdesk.Desk
	Accounts      *account.Store
	Conversations *conversation.Store
	// SessionToken reads the agent's session from a request.
	SessionToken func(*http.Request) string
	// ClientIP is the caller's address, as far as proxies are trusted.
	ClientIP func(*http.Request) string
}

// Hub owns the open sockets of this node.
type Hub struct {
	Deps
	cfg      Config
	upgrader websocket.Upgrader

	ctx  context.Context //nolint:containedctx // the life of all sockets: net/http ends a request's context at the upgrade
	stop context.CancelCauseFunc
	open sync.WaitGroup

	visitors, agents atomic.Int64
	here             roster // visitors with a tab open

	mu     sync.Mutex // protects the maps; held for map work only
	closed bool
	byIP   map[string]int
	staff  map[*agentSocket]struct{}
}

// NewHub makes a hub without sockets.
func NewHub(cfg Config, deps Deps) *Hub {
	if cfg.MessagesPerSecond == 0 {
		cfg.MessagesPerSecond, cfg.Burst = 5, 20
	}
	if cfg.MaxPerIP == 0 {
		cfg.MaxPerIP = 2000
	}
	h := &Hub{
		Deps: deps, cfg: cfg, byIP: make(map[string]int), staff: make(map[*agentSocket]struct{}),
		upgrader: websocket.Upgrader{
			ReadBufferSize: readBuffer, WriteBufferSize: pooledBuffer, WriteBufferPool: &sync.Pool{},
			EnableCompression: false, // with it the read limit counts compressed bytes
			// Origins are checked before the upgrade, by kind of socket.
			CheckOrigin: func(*http.Request) bool { return true },
		},
	}
	h.ctx, h.stop = context.WithCancelCause(context.Background())
	return h
}

// Counts are the open sockets of this node.
func (h *Hub) Counts() (visitors, agents int64) { return h.visitors.Load(), h.agents.Load() }

// Run keeps presence fresh until ctx ends, then tells every socket to come
// back elsewhere and waits for them.
func (h *Hub) Run(ctx context.Context) error {
	h.renewPresence(ctx)
	<-ctx.Done()
	h.mu.Lock()
	h.closed = true
	h.mu.Unlock()
	h.stop(closing{websocket.CloseServiceRestart, "restart"})
	h.open.Wait()
	return nil
}

// ServeVisitor upgrades a visitor's request. The socket outlives the request.
func (h *Hub) ServeVisitor(w http.ResponseWriter, r *http.Request) {
	// A native app sends no Origin; a browser's must be our own, because the
	// widget's frame is served from here.
	if r.Header.Get("Origin") != "" && !sameOrigin(r) {
		http.Error(w, locale.Text(locale.Negotiate(r.Header.Get("Accept-Language")), "problem.origin_forbidden"), http.StatusForbidden)
		return
	}
	h.serve(w, r, &h.visitors, func(s *socket) { h.newVisitorSocket(s).read() })
}

// ServeAgent upgrades an agent's request. The cookie says who it is, so the
// Origin must be there and ours.
func (h *Hub) ServeAgent(w http.ResponseWriter, r *http.Request) {
	lang := locale.Negotiate(r.Header.Get("Accept-Language"))
	if !sameOrigin(r) {
		http.Error(w, locale.Text(lang, "problem.origin_forbidden"), http.StatusForbidden)
		return
	}
	token := h.SessionToken(r)
	agent, memberships, err := h.Accounts.AgentBySession(r.Context(), token)
	if err != nil {
		http.Error(w, locale.Text(lang, "problem.session_required"), http.StatusUnauthorized)
		return
	}
	h.serve(w, r, &h.agents, func(s *socket) { h.newAgentSocket(s, token, agent, memberships).read() })
}

// serve upgrades and returns: net/http's buffers are released, and a new
// goroutine, counted, lives with the socket.
func (h *Hub) serve(w http.ResponseWriter, r *http.Request, count *atomic.Int64, read func(*socket)) {
	ip := h.ClientIP(r)
	if !h.enter(ip) {
		w.Header().Set("Retry-After", "5")
		http.Error(w, http.StatusText(http.StatusServiceUnavailable), http.StatusServiceUnavailable)
		return
	}
	conn, err := h.upgrader.Upgrade(w, r, nil)
	if err != nil { // the upgrader has answered
		h.leave(ip)
		return
	}
	s := newSocket(h.ctx, conn, locale.Negotiate(r.Header.Get("Accept-Language")))
	count.Add(1)
	go func() {
		defer h.leave(ip)
		defer count.Add(-1)
		s.run(func() { read(s) })
	}()
}

// enter counts a socket in, unless the hub is closing or its address has too many.
func (h *Hub) enter(ip string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed || h.byIP[ip] >= h.cfg.MaxPerIP {
		return false
	}
	h.byIP[ip]++
	h.open.Add(1)
	return true
}

func (h *Hub) leave(ip string) {
	h.mu.Lock()
	if h.byIP[ip]--; h.byIP[ip] <= 0 {
		delete(h.byIP, ip)
	}
	h.mu.Unlock()
	h.open.Done()
}

func (h *Hub) limiter(times float64) *rate.Limiter {
	return rate.NewLimiter(rate.Limit(h.cfg.MessagesPerSecond*times), int(float64(h.cfg.Burst)*times))
}

// sameOrigin: the page that opens the socket was served from this host.
func sameOrigin(r *http.Request) bool {
	origin, err := url.Parse(r.Header.Get("Origin"))
	return err == nil && origin.Host != "" && strings.EqualFold(origin.Host, r.Host) &&
		(origin.Scheme == "http" || origin.Scheme == "https")
}
