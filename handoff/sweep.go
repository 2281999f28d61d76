package handoff

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/handoff/internal/db"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// sweepEvery is how often lost work is looked for; an escalation is visible to
// an agent or in the queue at the latest after a few of these.
const sweepEvery = 15 * time.Second

// goneAfter is how long an agent's lease may be out before those who wait for
// their reply go back to the queue.
const goneAfter = 30 * time.Second

// longestPause is how long a visitor waits at most for the reply of somebody
// who is away with an open browser, whether they said so or were taken for it.
const longestPause = 10 * time.Minute

// Kick routes a workspace's queue soon. It never blocks; a lost kick is found
// by the sweep.
func (q *Queue) Kick(ws uuid.UUID) {
	select {
	case q.kicks <- ws:
	default:
	}
}

// Run routes on kicks and sweeps until ctx ends.
func (q *Queue) Run(ctx context.Context) error {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		var err error
		select {
		case <-ctx.Done():
			return nil
		case ws := <-q.kicks:
			err = q.RouteWaiting(ctx, ws)
		case <-tick.C:
			err = q.Sweep(ctx)
		}
		if err != nil && ctx.Err() == nil {
			slog.WarnContext(ctx, "routing failed; the next sweep tries again", "error", err)
		}
	}
}

// Sweep finds what was lost: handoffs nobody was offered, assignments that ran
// out unnoticed, visitors whose agent has gone.
func (q *Queue) Sweep(ctx context.Context) error {
	var waiting []uuid.UUID
	var gone []db.GoneAgentsRow
	var left []db.JustGoneRow
	err := q.DB.AcrossWorkspaces(ctx, func(tx *postgres.Tx) (err error) {
		queries := db.New(tx)
		if waiting, err = queries.OpenWorkspaces(ctx); err != nil {
			return err
		}
		gone, err = queries.GoneAgents(ctx, db.GoneAgentsParams{GraceSeconds: goneAfter.Seconds(), PauseSeconds: longestPause.Seconds()})
		if err != nil {
			return err
		}
		left, err = queries.JustGone(ctx, db.JustGoneParams{
			GraceSeconds: goneAfter.Seconds(), PauseSeconds: longestPause.Seconds(), WithinSeconds: 2 * sweepEvery.Seconds(),
		})
		return err
	})
	if err != nil {
		return fmt.Errorf("sweep: %w", err)
	}
	// What they answered is flagged from now on: see left_list. Twice does no harm.
	for _, l := range left {
		q.Conversations.SignalWorkspace(l.WorkspaceID, conversation.System(), PresenceChanged{AgentID: l.AgentID, Status: l.Status})
	}
	var failed []error
	for _, g := range gone {
		if err := q.takeBack(ctx, g); err != nil {
			failed = append(failed, err)
		}
	}
	for _, ws := range waiting {
		if err := q.RouteWaiting(ctx, ws); err != nil {
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}

// takeBack puts a visitor who waits for an agent that has gone back into the
// queue.
func (q *Queue) takeBack(ctx context.Context, g db.GoneAgentsRow) error {
	return q.DB.InWorkspace(ctx, g.WorkspaceID, func(tx *postgres.Tx) error {
		c, err := q.Conversations.LockTx(ctx, tx, g.ID)
		if err != nil || g.AgentID == nil || !waitsFor(c, *g.AgentID) {
			return err // answered at the last moment, or passed on
		}
		rule := "presence.lease"
		if g.Away {
			rule = "presence.away"
		}
		return q.BackToQueueTx(ctx, tx, c, Decision{Kind: Handover, Reason: ReasonAgentGone, Rule: rule}, c.Team)
	})
}
