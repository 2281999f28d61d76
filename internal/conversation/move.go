package conversation

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/conversation/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Move is a change of stage.
type Move struct {
	Conversation uuid.UUID
	To           Stage
	// Agent holds it afterwards: set exactly when To is person.
	Agent *AgentRef
	// Team to set; nil keeps the team.
	Team *uuid.UUID
	By   Author
}

// MoveTx changes the stage and records it. Reaching person or resolved takes
// the bot's claim away in the same statement, so that a turn under way can no
// longer finish. It fails with ErrNotFound, ErrMerged, or ErrStage where the
// table of stages forbids the move.
func (s *Store) MoveTx(ctx context.Context, tx *postgres.Tx, m Move) (from Stage, err error) {
	before, err := s.LockTx(ctx, tx, m.Conversation)
	if err != nil {
		return "", err
	}
	if before.MergedInto != nil {
		return before.Stage, ErrMerged
	}
	if !MayMove(before.Stage, m.To) || (m.To == StagePerson) != (m.Agent != nil) {
		return before.Stage, ErrStage
	}
	set := db.SetStageParams{
		WorkspaceID: tx.Workspace(), ID: m.Conversation, Stage: string(m.To), TeamID: m.Team,
	}
	if m.Agent != nil {
		set.AgentID = &m.Agent.ID
	}
	if err := db.New(tx).SetStage(ctx, set); err != nil {
		return before.Stage, fmt.Errorf("move to %s: %w", m.To, err)
	}
	_, err = s.AppendTx(ctx, tx, Append{
		Conversation: m.Conversation, Author: m.By,
		Data: StageMoved{From: before.Stage, To: m.To, Agent: m.Agent},
	})
	return before.Stage, err
}

// Leaving are conversations that a team which has ended is taken off.
type Leaving struct {
	Team uuid.UUID
	// Stage they are in; "" = any.
	Stage Stage
	// Most is how many at once, from 1.
	Most int
}

// LeaveTeamTx takes a team off some of its conversations and gives them.
func (s *Store) LeaveTeamTx(ctx context.Context, tx *postgres.Tx, l Leaving) ([]uuid.UUID, error) {
	ids, err := db.New(tx).LeaveTeam(ctx, db.LeaveTeamParams{WorkspaceID: tx.Workspace(), TeamID: l.Team, Stage: string(l.Stage), Most: int32(l.Most)})
	if err != nil {
		return nil, fmt.Errorf("leave team: %w", err)
	}
	return ids, nil
}

// HandedBackTx reports whether an agent handed the conversation back to the
// bot, and it was not finished since.
func (s *Store) HandedBackTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) (bool, error) {
	back, err := db.New(tx).HandedBack(ctx, db.HandedBackParams{WorkspaceID: tx.Workspace(), ConversationID: id})
	if err != nil {
		return false, fmt.Errorf("read who handed back: %w", err)
	}
	return back, nil
}
