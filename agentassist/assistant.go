package agentassist

import (
	"context"
	"errors"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/agentassist/internal/db"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/sentiment"
)

// Clocks of a draft, ordered: the model's part ends before the draft does, and
// the draft before its job.
const (
	modelTime = 12 * time.Second
	draftTime = 20 * time.Second
	jobTime   = 30 * time.Second
	// drainTime is how long drafts may go on after the order to stop.
	drainTime = 3 * time.Second
)

// atOnce is how many drafts one node makes at a time. They help, and must not
// keep messages from being stored: those that find no place wait for their job.
const atOnce = 1

// Parts are what the assistant works with.
type Parts struct {
	DB            *postgres.DB
	Conversations *conversation.Store
	Library       *knowledge.Library
	Moods         *sentiment.Store
	Jobs          *jobs.Client
	// Chat writes drafts; nil makes them from articles and prepared texts.
	Chat llm.Chat
}

// Assistant suggests replies to agents.
type Assistant struct {
	Parts
	slots    chan struct{}
	flights  flights
	switches switches
	shelf    shelf

	mu      sync.Mutex // protects ctx
	ctx     context.Context
	started sync.WaitGroup
}

// New makes an assistant. Nudged drafts run only while [Assistant.Run] does;
// jobs run with their queue.
func New(parts Parts) *Assistant {
	return &Assistant{Parts: parts, slots: make(chan struct{}, atOnce)}
}

// Run lets nudged drafts start until ctx ends; then it waits for those under
// way.
func (a *Assistant) Run(ctx context.Context) error {
	drafts, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	a.setContext(drafts)
	<-ctx.Done()
	a.setContext(nil)
	late := time.AfterFunc(drainTime, stop)
	defer late.Stop()
	a.started.Wait()
	return nil
}

func (a *Assistant) setContext(ctx context.Context) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.ctx = ctx
}

// Nudge starts the draft for a conversation at once, without waiting for its
// job. It never blocks; a nudge that finds no place is made good by the job.
func (a *Assistant) Nudge(ref conversation.Ref) {
	a.mu.Lock()
	ctx := a.ctx
	if ctx != nil {
		a.started.Add(1)
	}
	a.mu.Unlock()
	if ctx == nil {
		return
	}
	go func() {
		defer a.started.Done()
		defer func() {
			if v := recover(); v != nil {
				slog.ErrorContext(ctx, "a draft panicked", "conversation", ref.ID, "panic", v, "trace", string(debug.Stack()))
			}
		}()
		end, err := a.flights.begin(ctx, ref)
		if err != nil {
			return // told to stop; the job is left
		}
		defer end()
		err = a.draft(ctx, ref)
		if err != nil && !errors.Is(err, errBusy) && ctx.Err() == nil {
			slog.WarnContext(ctx, "drafting suggestions failed; the job tries again", "conversation", ref.ID, "error", err)
		}
	}()
}

// offFor is how old the answer to "is assist switched off?" may be: the switch
// is asked for with every visitor message and moved once a year.
const offFor = 5 * time.Second

// switches remembers which workspaces have assist switched off.
type switches struct {
	mu    sync.Mutex // protects known
	known map[uuid.UUID]switched
}

type switched struct {
	off bool
	at  time.Time
}

func (s *switches) get(ws uuid.UUID, now time.Time) (off, fresh bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	k, ok := s.known[ws]
	return k.off, ok && now.Sub(k.at) < offFor
}

func (s *switches) put(ws uuid.UUID, off bool, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known == nil || len(s.known) > 10_000 {
		s.known = make(map[uuid.UUID]switched)
	}
	s.known[ws] = switched{off: off, at: now}
}

func (a *Assistant) offTx(ctx context.Context, tx *postgres.Tx) (bool, error) {
	now := time.Now()
	if off, fresh := a.switches.get(tx.Workspace(), now); fresh {
		return off, nil
	}
	off, err := db.New(tx).AssistOff(ctx, tx.Workspace())
	if err != nil {
		return false, wrap("read whether assist is off", err)
	}
	a.switches.put(tx.Workspace(), off, now)
	return off, nil
}
