package api

import (
	"context"
	"fmt"
	"math"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	"golang.org/x/time/rate"

	"github.com/firstlinehq/firstline/internal/problem"
)

// Limits are the rates at the door. They are per process: they bound what one
// caller can cost one node, and need no database to do so.
type Limits struct {
	signInByEmail *buckets
	signInByIP    *buckets
	visitorByIP   *buckets
	sayByVisitor  *buckets
}

// NewLimits makes the limits of a node.
func NewLimits() *Limits {
	return &Limits{
		signInByEmail: newBuckets(rate.Every(12*time.Second), 5),
		signInByIP:    newBuckets(rate.Every(3*time.Second), 20),
		visitorByIP:   newBuckets(20, 60),
		sayByVisitor:  newBuckets(5, 20),
	}
}

func (l *Limits) signIn(ctx context.Context, email string) error {
	ip, _ := ctx.Value(clientKey{}).(string)
	if err := l.signInByIP.take(ip); err != nil {
		return err
	}
	return l.signInByEmail.take(strings.ToLower(strings.TrimSpace(email)))
}

func (l *Limits) visitor(ctx context.Context) error {
	ip, _ := ctx.Value(clientKey{}).(string)
	return l.visitorByIP.take(ip)
}

func (l *Limits) say(visitor uuid.UUID) error { return l.sayByVisitor.take(visitor.String()) }

// buckets is a token bucket a key. Keys unused for a while are forgotten, so
// that a flood of keys cannot hold memory for ever.
type buckets struct {
	limit rate.Limit
	burst int

	mu    sync.Mutex // protects the fields below; held for map work only
	byKey map[string]*bucket
	swept time.Time
}

type bucket struct {
	*rate.Limiter
	used time.Time
}

const bucketsKept = 10 * time.Minute

func newBuckets(limit rate.Limit, burst int) *buckets {
	return &buckets{limit: limit, burst: burst, byKey: make(map[string]*bucket), swept: time.Now()}
}

// take spends one token of key, or fails with rate_limited.
func (b *buckets) take(key string) error {
	now := time.Now()
	b.mu.Lock()
	if now.Sub(b.swept) > bucketsKept {
		for k, v := range b.byKey {
			if now.Sub(v.used) > bucketsKept {
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
