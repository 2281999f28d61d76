package action

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/action/internal/db"
	"github.com/firstlinehq/firstline/bot/action/spec"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Trial is what a try in the editor shows.
type Trial struct {
	// Sent is the request with its secrets hidden; empty for a tool, or if
	// nothing could be sent.
	Sent   spec.Sendable
	Result Result
}

// Try makes a call with an admin's values, those that would come from a
// session included, as the draft says it; like is the stored action whose
// secrets serve where the draft gives none. It writes if the action does: the
// admin has said so by asking. It leaves a row in the audit.
func (r *Runner) Try(ctx context.Context, ws, agent uuid.UUID, like *uuid.UUID, d Draft, raw map[string]any) (Trial, error) {
	var out Trial
	stored := Action{ID: uuid.New()}
	if like != nil {
		var err error
		if stored, err = r.Get(ctx, ws, *like); err != nil {
			return out, err
		}
	}
	d.Enabled = false // a try needs no secret to be there
	p, err := r.prepare(ws, stored.ID, d, &stored)
	if err != nil {
		return out, err
	}
	a := Action{ID: stored.ID, Version: stored.Version, sealed: p.sealed}
	if a.Definition, err = decode(p.definition); err != nil {
		return out, fmt.Errorf("decode action: %w", err)
	}
	values, bad := spec.Check(a.Inputs, sample(a.Inputs, raw))
	out.Result = Result{Action: a, Outcome: Started, Inputs: redacted(a.Inputs, values)}
	if len(bad) > 0 {
		out.Result.Outcome, out.Result.Reason, out.Result.Bad = Refused, BadInputs, bad
		return out, nil
	}
	row, err := uuid.NewV7()
	if err != nil {
		return out, fmt.Errorf("call id: %w", err)
	}
	if a.HTTP != nil {
		if out.Sent, err = a.HTTP.Masked(a.Inputs, values); err != nil {
			out.Result.Outcome, out.Result.Reason = Refused, BadInputs
			return out, nil //nolint:nilerr // a value that does not fit the address is the admin's to see
		}
	}
	c := ready{action: a, values: values, row: row, key: row, ws: ws, result: out.Result}
	if err := r.insertTry(ctx, c, agent); err != nil {
		return out, err
	}
	out.Result = r.carryOut(ctx, c)
	return out, r.finish(ctx, c, out.Result)
}

func (r *Runner) insertTry(ctx context.Context, c ready, agent uuid.UUID) error {
	inputs, err := json.Marshal(c.result.Inputs)
	if err != nil {
		return fmt.Errorf("encode inputs: %w", err)
	}
	return r.DB.InWorkspace(ctx, c.ws, func(tx *postgres.Tx) error {
		return db.New(tx).InsertCall(ctx, db.InsertCallParams{
			WorkspaceID: c.ws, ID: c.row, ActionID: c.action.ID, Action: c.action.Name, Version: int32(c.action.Version),
			ByKind: string(ByTry), AgentID: &agent, Inputs: inputs, Outcome: string(Started),
		})
	})
}

// sample are the admin's values for all inputs but constants, those of a
// session included.
func sample(inputs []spec.Input, raw map[string]any) map[string]any {
	out := make(map[string]any)
	for _, in := range inputs {
		out[in.Name] = raw[in.Name]
		if in.From == spec.Constant {
			out[in.Name] = in.Value
		}
	}
	return out
}
