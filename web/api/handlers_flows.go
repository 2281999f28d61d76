package api

import (
	"context"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot"
	"github.com/firstlinehq/firstline/bot/flow"
	"github.com/firstlinehq/firstline/bot/guide"
	"github.com/firstlinehq/firstline/bot/profile"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/postgres"
)

func (a *API) flows(ctx context.Context, in *InWorkspace) (*flowsOutput, error) {
	actions, err := a.Flows.Describe(ctx, in.Workspace)
	if err != nil {
		return nil, err
	}
	out := &flowsOutput{}
	out.Body.Actions = actions
	err = a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		list, err := flow.ListTx(ctx, tx)
		out.Body.Flows = make([]FlowRow, len(list))
		for i, f := range list {
			out.Body.Flows[i] = FlowRow{
				ID: f.ID, Name: f.Name, Live: f.Live, Published: f.Published, Steps: len(f.Draft.Steps), Faults: len(f.Draft.Check(actions)),
				UpdatedAt: f.UpdatedAt, Runs: f.Runs, Ended: f.Ended, HandedOver: f.HandedOver,
			}
		}
		return err
	})
	return out, err
}

// withFlow does something about a flow and gives what it is then.
func (a *API) withFlow(ctx context.Context, ws uuid.UUID, do func(*postgres.Tx, []flow.Action) (flow.Flow, error)) (*flowOutput, error) {
	actions, err := a.Flows.Describe(ctx, ws)
	if err != nil {
		return nil, err
	}
	out := &flowOutput{}
	err = a.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		f, err := do(tx, actions)
		if err != nil {
			return err
		}
		out.Body = FlowView{
			ID: f.ID, Name: f.Name, Draft: f.Draft, Revision: f.Revision, Live: f.Live, Published: f.Published,
			Faults: append([]flow.Fault{}, f.Draft.Check(actions)...), UpdatedAt: f.UpdatedAt,
		}
		return nil
	})
	return out, err
}

func (a *API) flow(ctx context.Context, in *flowInput) (*flowOutput, error) {
	return a.withFlow(ctx, in.Workspace, func(tx *postgres.Tx, _ []flow.Action) (flow.Flow, error) {
		return flow.GetTx(ctx, tx, in.Flow)
	})
}

func (a *API) createFlow(ctx context.Context, in *createFlowInput) (*flowOutput, error) {
	return a.withFlow(ctx, in.Workspace, func(tx *postgres.Tx, _ []flow.Action) (flow.Flow, error) {
		return flow.CreateTx(ctx, tx, in.Body.Name, in.Body.Draft, callerOf(ctx).ID)
	})
}

func (a *API) saveFlow(ctx context.Context, in *saveFlowInput) (*flowOutput, error) {
	return a.withFlow(ctx, in.Workspace, func(tx *postgres.Tx, _ []flow.Action) (flow.Flow, error) {
		return flow.SaveTx(ctx, tx, flow.Flow{ID: in.Flow, Name: in.Body.Name, Draft: in.Body.Draft, Revision: in.Body.Revision}, callerOf(ctx).ID)
	})
}

func (a *API) publishFlow(ctx context.Context, in *saveFlowInput) (*flowOutput, error) {
	return a.withFlow(ctx, in.Workspace, func(tx *postgres.Tx, actions []flow.Action) (flow.Flow, error) {
		f := flow.Flow{ID: in.Flow, Name: in.Body.Name, Draft: in.Body.Draft, Revision: in.Body.Revision}
		f, _, err := flow.PublishTx(ctx, tx, f, actions, callerOf(ctx).ID)
		return f, err
	})
}

func (a *API) retireFlow(ctx context.Context, in *flowInput) (*flowOutput, error) {
	return a.withFlow(ctx, in.Workspace, func(tx *postgres.Tx, _ []flow.Action) (flow.Flow, error) {
		return flow.RetireTx(ctx, tx, in.Flow)
	})
}

func (a *API) deleteFlow(ctx context.Context, in *flowInput) (*nothing, error) {
	return nil, a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error { return flow.DeleteTx(ctx, tx, in.Flow) })
}

func (a *API) flowVersions(ctx context.Context, in *flowInput) (*flowVersionsOutput, error) {
	out := &flowVersionsOutput{}
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		list, err := flow.VersionsTx(ctx, tx, in.Flow)
		out.Body.Versions = make([]FlowVersionView, len(list))
		for i, v := range list {
			out.Body.Versions[i] = FlowVersionView{Version: v.Version, Name: v.Name, Steps: v.Steps, By: v.Editor, At: v.At}
		}
		return err
	})
	return out, err
}

func (a *API) flowVersion(ctx context.Context, in *flowVersionInput) (*flowVersionOutput, error) {
	out := &flowVersionOutput{}
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		v, err := flow.VersionTx(ctx, tx, in.Flow, in.Version)
		out.Body.Name, out.Body.Draft = v.Name, v.Definition
		return err
	})
	return out, err
}

// tryFlow decides on a message as a turn would, and plays the flow if that is
// an answer. No model is asked: what is tried is the flow.
func (a *API) tryFlow(ctx context.Context, in *tryFlowInput) (*triedFlowOutput, error) {
	actions, err := a.Flows.Describe(ctx, in.Workspace)
	if err != nil {
		return nil, err
	}
	if len(in.Body.Draft.Check(actions)) > 0 {
		return nil, flow.ErrFaulty
	}
	t := guide.Trial{Definition: in.Body.Draft, Lang: in.Body.Lang, Fail: in.Body.Fail, Actions: actions}
	if in.Body.State != nil {
		t.State = *in.Body.State
	}
	said := ""
	for i, l := range in.Body.Lines {
		line := handoff.Line{Role: handoff.RoleBot, Seq: int64(i + 1), Text: l.Text}
		if l.Visitor {
			line.Role, said, t.Files = handoff.RoleVisitor, l.Text, l.Files
		}
		t.Lines = append(t.Lines, line)
	}
	if err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		around, err := handoff.TrialTx(ctx, tx)
		t.Now = around.Now
		return err
	}); err != nil {
		return nil, err
	}
	settings := profile.Default()
	settings.UseModel = false
	tried := bot.Tried{}
	if said != "" && in.Body.State != nil {
		if tried, err = a.Bot.Try(ctx, in.Workspace, bot.Trial{Question: said, Lang: in.Body.Lang, Settings: &settings}); err != nil {
			return nil, err
		}
		t.Answerable = tried.Outcome == bot.Answered
	}
	return &triedFlowOutput{Body: triedFlow(ctx, t, tried)}, nil
}

func triedFlow(ctx context.Context, t guide.Trial, tried bot.Tried) FlowTried {
	view := FlowTried{State: t.State, Called: []flow.Called{}}
	if tried.Trace.Decision.Kind == handoff.Handover {
		view.Person, view.State.Status = true, flow.HandedOver
		view.Form = t.Definition.Form(view.State, t.Lang)
		return view
	}
	o := guide.Preview(ctx, t)
	view.State, view.Text, view.Ask, view.Offer, view.Person = o.State, o.Text, o.Ask, o.Offer, o.HandOver
	view.Called = append(view.Called, o.Called...)
	if o.Answer && tried.Text != "" {
		view.Text = tried.Text + "\n\n" + o.Text
	}
	view.Form = t.Definition.Form(o.State, t.Lang)
	return view
}
