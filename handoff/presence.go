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

// SetPresence switches an agent to online or away. Away keeps what they hold
// and offers them nothing new.
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

// OnlineTx counts the agents of a team who are there and not away; nil, and a
// team that has ended = of the workspace.
func (q *Queue) OnlineTx(ctx context.Context, tx *postgres.Tx, team *uuid.UUID) (int, error) {
	n, err := db.New(tx).CountOnline(ctx, db.CountOnlineParams{WorkspaceID: tx.Workspace(), TeamID: team})
	if err != nil {
		return 0, fmt.Errorf("count agents online: %w", err)
	}
	return int(n), nil
}
