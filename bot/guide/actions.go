package guide

import (
	"context"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/action"
	"github.com/firstlinehq/firstline/bot/action/spec"
	"github.com/firstlinehq/firstline/bot/flow"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Runner lets flows call the actions that admins have described, behind all of
// their gates.
type Runner struct{ *action.Runner }

// Describe implements [Actions].
func (r Runner) Describe(ctx context.Context, ws uuid.UUID) ([]flow.Action, error) {
	all, err := r.Runner.Describe(ctx, ws)
	if err != nil {
		return nil, err
	}
	list := make([]flow.Action, len(all))
	for i, a := range all {
		list[i] = flow.Action{Name: a.Name, Title: a.Title, Writes: a.Writes, Inputs: []flow.ActionInput{}, Results: []string{}}
		for _, in := range a.Asks() {
			list[i].Inputs = append(list[i].Inputs, flow.ActionInput{Name: in.Name, Label: in.Label, Required: in.Required})
		}
		for _, out := range a.Outputs {
			list[i].Results = append(list[i].Results, out.Name)
		}
	}
	return list, nil
}

// Run implements [Actions].
func (r Runner) Run(ctx context.Context, c Call) (flow.Acted, error) {
	all, err := r.Runner.Describe(ctx, c.Workspace)
	if err != nil {
		return flow.Acted{}, err
	}
	for _, a := range all {
		if a.Name != c.Action {
			continue
		}
		result, err := r.Runner.Run(ctx, action.Call{
			Workspace: c.Workspace, Conversation: c.Conversation, Action: a.ID, By: action.ByFlow, Inputs: typed(a, c.Inputs), Turn: c.Turn, Occasion: occasionOf(c),
		})
		if err != nil {
			return flow.Acted{}, err
		}
		acted := actedOf(result)
		acted.Title = a.Title
		return acted, nil
	}
	return flow.Acted{}, nil // switched off since the flow was published
}

// occasionOf is the occasion of a step: a flow may wish for the same action in
// several.
func occasionOf(c Call) string {
	if c.Occasion == "" {
		return ""
	}
	return c.Occasion + ":" + c.Step
}

// typed gives inputs the types that the action declares; what cannot be given
// one stays as it is, for the action's own gate to refuse.
func typed(a action.Action, inputs map[string]string) map[string]any {
	out := make(map[string]any, len(inputs))
	for _, in := range a.Asks() {
		text, ok := inputs[in.Name]
		if !ok {
			continue
		}
		out[in.Name] = text
		figure, _, _ := strings.Cut(text, " ") // an amount is "49.9 $"
		switch in.Type {
		case spec.Number, spec.Integer:
			if n, err := strconv.ParseFloat(figure, 64); err == nil {
				out[in.Name] = n
			}
		case spec.Boolean:
			out[in.Name] = text == "yes" || text == "true"
		default:
		}
	}
	return out
}

func actedOf(r action.Result) flow.Acted {
	if r.Confirmation != nil && r.Outcome == action.Asked {
		if acted, ended := endOf(r.State, r.Fields); ended { // asked before, by a turn that died
			return acted
		}
		return flow.Acted{Asked: r.Confirmation.String(), Given: r.State != action.Pending}
	}
	acted := flow.Acted{OK: r.Outcome == action.Done}
	if r.Outcome == action.Unsure {
		acted.Why = flow.Unknown
	}
	fill(&acted, r.Fields)
	return acted
}

// fill gives the flow what an action gave, with what of it nobody else sees.
func fill(acted *flow.Acted, fields []spec.Field) {
	acted.Results, acted.Labels = make(map[string]string, len(fields)), make(map[string]locale.Texts, len(fields))
	for _, f := range fields {
		acted.Results[f.Name], acted.Labels[f.Name] = f.Text, f.Label
		if f.Hidden {
			acted.Hidden = append(acted.Hidden, f.Name)
		}
	}
}

// endOf is what the end of a confirmation is to a flow; ended is false where the
// run has nothing to go on with.
func endOf(s action.State, fields []spec.Field) (acted flow.Acted, ended bool) {
	fill(&acted, fields)
	switch s {
	case action.Carried:
		acted.OK = true
	case action.Fell:
	case action.NotKnown:
		acted.Why = flow.Unknown
	case action.Declined:
		acted.Why = flow.Refusal
	default:
		// On its way, or run out: then the run asks anew when the visitor is back.
		return flow.Acted{}, false
	}
	return acted, true
}

// Settled goes on with the flow that waits for a confirmation. It is what
// action.Parts.Settled calls.
func (g *Guide) Settled(ctx context.Context, tx *postgres.Tx, s action.Settlement) error {
	var fields []spec.Field
	if s.Result != nil {
		fields = s.Result.Fields
	}
	acted, ended := endOf(s.State, fields)
	if !ended {
		return nil
	}
	return g.SettledTx(ctx, tx, s.Conversation.ID, s.Confirmation.String(), acted)
}
