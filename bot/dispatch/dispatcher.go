package dispatch

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/postgres"
)

const (
	// turnTime bounds a turn from its claim.
	turnTime = 50 * time.Second
	// nudged is how many turns start at once on this node without a job; more
	// than that wait for their jobs, which are bounded.
	nudged = 64
	// drainTime is how long turns may go on after the order to stop. One that is
	// cut off is taken again by another node when its lease is over.
	drainTime = 8 * time.Second
)

// Parts are what a dispatcher works with.
type Parts struct {
	DB            *postgres.DB
	Conversations *conversation.Store
	Queue         *handoff.Queue
	Jobs          *jobs.Client
	// Turn answers the messages of a claim. nil means that they are settled, by
	// this turn or by others; after an error the turn is tried again.
	Turn func(context.Context, conversation.Claim) error
}

// Dispatcher has turns begun.
type Dispatcher struct {
	parts   Parts
	running running
	slots   chan struct{}

	mu      sync.Mutex // protects ctx
	ctx     context.Context
	started sync.WaitGroup
}

// New makes a dispatcher. Turns that are nudged run only while [Dispatcher.Run]
// does; jobs run with their queue.
func New(parts Parts) *Dispatcher {
	return &Dispatcher{parts: parts, slots: make(chan struct{}, nudged)}
}

// Run lets nudged turns start and looks after stalled ones until ctx ends;
// then it waits for the turns under way.
func (d *Dispatcher) Run(ctx context.Context) error {
	turns, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	d.setContext(turns)
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			d.setContext(nil)
			d.drain(stop)
			return nil
		case <-tick.C:
			if err := d.Sweep(ctx); err != nil && ctx.Err() == nil {
				slog.WarnContext(ctx, "looking for stalled turns failed; the next look finds them", "error", err)
			}
		}
	}
}

func (d *Dispatcher) drain(stop context.CancelFunc) {
	late := time.AfterFunc(drainTime, stop)
	defer late.Stop()
	d.started.Wait()
}

func (d *Dispatcher) setContext(ctx context.Context) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.ctx = ctx
}

// Nudge starts the turn of a conversation at once. It never blocks; a nudge
// that is lost costs the job's latency and nothing else.
func (d *Dispatcher) Nudge(ref conversation.Ref) {
	select {
	case d.slots <- struct{}{}:
	default:
		return
	}
	d.mu.Lock()
	ctx := d.ctx
	if ctx != nil {
		d.started.Add(1)
	}
	d.mu.Unlock()
	if ctx == nil {
		<-d.slots
		return
	}
	go func() {
		defer func() {
			<-d.slots
			d.started.Done()
		}()
		defer recoverTurn(ctx, ref)
		if _, err := d.take(ctx, ref); err != nil && ctx.Err() == nil {
			slog.WarnContext(ctx, "a turn failed; its job tries again", "conversation", ref.ID, "error", err)
		}
	}()
}

// recoverTurn keeps a panic in one turn from ending the process; the job or
// the sweep takes the turn again.
func recoverTurn(ctx context.Context, ref conversation.Ref) {
	if v := recover(); v != nil {
		slog.ErrorContext(ctx, "a turn panicked", "conversation", ref.ID, "panic", v)
	}
}

// Answer takes the turn of a conversation at once and waits for its end; without
// anything to answer it does nothing. It is for rehearsals: live turns are
// nudged, or come with their job.
func (d *Dispatcher) Answer(ctx context.Context, ref conversation.Ref) error {
	_, err := d.take(ctx, ref)
	return err
}

// take claims the conversation's unanswered messages and has them answered.
// taken is false when there was nothing to claim. An error means that the turn
// should be tried again; its claim is given back then.
func (d *Dispatcher) take(ctx context.Context, ref conversation.Ref) (taken bool, err error) {
	claim, ok, err := d.parts.Conversations.ClaimTurn(ctx, ref)
	if err != nil || !ok {
		return false, err
	}
	end := d.running.begin(ref)
	defer end()
	ctx, stop := context.WithTimeout(ctx, turnTime)
	defer stop()
	if err = d.parts.Turn(ctx, claim); err == nil {
		return true, nil
	}
	if releaseErr := d.parts.Conversations.ReleaseClaim(context.WithoutCancel(ctx), claim); releaseErr != nil {
		err = errors.Join(err, fmt.Errorf("release claim: %w", releaseErr))
	}
	return true, fmt.Errorf("take turn: %w", err)
}
