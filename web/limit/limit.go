// Package limit holds the limits at the doors of one node: how often (a token
// bucket a caller) and how much at once (places). They bound what one caller can
// cost, and need no database to do so.
package limit

import (
	"fmt"
	"math"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/firstlinehq/firstline/internal/problem"
)

// Network is what of an address counts as one caller: all of IPv4, and the /64
// of IPv6 that one household or server has to itself.
func Network(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil || ip.Unmap().Is4() {
		return address
	}
	prefix, err := ip.Prefix(64)
	if err != nil {
		return address
	}
	return prefix.String()
}

// Buckets is a token bucket a key. Keys unused for a while are forgotten, so
// that a flood of keys cannot hold memory for ever.
type Buckets struct {
	limit rate.Limit
	burst int
	kept  time.Duration // an unused key is as good as forgotten after this

	mu    sync.Mutex // protects the fields below; held for map work only
	byKey map[string]*bucket
	swept time.Time
}

type bucket struct {
	*rate.Limiter
	used time.Time
}

const bucketsKept = 10 * time.Minute

// New makes buckets that refill at limit a second and hold burst.
func New(limit rate.Limit, burst int) *Buckets {
	full := time.Duration(float64(burst) / float64(limit) * float64(time.Second))
	return &Buckets{limit: limit, burst: burst, kept: max(bucketsKept, full), byKey: make(map[string]*bucket), swept: time.Now()}
}

// Take spends one token of key, or fails with rate_limited.
func (b *Buckets) Take(key string) error {
	now := time.Now()
	b.mu.Lock()
	if now.Sub(b.swept) > bucketsKept {
		for k, v := range b.byKey {
			if now.Sub(v.used) > b.kept {
				delete(b.byKey, k)
			}
		}
		b.swept = now
	}
	one := b.byKey[key]
	if one == nil {
		one = &bucket{Limiter: rate.NewLimiter(b.limit, b.burst)}
		b.byKey[key] = one
	}
	one.used = now
	b.mu.Unlock()

	if r := one.ReserveN(now, 1); r.DelayFrom(now) > 0 {
		wait := r.DelayFrom(now)
		r.CancelAt(now)
		return problem.New(problem.RateLimited, "rate_limited", "seconds", fmt.Sprint(int(math.Ceil(wait.Seconds()))))
	}
	return nil
}
