package handoff

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/handoff/internal/db"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Routing locks in one order everywhere: conversation, handoff, assignment,
// presence. The conversation's lock makes two routers of one handoff wait for
// each other; the presence row's lock keeps two handoffs from filling an
// agent's last place.

// RouteWaiting offers every waiting handoff of a workspace, in the order of
// service, to an agent who may take it, and tells the visitors their place.
func (q *Queue) RouteWaiting(ctx context.Context, ws uuid.UUID) error {
	if err := errors.Join(q.expire(ctx, ws), q.relieve(ctx, ws)); err != nil {
		return err
	}
	var open []db.Handoff
	offered := map[uuid.UUID]bool{}
	var services Services
	err := q.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) (err error) {
		queries := db.New(tx)
		if open, err = queries.OpenHandoffs(ctx, ws); err != nil {
			return err
		}
		if services, err = q.ServicesTx(ctx, tx); err != nil {
			return err
		}
		taken, err := queries.OfferedHandoffs(ctx, ws)
		for _, id := range taken {
			offered[id] = true
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("read queue: %w", err)
	}
	// Where nobody is free for one handoff, nobody is for others that need the
	// same: a long queue costs a look for each need and not for each visitor.
	// Only an agent who declined this one may still fit the next.
	nobody := map[string]bool{}
	for _, h := range open {
		need := needOf(h)
		if offered[h.ID] || nobody[need] {
			continue
		}
		if closed, _ := services.Closed(h.TeamID); closed {
			continue // nothing is assigned out of hours; an agent may still take it
		}
		fits := false
		err := q.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) (err error) {
			fits, err = q.routeTx(ctx, tx, h.ConversationID)
			return err
		})
		if err != nil {
			return fmt.Errorf("route handoff %s: %w", h.ID, err)
		}
		nobody[need] = !fits
	}
	return q.tellPlaces(ctx, ws, open)
}

// needOf names what an agent must have for a handoff; one that was offered
// before stands alone, because who let it pass may be free for others.
func needOf(h db.Handoff) string {
	team := ""
	if h.TeamID != nil {
		team = h.TeamID.String()
	}
	return strings.Join(append(slices.Sorted(slices.Values(h.Skills)), h.Lang, team), "\x1f")
}

// routeTx offers the conversation's open handoff to the next agent, unless it
// is offered to somebody now. fits is false when nobody may take it now.
func (q *Queue) routeTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) (fits bool, err error) {
	c, err := q.Conversations.LockTx(ctx, tx, id)
	if errors.Is(err, conversation.ErrNotFound) || err == nil && c.Stage != conversation.StageWaiting {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	queries := db.New(tx)
	h, err := queries.OpenHandoff(ctx, db.OpenHandoffParams{WorkspaceID: tx.Workspace(), ConversationID: id})
	if errors.Is(err, pgx.ErrNoRows) {
		return true, nil
	}
	if err != nil {
		return false, fmt.Errorf("read handoff: %w", err)
	}
	_, err = queries.OfferedAssignment(ctx, db.OfferedAssignmentParams{WorkspaceID: tx.Workspace(), HandoffID: h.ID})
	if err == nil {
		return true, nil // another node was faster
	}
	if !errors.Is(err, pgx.ErrNoRows) {
		return false, fmt.Errorf("read assignment: %w", err)
	}
	services, err := q.ServicesTx(ctx, tx)
	if err != nil {
		return false, err
	}
	if closed, _ := services.Closed(h.TeamID); closed {
		return false, nil
	}
	agent, err := q.pickTx(ctx, tx, h, services.Of(h.TeamID).Strategy)
	if err != nil {
		return false, err
	}
	if agent == nil {
		passed, err := queries.PassedBefore(ctx, db.PassedBeforeParams{WorkspaceID: tx.Workspace(), HandoffID: h.ID})
		if err != nil {
			return false, fmt.Errorf("read assignments: %w", err)
		}
		return passed, nil
	}
	return true, q.assignTx(ctx, tx, h, *agent)
}

// missesToAway is how many offers in a row an agent may let run out before
// they count as away, until they say that they are back.
const missesToAway = 2

// expire ends the assignments that have run out, by the database's clock.
func (q *Queue) expire(ctx context.Context, ws uuid.UUID) error {
	var late []db.Assignment
	err := q.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) (err error) {
		late, err = db.New(tx).ExpiredAssignments(ctx, ws)
		return err
	})
	if err != nil {
		return fmt.Errorf("find expired assignments: %w", err)
	}
	for _, a := range late {
		if err := q.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error { return q.expireTx(ctx, tx, a) }); err != nil {
			return fmt.Errorf("expire assignment %s: %w", a.ID, err)
		}
	}
	return nil
}

