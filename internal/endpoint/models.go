package endpoint

import (
	"bytes"
	"context"
	"iter"
	"log/slog"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/egress"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/llm/openai"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/seal"
)

// lookEvery is how long a change made through another node may go unnoticed.
const lookEvery = 10 * time.Second

// Parts are what the models are made from.
type Parts struct {
	DB *postgres.DB
	// Key seals the endpoints' own keys.
	Key seal.Key
	// First is the endpoint of the server's configuration, with its key; nil
	// without one.
	First *Configured
	// Limits bound each call; zero fields take their defaults.
	Limits llm.Limits
	// Observe, when set, is told of every call. It must not block.
	Observe func(openai.Call)
}

// Configured is an endpoint with its key in plain text, as the environment
// gives it.
type Configured struct {
	BaseURL, Key, Model string
	Price               llm.Price
}

// Models are all endpoints of the installation. They are one [llm.Chat]: each
// is asked in turn until one begins to answer.
type Models struct {
	Parts

	mu   sync.RWMutex // protects list; never held over a call
	list []*member
}

// member is an endpoint at work.
type member struct {
	stored
	chat       *openai.Chat // nil while it must not be asked
	client     *egress.Client
	unreadable bool

	mu            sync.Mutex // protects what follows
	calls, failed int64
	last          llm.Reason
	lastAt        time.Time
	firstToken    time.Duration
}

// New makes the models; [Models.Load] or [Models.Run] brings in what is stored.
func New(parts Parts) (*Models, error) {
	m := &Models{Parts: parts}
	if f := parts.First; f != nil {
		one := &member{stored: stored{Endpoint: Endpoint{
			Name: f.Model, BaseURL: f.BaseURL, Model: f.Model, HasKey: f.Key != "", Price: f.Price, Enabled: true,
		}}}
		if err := m.connect(one, f.Key); err != nil {
			return nil, err
		}
		m.list = []*member{one}
	}
	return m, nil
}

// Run takes up what other nodes change until ctx ends.
func (m *Models) Run(ctx context.Context) error {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
			if err := m.Load(ctx); err != nil && ctx.Err() == nil {
				slog.WarnContext(ctx, "the model endpoints could not be read; those known go on", "error", err)
			}
		}
	}
}

// Load takes up what is stored. Endpoints that have not changed go on with
// their breakers.
func (m *Models) Load(ctx context.Context) error {
	rows, err := m.read(ctx)
	if err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	known := make(map[uuid.UUID]*member, len(m.list))
	var list []*member
	for _, have := range m.list {
		if have.ID == uuid.Nil {
			list = append(list, have)
		} else {
			known[have.ID] = have
		}
	}
	for _, r := range rows {
		have := known[r.ID]
		if have == nil || have.Endpoint != r.Endpoint || !bytes.Equal(have.sealed, r.sealed) {
			have = m.open(ctx, r)
		}
		delete(known, r.ID)
		list = append(list, have)
	}
	for _, gone := range known {
		gone.close()
	}
	m.list = list
	return nil
}

// open makes an endpoint ready to be asked. One that cannot be is kept, and
// says why.
func (m *Models) open(ctx context.Context, r stored) *member {
	one := &member{stored: r}
	key := ""
	if len(r.sealed) > 0 {
		raw, err := m.Key.Open(purpose(r.ID), r.sealed)
		if err != nil {
			slog.WarnContext(ctx, "a model's key cannot be read with this master key; the model is not asked", "endpoint", r.Host(), "model", r.Model)
			one.unreadable = true
			return one
		}
		key = string(raw)
	}
	if err := m.connect(one, key); err != nil {
		slog.WarnContext(ctx, "a model endpoint cannot be used", "endpoint", r.Host(), "model", r.Model, "error", err)
	}
	return one
}

func (m *Models) connect(one *member, key string) (err error) {
	one.client = egress.New(egress.Config{Private: hostPort(one.BaseURL)})
	one.chat, err = openai.NewChat(openai.Config{
		BaseURL: one.BaseURL, Key: key, Model: one.Model, Transport: one.client.Transport(), Limits: m.Limits,
		Observe: func(call openai.Call) {
			one.note(call)
			if m.Observe != nil {
				m.Observe(call)
			}
		},
	})
	return err
}

func (one *member) close() {
	if one.client != nil {
		one.client.Close() // calls under way go on
	}
}

func (one *member) note(call openai.Call) {
	if call.Reason == llm.Cancelled {
		return // says nothing about the endpoint
	}
	one.mu.Lock()
	defer one.mu.Unlock()
	one.calls++
	one.last, one.lastAt = call.Reason, time.Now()
	if call.Reason != "" {
		one.failed++
	} else {
		one.firstToken = call.FirstToken
	}
}

// usable are the endpoints to ask, in order.
func (m *Models) usable() []*member {
	m.mu.RLock()
	defer m.mu.RUnlock()
	var out []*member
	for _, one := range m.list {
		if one.Enabled && one.chat != nil {
			out = append(out, one)
		}
	}
	return out
}

// Ready reports whether there is an endpoint to ask.
func (m *Models) Ready() bool { return len(m.usable()) > 0 }

// Price is the most that any of the endpoints charges.
func (m *Models) Price() (p llm.Price) {
	for _, one := range m.usable() {
		p.Prompt, p.Completion = max(p.Prompt, one.Price.Prompt), max(p.Completion, one.Price.Completion)
	}
	return p
}

// Stream implements [llm.Chat].
func (m *Models) Stream(ctx context.Context, req llm.Request) iter.Seq2[llm.Delta, error] {
	var chain llm.Fallback
	for _, one := range m.usable() {
		chain = append(chain, named{one})
	}
	return chain.Stream(ctx, req)
}

// named says with every delta who replied and what that costs.
type named struct{ *member }

func (n named) Stream(ctx context.Context, req llm.Request) iter.Seq2[llm.Delta, error] {
	return func(yield func(llm.Delta, error) bool) {
		for d, err := range n.chat.Stream(ctx, req) {
			d.Endpoint, d.Model, d.Price = n.Host(), n.Model, n.Price
			if !yield(d, err) {
				return
			}
		}
	}
}

// States lists all endpoints in the order in which they are asked, with what
// each is doing on this node.
func (m *Models) States() []State {
	m.mu.RLock()
	defer m.mu.RUnlock()
	list := make([]State, len(m.list))
	for i, one := range m.list {
		s := State{Endpoint: one.Endpoint, KeyUnreadable: one.unreadable, Breaker: llm.BreakerClosed}
		if one.chat != nil {
			s.Breaker = one.chat.State()
		}
		one.mu.Lock()
		s.Calls, s.Failed, s.LastFailure, s.LastAt, s.FirstToken = one.calls, one.failed, one.last, one.lastAt, one.firstToken
		one.mu.Unlock()
		list[i] = s
	}
	return list
}
