package bench

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/cmd/firstline/internal/caller"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Bench is a product under measurement.
type Bench struct {
	Server *caller.Server
	// DB is the product's own database: to make visitors without the door's
	// limits, and for what only it knows.
	DB *postgres.DB
	// Workspace under measurement, and an admin of it.
	Workspace uuid.UUID
	Slug      string
	Email     string
	Password  string
	// RSS reads the server's resident memory in bytes.
	RSS func() (int64, error)
	// Visitors and Agents are how many take part; Span is how long each part runs.
	Visitors, Agents int
	Span             time.Duration
	// Idle is how many sockets are opened to weigh one.
	Idle int

	agent caller.Auth
}

// Run measures everything, one part after another.
func (b *Bench) Run(ctx context.Context, note func(string)) ([]Figure, error) {
	var err error
	if b.agent, _, err = b.Server.SignIn(ctx, b.Email, b.Password); err != nil {
		return nil, fmt.Errorf("sign in: %w", err)
	}
	var all []Figure
	for _, part := range []struct {
		name string
		run  func(context.Context) ([]Figure, error)
	}{
		{"control", b.control},
		{"idle sockets", b.idle},
		{"messages, assist off", func(ctx context.Context) ([]Figure, error) { return b.messages(ctx, "assist off") }},
		{"messages, assist on", func(ctx context.Context) ([]Figure, error) { return b.messages(ctx, "assist on") }},
		{"bot turns", b.turns},
		{"control again", b.control},
	} {
		note(part.name)
		figures, err := part.run(ctx)
		if err != nil {
			return all, fmt.Errorf("%s: %w", part.name, err)
		}
		all = append(all, figures...)
	}
	return all, nil
}

// newVisitors makes visitors in the database: the door lets one address make
// only a few a second.
func (b *Bench) newVisitors(ctx context.Context, n int) ([]caller.Auth, error) {
	accounts := account.NewStore(b.DB)
	list := make([]caller.Auth, n)
	errs := make([]error, 8)
	var wg sync.WaitGroup
	for w := range errs {
		wg.Go(func() {
			for i := w; i < n; i += len(errs) {
				token, _, err := accounts.NewVisitor(ctx, b.Workspace, "en", "")
				if err != nil {
					errs[w] = err
					return
				}
				list[i] = caller.Auth{Token: token}
			}
		})
	}
	wg.Wait()
	return list, errors.Join(errs...)
}

// setAssist switches the assist panel's drafts for the workspace.
func (b *Bench) setAssist(ctx context.Context, on bool) error {
	type settings struct {
		AssistOff bool `json:"assist_off,omitempty"`
	}
	in := struct {
		Name     string   `json:"name"`
		Settings settings `json:"settings"`
	}{"Bench", settings{!on}}
	_, err := b.Server.Call(ctx, b.agent, http.MethodPut, "/v1/workspaces/"+b.Workspace.String(), in, nil)
	return err
}

// idle weighs a socket: the server's memory before and after many that say
// nothing, each a visitor of its own.
func (b *Bench) idle(ctx context.Context) ([]Figure, error) {
	visitors, err := b.newVisitors(ctx, b.Idle)
	if err != nil {
		return nil, err
	}
	before, err := b.RSS()
	if err != nil {
		return nil, err
	}
	sockets := make([]*caller.Socket, len(visitors))
	defer func() {
		for _, s := range sockets {
			if s != nil {
				_ = s.Close()
			}
		}
	}()
	errs := make([]error, 16)
	var wg sync.WaitGroup
	for w := range errs {
		wg.Go(func() {
			for i := w; i < len(visitors) && errs[w] == nil; i += len(errs) {
				sockets[i], errs[w] = b.Server.Visit(ctx, visitors[i], nil, 0)
			}
		})
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	after, err := b.RSS()
	if err != nil {
		return nil, err
	}
	return []Figure{
		{Name: fmt.Sprintf("server memory per idle socket, %d open", b.Idle), Value: float64(after-before) / float64(b.Idle) / 1024, Unit: "KiB", Limit: 20},
		{Name: "server memory before", Value: float64(before) / (1 << 20), Unit: "MiB"},
	}, nil
}
