package bench

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"github.com/firstlinehq/firstline/cmd/firstline/internal/caller"
)

// watchers are agents' sockets that look on.
type watchers struct {
	sockets []*caller.Socket

	mu    sync.Mutex // protects the fields below
	due   map[string]time.Time
	seen  []time.Duration
	left  int
	done  chan struct{}
	ended error
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
		w.mu.Lock()
		if due, ok := w.due[event.ClientID]; ok {
			w.seen = append(w.seen, at.Sub(due))
			if w.left--; w.left == 0 {
				close(w.done)
			}
		}
		w.mu.Unlock()
	}
}

func (w *watchers) expect(messages int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.due, w.seen, w.left, w.done = make(map[string]time.Time, messages), nil, messages*len(w.sockets), make(chan struct{})
}

func (w *watchers) sent(id string, due time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.due[id] = due
}

// wait gives the samples once every agent has seen every message. An agent who
// was cut off as too slow fails a strict measurement and is missing in another.
func (w *watchers) wait(ctx context.Context, strict bool) ([]time.Duration, error) {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	select {
	case <-w.done:
	case <-ctx.Done():
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.left > 0 && strict {
		return nil, errors.Join(errors.New("some agents did not see every message"), w.ended)
	}
	return w.seen, nil
}
