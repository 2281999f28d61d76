package bot

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
	errSuperseded = errors.New("the visitor wrote on")
	errTakenOver  = errors.New("the conversation moved on")
)

// Typing holds a turn back: from a typing signal until this long after the
// last one, but no longer than typingMost in all.
const (
	typingPause = 1200 * time.Millisecond
	typingMost  = 3 * time.Second
)

// watch follows a conversation while a turn is at work and cancels it with the
// cause as soon as it cannot count any more. What it sees too late, or never,
// the finishing transaction finds out: it only saves time and tokens.
type watch struct {
	typing atomic.Int64 // UnixNano of the visitor's last typing signal; 0 = none
	done   chan struct{}
}

func (b *Bot) watch(ctx context.Context, c conversation.Claim, cancel context.CancelCauseFunc) *watch {
	w := &watch{done: make(chan struct{})}
	go func() {
		defer close(w.done)
		for e, err := range b.Conversations.Follow(ctx, c.Ref, conversation.Staff, c.LastSeq) {
			if err != nil {
				return
			}
			switch {
			case e.Kind == conversation.Typing{}.Kind() && e.Author.Kind == conversation.ByVisitor:
				w.typing.Store(time.Now().UnixNano())
			case e.Kind == conversation.Message{}.Kind() && e.Author.Kind == conversation.ByVisitor:
				cancel(errSuperseded)
				return
			case e.Kind == conversation.Message{}.Kind() && e.Author.Kind == conversation.ByAgent, movedOn(e):
				cancel(errTakenOver)
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

// settle waits while the visitor is writing on.
func (w *watch) settle(ctx context.Context) {
	until := time.Now().Add(typingMost)
	for {
		last := w.typing.Load()
		if last == 0 {
			return
		}
		wait := time.Until(time.Unix(0, last).Add(typingPause))
		wait = min(wait, time.Until(until))
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

// keep renews the claim until ctx ends and cancels the turn when it is lost.
func (b *Bot) keep(ctx context.Context, c conversation.Claim, cancel context.CancelCauseFunc) {
	tick := time.NewTicker(conversation.ClaimRenewal)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := b.Conversations.RenewClaim(ctx, c); errors.Is(err, conversation.ErrClaimLost) {
				cancel(errSuperseded)
				return
			}
		}
	}
}
