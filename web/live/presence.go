package live

import (
	"bytes"
	"cmp"
	"context"
	"log/slog"
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/frontdesk"
)

// A seat that lost its session, role or account is noticed within this time.
// The presence lease (30 s) is renewed by every second look.
const seatsLookedAtEvery = 5 * time.Second

// enlist counts an agent's socket among the staff that is here; the result
// takes it off again.
func (h *Hub) enlist(a *agentSocket) func() {
	h.mu.Lock()
	h.staff[a] = struct{}{}
	h.mu.Unlock()
	// At once: an agent who just came must not wait for the next look.
	if err := h.Desk.AgentsPresent(a.ctx, []frontdesk.Actor{a.actor()}, true); err != nil && a.ctx.Err() == nil {
		slog.WarnContext(a.ctx, "presence not stored; the next look will", "error", err)
	}
	return func() {
		h.mu.Lock()
		delete(h.staff, a)
		h.mu.Unlock()
	}
}

func (h *Hub) renewPresence(ctx context.Context) {
	h.open.Go(func() {
		tick := time.NewTicker(seatsLookedAtEvery)
		defer tick.Stop()
		for round := 1; ; round++ {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				if err := h.lookAtSeats(ctx, round%2 == 0); err != nil && ctx.Err() == nil {
					slog.WarnContext(ctx, "agents' sessions not checked; the next look will", "error", err)
				}
			}
		}
	})
}

// lookAtSeats closes sockets whose session ended, and keeps the others present:
// two statements a node, none while no agent is here.
func (h *Hub) lookAtSeats(ctx context.Context, renew bool) error {
	h.mu.Lock()
	here := make([]*agentSocket, 0, len(h.staff))
	for a := range h.staff {
		here = append(here, a)
	}
	h.mu.Unlock()
	if len(here) == 0 {
		return nil
	}
	seats := make([]account.Seat, len(here))
	for i, a := range here {
		seats[i] = account.Seat{Token: a.token, Workspace: a.workspace}
	}
	valid, err := h.Accounts.StillValid(ctx, seats)
	if err != nil {
		return err
	}
	present := make(map[[2]uuid.UUID]frontdesk.Actor)
	for i, a := range here {
		if !valid[seats[i]] {
			a.stop(closing{closeRevoked, "session_required"})
			continue
		}
		present[[2]uuid.UUID{a.workspace, a.agent.ID}] = a.actor()
	}
	if !renew || len(present) == 0 {
		return nil
	}
	// In one order on every node: two upserts that lock the same rows in
	// different orders would deadlock.
	actors := slices.SortedFunc(maps.Values(present), func(a, b frontdesk.Actor) int {
		return cmp.Or(bytes.Compare(a.Workspace[:], b.Workspace[:]), bytes.Compare(a.Agent[:], b.Agent[:]))
	})
	return h.Desk.AgentsPresent(ctx, actors, false)
}
