package handoff_test

import (
	"container/heap"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// frees are the seconds at which the places of a desk become free.
type frees []float64

func (f frees) Len() int           { return len(f) }
func (f frees) Less(i, j int) bool { return f[i] < f[j] }
func (f frees) Swap(i, j int)      { f[i], f[j] = f[j], f[i] }
func (f *frees) Push(x any)        { *f = append(*f, x.(float64)) }
func (f *frees) Pop() any {
	old := *f
	x := old[len(old)-1]
	*f = old[:len(old)-1]
	return x
}

// desk is a simulated queue: visitors come at random, places serve in turn.
type desk struct {
	places  int
	load    float64 // of what the places can serve; above 1 the queue grows
	service float64 // mean seconds; its spread is as large as itself
}

// measure is what a simulated day came to.
type measure struct {
	inside, shown, all int
	width              float64 // mean, minutes
}

func (d desk) run(r *rand.Rand, visitors int) (m measure) {
	free := make(frees, d.places)
	type past struct {
		handoff.Wait
		accepted float64
	}
	var served []past
	now := 0.0
	spread := math.Sqrt(math.Log(2)) // of a log-normal with a variation of 1
	for range visitors {
		now += r.ExpFloat64() * d.service / (d.load * float64(d.places))
		begins := math.Max(now, free[0])
		accepted := begins + 3 + 30*r.Float64() // until the agent presses the button
		heap.Pop(&free)
		heap.Push(&free, accepted+d.service*math.Exp(spread*r.NormFloat64()-math.Log(2)/2))
		place := 1
		var recent []handoff.Wait // newest first, as the database gives them
		for i := len(served) - 1; i >= 0 && i > len(served)-1000; i-- {
			if served[i].accepted > now {
				place++
			} else if len(recent) < 300 {
				recent = append(recent, served[i].Wait)
			}
		}
		wait := accepted - now
		m.all++
		if low, high := handoff.WaitRange(recent, place); low != nil {
			m.shown++
			m.width += float64(*high - *low)
			if wait >= float64(*low)*60 && wait <= float64(*high)*60 {
				m.inside++
			}
		}
		served = append(served, past{handoff.Wait{Place: place, Seconds: wait}, accepted})
	}
	m.width /= float64(max(m.shown, 1))
	return m
}

// The range that visitors are shown holds at least 80 of 100 real waits, at
// light, heavy and too heavy load. Run with -v to see the figures.
func TestWaitsAreCalibrated(t *testing.T) {
	t.Parallel()

	for _, load := range []float64{0.6, 0.9, 1.1} {
		t.Run(fmt.Sprint(load), func(t *testing.T) {
			t.Parallel()

			d := desk{places: 6, load: load, service: 480}
			var all measure
			for seed := range uint64(5) { // five weeks
				m := d.run(rand.New(rand.NewPCG(seed, 7)), 1200)
				require.GreaterOrEqual(t, float64(m.inside)/float64(m.shown), 0.8, "week %d", seed)
				all.inside, all.shown, all.all, all.width = all.inside+m.inside, all.shown+m.shown, all.all+m.all, all.width+m.width/5
			}
			t.Logf("load %.1f: %.1f %% of waits inside, shown to %.1f %%, %.1f minutes wide",
				load, 100*float64(all.inside)/float64(all.shown), 100*float64(all.shown)/float64(all.all), all.width)
			require.Greater(t, float64(all.shown)/float64(all.all), 0.8, "hidden only while little is known")
		})
	}
}

func TestWaitsAreHiddenWithThinData(t *testing.T) {
	t.Parallel()

	var waits []handoff.Wait
	for i := range 11 {
		waits = append(waits, handoff.Wait{Place: 1, Seconds: float64(60 * i)})
	}
	low, _ := handoff.WaitRange(waits, 1)
	require.Nil(t, low)
	waits = append(waits, handoff.Wait{Place: 1, Seconds: 90})
	low, high := handoff.WaitRange(waits, 1)
	require.NotNil(t, low)
	require.Less(t, *low, *high)
	low, _ = handoff.WaitRange(waits, 9)
	require.Nil(t, low, "nobody has waited from so far back")
}

// Nobody is overtaken for ever: whoever has waited six minutes longer than the
// most urgent newcomer is served before them.
func TestNobodyStarves(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		waited string
		first  bool
	}{"for seven minutes": {"7 minutes", true}, "for five minutes": {"5 minutes", false}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			b := setupQueue(t, time.Minute)
			plain := b.waiting(t)
			b.in(t, func(tx *postgres.Tx) error {
				_, err := tx.Exec(t.Context(), `UPDATE handoffs SET requested_at = app_now() - $1::interval`, c.waited)
				return err
			})
			for range 5 {
				b.request(t, handoff.Request{Conversation: b.visitor(t, "en", "help"), Decision: handoff.Decision{Reason: handoff.ReasonSafety}})
			}
			want := 6
			if c.first {
				want = 1
			}
			require.Equal(t, want, b.place(t, plain).Position)
			b.agent(t, "Ada", account.NewMember{Capacity: 1})
			b.route(t)
			require.Equal(t, c.first, len(b.assignments(t, plain.ID)) == 1)
			require.Equal(t, conversation.StageWaiting, b.read(t, plain.ID).Stage)
		})
	}
}
