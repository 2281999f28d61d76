package dispatch

import (
	"context"
	"sync"

	"github.com/firstlinehq/firstline/internal/conversation"
)

// running knows the turns under way on this node.
type running struct {
	mu    sync.Mutex // protects turns
	turns map[conversation.Ref]chan struct{}
}

// begin notes a turn; the function it gives ends it.
func (r *running) begin(ref conversation.Ref) (end func()) {
	done := make(chan struct{})
	r.mu.Lock()
	if r.turns == nil {
		r.turns = make(map[conversation.Ref]chan struct{})
	}
	r.turns[ref] = done // a turn that supersedes another is the one to wait for
	r.mu.Unlock()
	return func() {
		r.mu.Lock()
		if r.turns[ref] == done {
			delete(r.turns, ref)
		}
		r.mu.Unlock()
		close(done)
	}
}

// wait waits for the turn under way on ref to end and reports whether there
// was one.
func (r *running) wait(ctx context.Context, ref conversation.Ref) bool {
	r.mu.Lock()
	done := r.turns[ref]
	r.mu.Unlock()
	if done == nil {
		return false
	}
	select {
	case <-done:
		return true
	case <-ctx.Done():
		return false
	}
}
