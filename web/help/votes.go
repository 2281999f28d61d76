package help

import (
	"sync"
	"time"
)

// maxVotes bounds what is remembered of a day; beyond it nobody's vote counts,
// so that a flood gains nothing.
const maxVotes = 100_000

// votes remembers who has voted today, on this node.
type votes struct {
	mu   sync.Mutex // protects the fields below; held for map work only
	day  string
	seen map[string]bool
}

func newVotes() *votes { return &votes{seen: map[string]bool{}} }

// first reports that key votes for the first time today.
func (v *votes) first(key string, now time.Time) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	if day := now.UTC().Format(time.DateOnly); day != v.day {
		v.day, v.seen = day, map[string]bool{}
	}
	if v.seen[key] || len(v.seen) >= maxVotes {
		return false
	}
	v.seen[key] = true
	return true
}
