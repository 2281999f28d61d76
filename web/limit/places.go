package limit

import (
	"sync"

	"github.com/firstlinehq/firstline/internal/problem"
)

// Places bounds how much is under way at once: in all, so that it fits into
// memory, and of one caller, so that nobody takes all of it.
type Places struct {
	all, each int

	mu    sync.Mutex // protects the fields below
	taken int
	byKey map[string]int
}

// NewPlaces makes places for so many at once in all, and of each key.
func NewPlaces(all, each int) *Places {
	return &Places{all: all, each: each, byKey: make(map[string]int)}
}

// Enter takes a place until leave is called, or fails with rate_limited.
func (p *Places) Enter(key string) (leave func(), err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.taken >= p.all || p.byKey[key] >= p.each {
		return nil, problem.New(problem.RateLimited, "rate_limited", "seconds", "2")
	}
	p.taken++
	p.byKey[key]++
	return sync.OnceFunc(func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.taken--
		if p.byKey[key]--; p.byKey[key] == 0 {
			delete(p.byKey, key)
		}
	}), nil
}