// relieve takes offers back from agents who have no room for them any more, so
// that a conversation that wakes does not overrun whoever holds it.
func (q *Queue) relieve(ctx context.Context, ws uuid.UUID) error {
	return q.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		queries := db.New(tx)
		over, err := queries.OverfullAssignments(ctx, ws)
		if err != nil {
			return fmt.Errorf("find offers without room: %w", err)
		}
		for _, a := range over {
			if _, err := q.Conversations.LockTx(ctx, tx, a.ConversationID); err != nil {
				return err
			}
			n, err := queries.EndAssignment(ctx, db.EndAssignmentParams{WorkspaceID: ws, ID: a.ID, State: "withdrawn"})
			if err != nil {
				return fmt.Errorf("withdraw assignment: %w", err)
			}
			if n == 0 {
				continue // accepted meanwhile
			}
			if err := q.tellUnassignedTx(ctx, tx, a, "withdrawn"); err != nil {
				return err
			}
		}
		return nil
	})
}

func (q *Queue) expireTx(ctx context.Context, tx *postgres.Tx, a db.Assignment) error {
	if _, err := q.Conversations.LockTx(ctx, tx, a.ConversationID); err != nil {
		return err
	}
	queries := db.New(tx)
	how, err := queries.ExpireAssignment(ctx, db.ExpireAssignmentParams{WorkspaceID: tx.Workspace(), ID: a.ID})
	if err != nil || len(how) == 0 {
		return err // accepted at the last moment, or expired by another node
	}
	away, err := queries.AwayAfterMisses(ctx, db.AwayAfterMissesParams{
		WorkspaceID: tx.Workspace(), AgentID: a.AgentID, Misses: missesToAway,
	})
	if err != nil {
		return fmt.Errorf("note missed offers: %w", err)
	}
	if away > 0 {
		tx.AfterCommit(func(context.Context) {
			q.Conversations.SignalWorkspace(tx.Workspace(), conversation.System(), PresenceChanged{AgentID: a.AgentID, Status: Away})
		})
	}
	return q.tellUnassignedTx(ctx, tx, a, how[0])
}

// pickTx finds an agent with the skill, the language and a free place, and
// holds their row; where no skilled one is free, any other. nil if there is
// none now.
func (q *Queue) pickTx(ctx context.Context, tx *postgres.Tx, h db.Handoff, by Strategy) (*conversation.AgentRef, error) {
	agent, err := q.freeTx(ctx, tx, h, h.Skills, by)
	if agent == nil && err == nil && len(h.Skills) > 0 {
		// Somebody is better than nobody: a visitor does not wait for a skill
		// while an agent sits idle.
		agent, err = q.freeTx(ctx, tx, h, []string{}, by)
	}
	return agent, err
}

func (q *Queue) freeTx(ctx context.Context, tx *postgres.Tx, h db.Handoff, skills []string, by Strategy) (*conversation.AgentRef, error) {
	queries := db.New(tx)
	candidates, err := queries.Candidates(ctx, db.CandidatesParams{
		WorkspaceID: h.WorkspaceID, Skills: skills, Lang: h.Lang, TeamID: h.TeamID, HandoffID: h.ID, PreferAgent: h.PreferAgent,
		Strategy: string(by),
	})
	if err != nil {
		return nil, fmt.Errorf("find agents: %w", err)
	}
	for _, c := range candidates {
		// Under the row's lock the presence and the load are read again: while
		// this one waited, another handoff may have taken the last place.
		_, err := queries.LockSeat(ctx, db.LockSeatParams{WorkspaceID: h.WorkspaceID, AgentID: c.AgentID})
		if errors.Is(err, pgx.ErrNoRows) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("hold agent's place: %w", err)
		}
		load, err := queries.LoadOf(ctx, db.LoadOfParams{WorkspaceID: h.WorkspaceID, AgentID: c.AgentID})
		if err != nil {
			return nil, fmt.Errorf("count agent's load: %w", err)
		}
		if load.Load < int64(c.Capacity) && load.Every < 2*int64(c.Capacity) {
			return &conversation.AgentRef{ID: c.AgentID, Name: c.Name}, nil
		}
	}
	return nil, nil //nolint:nilnil // nobody is free: the handoff waits
}

func (q *Queue) assignTx(ctx context.Context, tx *postgres.Tx, h db.Handoff, agent conversation.AgentRef) error {
	id, err := uuid.NewV7()
	if err != nil {
		return fmt.Errorf("assignment id: %w", err)
	}
	queries := db.New(tx)
	a, err := queries.InsertAssignment(ctx, db.InsertAssignmentParams{
		WorkspaceID: h.WorkspaceID, ID: id, HandoffID: h.ID, ConversationID: h.ConversationID, AgentID: agent.ID,
		Seconds: q.AcceptWithin.Seconds(),
	})
	if err != nil {
		return fmt.Errorf("store assignment: %w", err)
	}
	if err := queries.NoteAssigned(ctx, db.NoteAssignedParams{WorkspaceID: h.WorkspaceID, AgentID: agent.ID}); err != nil {
		return fmt.Errorf("note assignment: %w", err)
	}
	_, err = q.Conversations.AppendTx(ctx, tx, conversation.Append{
		Conversation: h.ConversationID, Author: conversation.System(),
		Data: Assigned{AssignmentID: a.ID, Agent: agent, ExpiresAt: a.ExpiresAt},
	})
	if err != nil {
		return err
	}
	// The sweep would find it late; this comes when it has run out.
	return q.Jobs.InsertTx(ctx, tx, ExpireAssignment{Workspace: h.WorkspaceID, Assignment: a.ID}, at(a.ExpiresAt))
}

