package llm

import (
	"sync"
	"time"
)

// When a breaker opens, and for how long.
const (
	breakerWindow = 30 * time.Second
	breakerFewest = 10 // calls in the window before the share means anything
	breakerRest   = 15 * time.Second
)

// Breaker stops asking an endpoint that fails: at least half of at least ten
// calls within 30 s open it for 15 s, then one call probes. The zero value is
// closed. One breaker serves one endpoint and model.
type Breaker struct {
	mu      sync.Mutex // protects everything below; never held over a call
	calls   []breakerCall
	openTil time.Time
	probing bool
}

type breakerCall struct {
	at     time.Time
	failed bool
}

// Allow reports whether a call may be made now. Whoever is allowed must call
// Done afterwards.
func (b *Breaker) Allow() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.openTil.IsZero() {
		return true
	}
	if b.probing || time.Now().Before(b.openTil) {
		return false
	}
	b.probing = true
	return true
}

// Done records how an allowed call ended. A call that its caller gave up says
// nothing about the endpoint: pass failed as false and counted as false.
func (b *Breaker) Done(failed, counted bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := time.Now()
	if b.probing {
		b.probing = false
		switch {
		case failed:
			b.openTil = now.Add(breakerRest)
		case counted:
			b.openTil, b.calls = time.Time{}, nil
		}
		return
	}
	if !counted || !b.openTil.IsZero() {
		return // a straggler from before it opened decides nothing
	}
	b.calls = append(b.calls, breakerCall{now, failed})
	for len(b.calls) > 0 && now.Sub(b.calls[0].at) > breakerWindow {
		b.calls = b.calls[1:]
	}
	if failures := countFailed(b.calls); len(b.calls) >= breakerFewest && 2*failures >= len(b.calls) {
		b.openTil = now.Add(breakerRest)
	}
}

// Open reports whether calls are being refused now.
func (b *Breaker) Open() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return !b.openTil.IsZero() && (b.probing || time.Now().Before(b.openTil))
}

// BreakerState is what a breaker does with calls.
type BreakerState string

// The states of a breaker. They stand on the wire: stable.
const (
	BreakerClosed   BreakerState = "closed"    // calls go through
	BreakerOpen     BreakerState = "open"      // calls are refused
	BreakerHalfOpen BreakerState = "half_open" // the next call, or one under way, probes
)

// State is what the breaker does with calls now.
func (b *Breaker) State() BreakerState {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.openTil.IsZero():
		return BreakerClosed
	case !b.probing && time.Now().Before(b.openTil):
		return BreakerOpen
	}
	return BreakerHalfOpen
}

func countFailed(calls []breakerCall) int {
	n := 0
	for _, c := range calls {
		if c.failed {
			n++
		}
	}
	return n
}
