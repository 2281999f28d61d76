package handoff

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/handoff/internal/db"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// TakenTx keeps the brief of a conversation that the bot has and an agent takes,
// or is given, without anybody having asked for a person: they know as much as
// who accepts. It is a handoff that waited for nobody. The caller moves the stage.
func (q *Queue) TakenTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation, agent uuid.UUID, d Decision) error {
	brief, _, err := q.briefTx(ctx, tx, Request{Conversation: c, Decision: d})
	if err != nil {
		return err
	}
	rank, err := q.rankTx(ctx, tx, c, priorityOf(d.Reason))
	if err != nil {
		return err
	}
	packed, err := json.Marshal(brief)
	if err != nil {
		return fmt.Errorf("encode brief: %w", err)
	}
	id, err := uuid.NewV7()
	if err != nil {
		return fmt.Errorf("handoff id: %w", err)
	}
	err = db.New(tx).InsertTaken(ctx, db.InsertTakenParams{
		WorkspaceID: tx.Workspace(), ID: id, ConversationID: c.ID, Reason: string(d.Reason), Rule: d.Rule, Brief: packed,
		Lang: c.Lang, Priority: int16(rank), TeamID: c.Team, AgentID: &agent, WaitsSince: c.WaitingSince,
	})
	if err != nil {
		return fmt.Errorf("store handoff: %w", err)
	}
	return nil
}

// BackToQueueTx lets a conversation that a person holds wait for another one:
// the agent has gone, or handed it on to a team. The visitor has waited before:
// they stand where their first request would stand now, not at the end.
func (q *Queue) BackToQueueTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation, d Decision, team *uuid.UUID) error {
	r := Request{Conversation: c, Decision: d, Team: team}
	if c.Stage != conversation.StageBot {
		earned, err := db.New(tx).Earned(ctx, db.EarnedParams{WorkspaceID: tx.Workspace(), ConversationID: c.ID})
		if err != nil && !errors.Is(err, pgx.ErrNoRows) {
			return fmt.Errorf("read earlier handoff: %w", err)
		}
		if err == nil {
			r.earned = &earned
		}
	}
	r.Conversation.Stage = conversation.StageBot // whoever held it no longer does: a request like any other
	r.Conversation.LastAgent = nil
	return q.RequestTx(ctx, tx, r)
}

// waitsSince is since when the visitor has waited who waits again.
func (r *Request) waitsSince() *time.Time {
	if r.earned == nil {
		return nil
	}
	return &r.earned.Since
}
