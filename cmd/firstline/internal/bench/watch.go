package bench

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/cmd/firstline/internal/caller"
)

// watchers are agents' sockets that look on.
type watchers struct {
	sockets []*caller.Socket

	mu    sync.Mutex // protects the fields below
	sends map[string]sending
	dues  map[uuid.UUID][]time.Time // of each conversation's messages
	// last is, for each socket and conversation, the latest message it has seen.
	last  map[place]int
	seen  []time.Duration
	left  int
	done  chan struct{}
	ended error
}

// sending is a message of the measurement: the nth of its conversation.
type sending struct {
	conversation uuid.UUID
	nth          int
	due          []time.Time // of the conversation's messages up to this one
}

type place struct {
	socket       *caller.Socket
	conversation uuid.UUID
}

func (b *Bench) watchers(ctx context.Context) (*watchers, error) {
	w := &watchers{}
	for range b.Agents {
		s, err := b.Server.Attend(ctx, b.agent, b.Workspace)
		if err != nil {
			w.close()
			return nil, err
		}
		w.sockets = append(w.sockets, s)
		go w.read(s)
	}
	return w, nil
}

func (w *watchers) close() {
	for _, s := range w.sockets {
		_ = s.Close()
	}
}

func (w *watchers) read(s *caller.Socket) {
	for {
		f, err := s.Next()
		at := time.Now()
		if err != nil {
			w.mu.Lock()
			w.ended = errors.Join(w.ended, err)
			w.mu.Unlock()
			return
		}
		if f.Kind != "list.changed" {
			continue
		}
		var event struct {
			ClientID string `json:"client_id"`
		}
		if json.Unmarshal(f.Event, &event) != nil {
			continue
		}
		w.note(s, event.ClientID, at)
	}
}

// note counts a message as seen, and with it those before it in its
// conversation that a list which is behind leaves out: its row shows the last.
func (w *watchers) note(s *caller.Socket, id string, at time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	one, ok := w.sends[id]
	if !ok {
		return
	}
	where := place{s, one.conversation}
	for _, due := range one.due[min(w.last[where], one.nth):] {
		w.seen = append(w.seen, at.Sub(due))
		if w.left--; w.left == 0 {
			close(w.done)
		}
	}
	w.last[where] = max(w.last[where], one.nth)
}

func (w *watchers) expect(messages int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.sends, w.last = make(map[string]sending, messages), make(map[place]int)
	w.dues = make(map[uuid.UUID][]time.Time)
	w.seen, w.left, w.done = nil, messages*len(w.sockets), make(chan struct{})
}

func (w *watchers) sent(id string, conversation uuid.UUID, due time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.dues[conversation] = append(w.dues[conversation], due)
	all := w.dues[conversation]
	w.sends[id] = sending{conversation: conversation, nth: len(all), due: all}
}

// wait gives the samples once every agent has seen every message.
func (w *watchers) wait(ctx context.Context) ([]time.Duration, error) {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	select {
	case <-w.done:
	case <-ctx.Done():
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.left > 0 {
		return nil, errors.Join(errors.New("some agents did not see every message"), w.ended)
	}
	return w.seen, nil
}
