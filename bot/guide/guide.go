package guide

import (
	"context"
	"log/slog"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/flow"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Actions carries actions out.
type Actions interface {
	// Describe lists those of a workspace that flows may call.
	Describe(ctx context.Context, workspace uuid.UUID) ([]flow.Action, error)
	// Run calls one. What goes wrong on the other side, or at a gate, is an end of
	// the call and no error.
	Run(ctx context.Context, c Call) (flow.Acted, error)
}

// Call is an action that a flow wants done.
type Call struct {
	Workspace    uuid.UUID
	Conversation uuid.UUID
	// Turn is the bot's that calls; nil when the run goes on by itself.
	Turn *uuid.UUID
	// Occasion is when in the conversation: the same run of a step on the same
	// occasion is one call, however often it is made.
	Occasion string
	flow.Run
}

// Parts are what a guide works with.
type Parts struct {
	DB            *postgres.DB
	Conversations *conversation.Store
	Queue         *handoff.Queue
	Jobs          *jobs.Client
	// Actions may be nil: flows that call one are not published then.
	Actions Actions
}

// Guide takes visitors through flows.
type Guide struct{ Parts }

// New makes a guide.
func New(parts Parts) *Guide { return &Guide{Parts: parts} }

// Describe lists the actions that flows of a workspace may call.
func (g *Guide) Describe(ctx context.Context, ws uuid.UUID) ([]flow.Action, error) {
	if g.Actions == nil {
		return []flow.Action{}, nil
	}
	return g.Actions.Describe(ctx, ws)
}

// run calls an action; a fault of ours counts as its failure, so that the flow
// leads on.
func (g *Guide) run(ctx context.Context, c Call) flow.Acted {
	if g.Actions == nil {
		return flow.Acted{}
	}
	acted, err := g.Actions.Run(ctx, c)
	if err != nil {
		slog.WarnContext(ctx, "an action of a flow failed", "conversation", c.Conversation, "action", c.Action, "error", err)
		return flow.Acted{}
	}
	return acted
}
