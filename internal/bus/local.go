package bus

import (
	"sync"
	"sync/atomic"
)

// Local is the bus within one process.
type Local struct {
	mu   sync.RWMutex // protects subs; held for map work only, never while a hint is handled
	subs map[Topic]map[*localSub]struct{}
}

// NewLocal makes a bus without subscribers.
func NewLocal() *Local { return &Local{subs: make(map[Topic]map[*localSub]struct{})} }

// Publish implements [Bus]. A full queue drops the hint and remembers that.
func (b *Local) Publish(t Topic, h Hint) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	for s := range b.subs[t] {
		select {
		case s.c <- h:
		default:
			s.lost.Store(true)
		}
	}
}

// Subscribe implements [Bus].
func (b *Local) Subscribe(t Topic, buffer int) Subscription {
	s := &localSub{bus: b, topic: t, c: make(chan Hint, max(1, buffer))}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.subs[t] == nil {
		b.subs[t] = make(map[*localSub]struct{}, 1)
	}
	b.subs[t][s] = struct{}{}
	return s
}

// Topics implements [Bus].
func (b *Local) Topics() []Topic {
	b.mu.RLock()
	defer b.mu.RUnlock()
	list := make([]Topic, 0, len(b.subs))
	for t := range b.subs {
		list = append(list, t)
	}
	return list
}

type localSub struct {
	bus   *Local
	topic Topic
	c     chan Hint
	lost  atomic.Bool
}

func (s *localSub) C() <-chan Hint { return s.c }

func (s *localSub) Lost() bool { return s.lost.Swap(false) }

func (s *localSub) Close() {
	s.bus.mu.Lock()
	defer s.bus.mu.Unlock()
	delete(s.bus.subs[s.topic], s)
	if len(s.bus.subs[s.topic]) == 0 {
		delete(s.bus.subs, s.topic)
	}
}
