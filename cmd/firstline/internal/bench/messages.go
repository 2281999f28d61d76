package bench

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/cmd/firstline/internal/caller"
	"github.com/firstlinehq/firstline/web/live"
)

// text is a message of 200 characters, the size that peers were measured with.
var text = strings.Repeat("My parcel has not come yet, where is it? ", 5)[:200]

// speaker is a visitor's socket whose acknowledgements are waited for.
type speaker struct {
	sock         *caller.Socket
	conversation uuid.UUID
	mu           sync.Mutex // protects waiting
	waiting      map[string]chan time.Time
	failed       atomic.Pointer[error]
}

func (b *Bench) speak(ctx context.Context, who caller.Auth) (*speaker, error) {
	sock, err := b.Server.Visit(ctx, who, nil, 0)
	if err != nil {
		return nil, err
	}
	s := &speaker{sock: sock, waiting: make(map[string]chan time.Time)}
	go s.read()
	return s, nil
}

func (s *speaker) read() {
	for {
		f, err := s.sock.Next()
		if err == nil && f.Kind == "error" {
			err = errors.New(f.Code)
		}
		if err != nil {
			s.failed.Store(&err)
			s.mu.Lock()
			for id, c := range s.waiting {
				close(c)
				delete(s.waiting, id)
			}
			s.mu.Unlock()
			return
		}
		if f.Kind != "ack" {
			continue
		}
		s.conversation = f.ConversationID
		s.mu.Lock()
		c := s.waiting[f.ClientID]
		delete(s.waiting, f.ClientID)
		s.mu.Unlock()
		if c != nil {
			c <- time.Now()
		}
	}
}

// say sends and waits for the acknowledgement.
func (s *speaker) say(id string) (acked time.Time, err error) {
	c := make(chan time.Time, 1)
	s.mu.Lock()
	s.waiting[id] = c
	s.mu.Unlock()
	if err := s.sock.Send(live.Say{Kind: "say", ClientID: id, Text: text}); err != nil {
		return acked, err
	}
	at, ok := <-c
	if !ok {
		return acked, fmt.Errorf("not acknowledged: %w", *s.failed.Load())
	}
	return at, nil
}

// messages measures the way of a message in stage person, with agents' sockets
// looking on: one at a time, at a fixed rate, and as fast as it goes.
func (b *Bench) messages(ctx context.Context, label string) ([]Figure, error) {
	if err := b.setAssist(ctx, label == "assist on"); err != nil {
		return nil, err
	}
	speakers, err := b.speakers(ctx)
	if err != nil {
		return nil, err
	}
	defer func() {
		for _, s := range speakers {
			_ = s.sock.Close()
		}
	}()
	watch, err := b.watchers(ctx)
	if err != nil {
		return nil, err
	}
	defer watch.close()

	one, err := b.closed(ctx, speakers, 1)
	if err != nil {
		return nil, err
	}
	seen, err := b.open(ctx, speakers, watch)
	if err != nil {
		return nil, err
	}
	many, err := b.closed(ctx, speakers, 32)
	if err != nil {
		return nil, err
	}
	name := func(what string) string { return what + ", " + label }
	promise := func(limit float64) float64 {
		if label == "assist off" {
			return limit
		}
		return 0 // printed beside it, not promised
	}
	return []Figure{
		{Name: name("acknowledged p50, one at a time"), Value: quantile(one, .5), Unit: "ms", Limit: promise(3)},
		{Name: name("acknowledged p99, one at a time"), Value: quantile(one, .99), Unit: "ms"},
		{Name: name("seen p50, 100 messages/s"), Value: quantile(seen, .5), Unit: "ms", Limit: promise(5)},
		{Name: name("seen p99, 100 messages/s"), Value: quantile(seen, .99), Unit: "ms", Limit: promise(25)},
		{Name: name("acknowledged a second, 32 senders"), Value: float64(len(many)) / b.Span.Seconds(), Unit: "msg/s", Limit: promise(1000), Floor: true},
	}, nil
}

// speakers are visitors whose conversations an agent holds.
func (b *Bench) speakers(ctx context.Context) ([]*speaker, error) {
	visitors, err := b.newVisitors(ctx, b.Visitors)
	if err != nil {
		return nil, err
	}
	list := make([]*speaker, len(visitors))
	for i, v := range visitors {
		if list[i], err = b.speak(ctx, v); err != nil {
			return nil, err
		}
		if _, err := list[i].say("first"); err != nil {
			return nil, err
		}
		path := fmt.Sprintf("/v1/workspaces/%s/conversations/%s/take", b.Workspace, list[i].conversation)
		if _, err := b.Server.Call(ctx, b.agent, http.MethodPost, path, nil, nil); err != nil {
			return nil, fmt.Errorf("take: %w", err)
		}
	}
	return list, nil
}

// closed lets n senders each wait for their acknowledgement before the next.
func (b *Bench) closed(ctx context.Context, speakers []*speaker, n int) ([]time.Duration, error) {
	end := time.Now().Add(b.Span)
	samples := make([][]time.Duration, n)
	errs := make([]error, n)
	var wg sync.WaitGroup
	for w := range n {
		wg.Go(func() {
			for i := w; time.Now().Before(end) && ctx.Err() == nil; i += n {
				sent := time.Now()
				acked, err := speakers[i%len(speakers)].say(uuid.NewString())
				if err != nil {
					errs[w] = err
					return
				}
				samples[w] = append(samples[w], acked.Sub(sent))
			}
		})
	}
	wg.Wait()
	var all []time.Duration
	for _, s := range samples {
		all = append(all, s...)
	}
	return all, errors.Join(errs...)
}

// open sends 100 messages a second on a fixed schedule and gives, for each
// message and agent, the time from when it was due until the agent's frame:
// a late send counts as latency, so that a stall cannot hide.
func (b *Bench) open(ctx context.Context, speakers []*speaker, w *watchers) ([]time.Duration, error) {
	const every = 10 * time.Millisecond
	n := int(b.Span / every)
	w.expect(n)
	began := time.Now()
	errs := make(chan error, n)
	for i := range n {
		due := began.Add(time.Duration(i) * every)
		timer := time.NewTimer(time.Until(due))
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil, ctx.Err()
		case <-timer.C:
		}
		id, who := uuid.NewString(), speakers[i%len(speakers)]
		w.sent(id, who.conversation, due)
		go func() {
			_, err := who.say(id)
			errs <- err
		}()
	}
	for range n {
		if err := <-errs; err != nil {
			return nil, err
		}
	}
	return w.wait(ctx)
}
