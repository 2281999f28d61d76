package watch

import (
	"context"
	"encoding/json"
	"errors"
	"sync/atomic"
	"time"

	"github.com/firstlinehq/firstline/internal/conversation"
)

// Causes for which a turn stops before its end.
var (
	ErrSuperseded = errors.New("the visitor wrote on")
	ErrTakenOver  = errors.New("the conversation moved on")
)

// IsMoot reports causes for which a turn ends without a result and without a
// fault: what it was about is in other hands.
func IsMoot(cause error) bool {
	return errors.Is(cause, ErrSuperseded) || errors.Is(cause, ErrTakenOver)
}

// Typing holds a turn back: from a typing signal until this long after the
// last one, but no longer than typingMost in all.
const (
	typingPause = 1200 * time.Millisecond
	typingMost  = 3 * time.Second
)

// Watch follows a conversation while a turn is at work and cancels it with the
// cause as soon as it cannot count any more. What it sees too late, or never,
// the finishing transaction finds out: it only saves time and tokens.
type Watch struct {
	typing atomic.Int64 // UnixNano of the visitor's last typing signal; 0 = none
	done   chan struct{}
}

// Begin watches the conversation of claim c until ctx ends.
func Begin(ctx context.Context, conversations *conversation.Store, c conversation.Claim, cancel context.CancelCauseFunc) *Watch {
	w := &Watch{done: make(chan struct{})}
	go func() {
		defer close(w.done)
		for e, err := range conversations.Follow(ctx, c.Ref, conversation.Staff, c.LastSeq) {
			if err != nil {
				return
			}
			switch {
			case e.Kind == conversation.Typing{}.Kind() && e.Author.Kind == conversation.ByVisitor:
				w.typing.Store(time.Now().UnixNano())
			case e.Kind == conversation.Message{}.Kind() && e.Author.Kind == conversation.ByVisitor:
				cancel(ErrSuperseded)
				return
			case e.Kind == conversation.Message{}.Kind() && e.Author.Kind == conversation.ByAgent, movedOn(e):
				cancel(ErrTakenOver)
				return
			}
		}
	}()
	return w
}

func movedOn(e *conversation.Event) bool {
	if e.Kind != (conversation.StageMoved{}).Kind() {
		return false
	}
	var moved conversation.StageMoved
	err := json.Unmarshal(e.Data, &moved)
	return err == nil && (moved.To == conversation.StagePerson || moved.To == conversation.StageResolved)
}

// Settle waits until the visitor has been silent for patience, and while he is
// writing on. It returns at once where patience is 0 and nobody types.
func (w *Watch) Settle(ctx context.Context, patience time.Duration) {
	begun := time.Now()
	for {
		silent := begun.Add(patience)
		if last := w.typing.Load(); last != 0 {
			silent = later(silent, time.Unix(0, last).Add(typingPause))
		}
		wait := min(time.Until(silent), time.Until(begun.Add(typingMost)))
		if wait <= 0 {
			return
		}
		pause := time.NewTimer(wait)
		select {
		case <-pause.C:
		case <-ctx.Done():
			pause.Stop()
			return
		}
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// Keep renews the claim until ctx ends and cancels the turn when it is lost.
func Keep(ctx context.Context, conversations *conversation.Store, c conversation.Claim, cancel context.CancelCauseFunc) {
	tick := time.NewTicker(conversation.ClaimRenewal)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := conversations.RenewClaim(ctx, c); errors.Is(err, conversation.ErrClaimLost) {
				cancel(ErrSuperseded)
				return
			}
		}
	}
}
