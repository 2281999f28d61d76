package live

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net"
	"runtime/debug"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/gorilla/websocket"
	"golang.org/x/time/rate"

	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/problem"
)

// The clocks and sizes of a socket.
const (
	maxFrame      = 64 << 10         // bytes of one frame from a client
	helloWithin   = 5 * time.Second  // else 4408
	writeWithin   = 5 * time.Second  // a peer that takes longer for one frame is gone
	pingEvery     = 25 * time.Second // idle connections die in proxies after 60 s
	pongWithin    = 60 * time.Second
	kernelBuffer  = 64 << 10 // else a stalled reader absorbs megabytes in the kernel
	maxMalformed  = 20       // malformed frames before the socket is closed
	readBuffer    = 1 << 10
	pooledBuffer  = 4 << 10
	closingWithin = time.Second

	// For watch, unwatch and typing, which store nothing but cost a query or a
	// message on the bus. A console that comes back watches all it had open.
	signalsPerSecond = 20
	signalBurst      = 60
)

// Close codes of our own (4000–4999).
const (
	closeResync       = 4008 // too slow: come back with your cursor
	closeUnauthorized = 4401 // a visitor's token that is none or ran out: its client may forget it
	closeRevoked      = 4403 // session, role or membership ended
	closeNoHello      = 4408 // no hello in time or first: says nothing about the token, try again
)

// socket is what visitors' and agents' sockets share: one reader, one writer,
// a bounded queue between everybody else and the wire.
type socket struct {
	conn  *websocket.Conn
	queue *queue
	lang  string

	// stop ends the socket's context, with the close code as its cause.
	ctx  context.Context //nolint:containedctx // the socket's own life: the request's context ended with the upgrade
	stop context.CancelCauseFunc

	beside    sync.WaitGroup // what the reader started; ends with ctx
	malformed int            // by the reader only
	signals   *rate.Limiter  // frames that store nothing
}

// closing is why a socket ends, as the peer is told.
type closing struct {
	code int
	text string
}

func (c closing) Error() string { return c.text }

func newSocket(ctx context.Context, conn *websocket.Conn, lang string) *socket {
	s := &socket{conn: conn, queue: newQueue(), lang: lang, signals: rate.NewLimiter(signalsPerSecond, signalBurst)}
	s.ctx, s.stop = context.WithCancelCause(ctx)
	if tcp, ok := conn.NetConn().(*net.TCPConn); ok {
		_ = tcp.SetWriteBuffer(kernelBuffer)
	}
	conn.SetReadLimit(maxFrame)
	_ = conn.SetReadDeadline(time.Now().Add(helloWithin))
	return s
}

// greeted puts the socket in use. Until then neither pongs nor frames extend
// the time for hello, or a peer could hold a socket for ever without one.
func (s *socket) greeted() {
	alive := func(string) error { return s.conn.SetReadDeadline(time.Now().Add(pongWithin)) }
	s.conn.SetPongHandler(alive)
	_ = alive("")
}

// send queues a frame; a peer that is too slow for it is cut off.
func (s *socket) send(frame []byte) {
	if frame != nil && !s.queue.push(frame) {
		s.stop(closing{closeResync, "resync"})
	}
}

// sendValue queues a frame of ours.
func (s *socket) sendValue(v any) {
	raw, err := json.Marshal(v)
	if err != nil {
		slog.ErrorContext(s.ctx, "encode frame", "error", err)
		return
	}
	s.send(raw)
}

// run writes until the socket ends, then closes it. read runs beside it.
func (s *socket) run(read func()) {
	var reading sync.WaitGroup
	reading.Go(func() {
		defer s.stop(closing{websocket.CloseNormalClosure, ""})
		s.guard(read)
	})
	s.write()
	s.goodbye()
	_ = s.conn.Close() // ends the reader
	reading.Wait()
	s.beside.Wait()
}

// spawn runs f beside the reader; it must end with the socket's context. By
// the reader only.
func (s *socket) spawn(f func()) { s.beside.Go(func() { s.guard(f) }) }

