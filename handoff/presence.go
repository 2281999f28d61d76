package handoff

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/handoff/internal/db"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// presenceLease is how long an agent counts as there without renewal; nodes
// renew every 10 s.
const presenceLease = 30 * time.Second

// Seat is an agent in a workspace.
type Seat struct {
	Workspace uuid.UUID
	Agent     uuid.UUID
}

// Present renews the leases of agents whose sockets are open on this node: one
// statement for all. Agents who just came may be offered what waits.
func (q *Queue) Present(ctx context.Context, seats []Seat, arrived bool) error {
	workspaces, agents := make([]uuid.UUID, len(seats)), make([]uuid.UUID, len(seats))
	for i, s := range seats {
		workspaces[i], agents[i] = s.Workspace, s.Agent
	}
	var rows []db.RenewPresenceRow
	err := q.DB.AcrossWorkspaces(ctx, func(tx *postgres.Tx) (err error) {
		rows, err = db.New(tx).RenewPresence(ctx, db.RenewPresenceParams{
			Workspaces: workspaces, Agents: agents, LeaseSeconds: presenceLease.Seconds(),
		})
		return err
	})
	if err != nil {
		return fmt.Errorf("renew presence: %w", err)
	}
	if arrived {
		for _, r := range rows {
			q.Conversations.SignalWorkspace(r.WorkspaceID, conversation.System(), PresenceChanged{AgentID: r.AgentID, Status: r.Status})
			q.Kick(r.WorkspaceID)
		}
	}
	return nil
}

// What an agent says of themselves.
const (
	Online = "online" // takes what comes
	Busy   = "busy"   // is there for what they hold, and takes nothing new
	Away   = "away"   // is not there: who waits for their reply waits no longer than a pause
)

// SetPresence switches an agent to [Online], [Busy] or [Away]. What they hold
// stays with them; what is offered to somebody who takes nothing new goes to
// the next.
func (q *Queue) SetPresence(ctx context.Context, seat Seat, status string) error {
	err := q.DB.InWorkspace(ctx, seat.Workspace, func(tx *postgres.Tx) error {
		return db.New(tx).SetPresence(ctx, db.SetPresenceParams{
			WorkspaceID: seat.Workspace, AgentID: seat.Agent, Status: status, LeaseSeconds: presenceLease.Seconds(),
		})
	})
	if err != nil {
		return fmt.Errorf("set presence: %w", err)
	}
	q.Conversations.SignalWorkspace(seat.Workspace, conversation.System(), PresenceChanged{AgentID: seat.Agent, Status: status})
	q.Kick(seat.Workspace)
	return nil
}

// GiveUp lets those who wait for an agent's reply wait in line for anybody, where
// their first request stands, and says how many there were. An agent who was online
// is busy from then on, or they would be offered the same ones at once. What the
// agent has answered stays with them.
func (q *Queue) GiveUp(ctx context.Context, seat Seat) (given int, err error) {
	var held []uuid.UUID
	var now string
	err = q.DB.InWorkspace(ctx, seat.Workspace, func(tx *postgres.Tx) (err error) {
		queries := db.New(tx)
		if held, err = queries.UnansweredOf(ctx, db.UnansweredOfParams{WorkspaceID: seat.Workspace, AgentID: seat.Agent}); err != nil || len(held) == 0 {
			return err
		}
		now, err = queries.PresenceOf(ctx, db.PresenceOfParams{WorkspaceID: seat.Workspace, AgentID: seat.Agent})
		return err
	})
	if err == nil && now == Online {
		err = q.SetPresence(ctx, seat, Busy)
	}
	if err != nil {
		return 0, fmt.Errorf("give up: %w", err)
	}
	for _, id := range held {
		err := q.DB.InWorkspace(ctx, seat.Workspace, func(tx *postgres.Tx) error {
			c, err := q.Conversations.LockTx(ctx, tx, id)
			if err != nil || !waitsFor(c, seat.Agent) {
				return err
			}
			given++
			return q.BackToQueueTx(ctx, tx, c, Decision{Kind: Handover, Reason: ReasonTransferred, Rule: "agent.give_up"}, c.Team)
		})
		if err != nil {
			return given, fmt.Errorf("give up: %w", err)
		}
	}
	return given, nil
}

// waitsFor reports whether a visitor waits for the reply of an agent.
func waitsFor(c conversation.Conversation, agent uuid.UUID) bool {
	return c.Stage == conversation.StagePerson && c.Agent != nil && *c.Agent == agent && c.WaitingSince != nil
}

// OnlineTx counts the agents of a team who are there and take what comes; nil, and
// a team that has ended = of the workspace.
func (q *Queue) OnlineTx(ctx context.Context, tx *postgres.Tx, team *uuid.UUID) (int, error) {
	n, err := db.New(tx).CountOnline(ctx, db.CountOnlineParams{WorkspaceID: tx.Workspace(), TeamID: team})
	if err != nil {
		return 0, fmt.Errorf("count agents online: %w", err)
	}
	return int(n), nil
}