// Accept makes the agent the holder of the conversation. From that instant the
// bot is silent. It fails with ErrGone when the assignment ran out, was taken
// back, or was never this agent's; a second accept of the same one succeeds.
func (q *Queue) Accept(ctx context.Context, ws uuid.UUID, agent conversation.AgentRef, assignment uuid.UUID) (conversation uuid.UUID, err error) {
	err = q.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		conversation, err = q.acceptTx(ctx, tx, agent, assignment)
		return err
	})
	return conversation, err
}

func (q *Queue) acceptTx(ctx context.Context, tx *postgres.Tx, agent conversation.AgentRef, assignment uuid.UUID) (uuid.UUID, error) {
	queries := db.New(tx)
	a, err := queries.AssignmentByID(ctx, db.AssignmentByIDParams{WorkspaceID: tx.Workspace(), ID: assignment})
	if errors.Is(err, pgx.ErrNoRows) || err == nil && a.AgentID != agent.ID {
		return uuid.Nil, ErrGone
	}
	if err != nil {
		return uuid.Nil, fmt.Errorf("read assignment: %w", err)
	}
	c, err := q.Conversations.LockTx(ctx, tx, a.ConversationID)
	if err != nil {
		return uuid.Nil, err
	}
	if c.Stage == conversation.StagePerson && c.Agent != nil && *c.Agent == agent.ID {
		return c.ID, nil // from another tab a moment ago
	}
	n, err := queries.AcceptAssignment(ctx, db.AcceptAssignmentParams{WorkspaceID: tx.Workspace(), ID: assignment, AgentID: agent.ID})
	if err != nil {
		return uuid.Nil, fmt.Errorf("accept assignment: %w", err)
	}
	if n == 0 || c.Stage != conversation.StageWaiting {
		return uuid.Nil, ErrGone
	}
	if _, err := queries.EndHandoff(ctx, db.EndHandoffParams{
		WorkspaceID: tx.Workspace(), ConversationID: c.ID, State: "accepted", AgentID: &agent.ID,
	}); err != nil {
		return uuid.Nil, fmt.Errorf("end handoff: %w", err)
	}
	_, err = q.Conversations.MoveTx(ctx, tx, conversation.Move{
		Conversation: c.ID, To: conversation.StagePerson, Agent: &agent,
		By: conversation.Author{Kind: conversation.ByAgent, ID: agent.ID, Name: agent.Name},
	})
	if err != nil {
		return uuid.Nil, err
	}
	_, err = q.Conversations.AppendTx(ctx, tx, conversation.Append{
		Conversation: c.ID, Author: conversation.Author{Kind: conversation.ByAgent, ID: agent.ID, Name: agent.Name},
		Data: Accepted{HandoffID: a.HandoffID, Agent: agent},
	})
	if err != nil {
		return uuid.Nil, err
	}
	tx.AfterCommit(func(context.Context) { q.Kick(tx.Workspace()) })
	return c.ID, q.sayLineTx(ctx, tx, c, "agent_joined", "name", agent.Name)
}

// Decline passes the handoff on to the next agent. It fails with ErrGone when
// there is nothing left to decline.
func (q *Queue) Decline(ctx context.Context, ws, agent, assignment uuid.UUID) error {
	return q.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		queries := db.New(tx)
		a, err := queries.AssignmentByID(ctx, db.AssignmentByIDParams{WorkspaceID: ws, ID: assignment})
		if errors.Is(err, pgx.ErrNoRows) || err == nil && a.AgentID != agent {
			return ErrGone
		}
		if err != nil {
			return fmt.Errorf("read assignment: %w", err)
		}
		if _, err := q.Conversations.LockTx(ctx, tx, a.ConversationID); err != nil {
			return err
		}
		n, err := queries.EndAssignment(ctx, db.EndAssignmentParams{WorkspaceID: ws, ID: assignment, State: "declined"})
		if err != nil {
			return fmt.Errorf("decline assignment: %w", err)
		}
		if n == 0 {
			return ErrGone
		}
		if err := q.tellUnassignedTx(ctx, tx, a, "declined"); err != nil {
			return err
		}
		_, err = q.routeTx(ctx, tx, a.ConversationID)
		return err
	})
}