// guard keeps a panic in one socket's goroutine from ending the process, and
// everybody else's socket with it: net/http recovers no goroutine of ours.
func (s *socket) guard(f func()) {
	defer func() {
		if p := recover(); p != nil {
			slog.ErrorContext(s.ctx, "socket panicked", "panic", p, "stack", string(debug.Stack()))
			s.stop(closing{websocket.CloseInternalServerErr, "internal"})
		}
	}()
	f()
}

func (s *socket) write() {
	ping := time.NewTicker(pingEvery)
	defer ping.Stop()
	for {
		select {
		case <-s.ctx.Done():
			return
		case <-ping.C:
			if err := s.conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(writeWithin)); err != nil {
				return
			}
		case <-s.queue.wake:
			frames, full := s.queue.take()
			if full {
				return
			}
			for _, f := range frames {
				_ = s.conn.SetWriteDeadline(time.Now().Add(writeWithin))
				if err := s.conn.WriteMessage(websocket.TextMessage, f); err != nil {
					return
				}
			}
		}
	}
}

// goodbye flushes what is queued where the end is orderly, and tells why.
func (s *socket) goodbye() {
	s.stop(nil)
	var why closing
	if !errors.As(context.Cause(s.ctx), &why) {
		why = closing{websocket.CloseGoingAway, ""}
	}
	within := time.Now().Add(closingWithin) // for all of it: a shutdown waits for every socket
	if why.code != closeResync {
		frames, _ := s.queue.take()
		_ = s.conn.SetWriteDeadline(within)
		for _, f := range frames {
			if s.conn.WriteMessage(websocket.TextMessage, f) != nil {
				return
			}
		}
	}
	_ = s.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(why.code, why.text), within)
}

// next reads one frame and its kind. ok is false when the socket has ended; a
// malformed frame has then been answered and kind is "".
func (s *socket) next() (kind string, raw []byte, ok bool) {
	messageType, raw, err := s.conn.ReadMessage()
	if err != nil {
		return "", nil, false
	}
	_ = s.conn.SetReadDeadline(time.Now().Add(pongWithin))
	var head struct {
		Kind string `json:"kind"`
	}
	switch {
	case messageType != websocket.TextMessage || !utf8.Valid(raw):
		s.refuse(problem.New(problem.Invalid, "body_not_utf8"), "")
	case json.Unmarshal(raw, &head) != nil || head.Kind == "":
		s.refuse(problem.New(problem.Invalid, "frame_malformed"), "")
	default:
		return head.Kind, raw, true
	}
	if s.malformed++; s.malformed > maxMalformed {
		s.stop(closing{websocket.ClosePolicyViolation, "too many malformed frames"})
		return "", nil, false
	}
	return "", nil, true
}

// decode reads a frame's fields; a wrong one is answered.
func (s *socket) decode(raw []byte, into any) bool {
	if err := json.Unmarshal(raw, into); err != nil {
		s.refuse(problem.Wrap(err, problem.Invalid, "frame_malformed"), "")
		return false
	}
	return true
}

// signalled spends one frame of the limit for those that store nothing; past
// it the frame is answered and dropped.
func (s *socket) signalled() bool {
	err := take(s.signals)
	if err != nil {
		s.refuse(err, "")
	}
	return err == nil
}

// refuse answers with an error frame in the caller's language. The cause of
// what is ours is logged and not told.
func (s *socket) refuse(err error, clientID string) {
	var known *problem.Error
	if !errors.As(err, &known) || known.Kind == problem.Internal {
		if s.ctx.Err() == nil {
			slog.ErrorContext(s.ctx, "frame failed", "error", err)
		}
		known = problem.New(problem.Internal, "internal")
	}
	out := Refused{Kind: "error", Code: known.Code, ClientID: clientID, Title: locale.Text(s.lang, "problem."+known.Code, known.Pairs()...)}
	if known.Kind == problem.RateLimited || known.Kind == problem.Unavailable {
		out.RetryAfter = 1
	}
	s.sendValue(out)
}
