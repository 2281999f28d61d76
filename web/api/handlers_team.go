package api

import (
	"context"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/postgres"
)

func (f TeamForm) team(id uuid.UUID) account.Team {
	return account.Team{ID: id, Name: f.Name, Skills: f.Skills, Agents: f.Agents}
}

func (a *API) createTeam(ctx context.Context, in *createTeamInput) (*createTeamOutput, error) {
	out := &createTeamOutput{}
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) (err error) {
		out.Body.ID, err = a.Accounts.CreateTeamTx(ctx, tx, in.Body.team(uuid.Nil))
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func (a *API) saveTeam(ctx context.Context, in *saveTeamInput) (*nothing, error) {
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		return a.Accounts.SaveTeamTx(ctx, tx, in.Body.team(in.Team))
	})
	if err == nil {
		a.Queue.Kick(in.Workspace)
	}
	return nil, err
}

func (a *API) deleteTeam(ctx context.Context, in *InTeam) (*nothing, error) {
	return nil, a.Desk.RemoveTeam(ctx, in.Workspace, in.Team)
}

func (a *API) saveMember(ctx context.Context, in *saveMemberInput) (*nothing, error) {
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		return a.Accounts.SaveMemberTx(ctx, tx, account.Member{
			ID: in.Agent, Skills: in.Body.Skills, Languages: in.Body.Languages, Capacity: in.Body.Capacity,
		})
	})
	if err == nil {
		a.Queue.Kick(in.Workspace)
	}
	return nil, err
}

func (a *API) services(ctx context.Context, in *InWorkspace) (*serviceOutput, error) {
	out := &serviceOutput{}
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		rules, err := a.Queue.ServicesTx(ctx, tx)
		if err != nil {
			return err
		}
		for _, s := range rules.Own() {
			view := ServiceView{TeamID: s.Team, ServiceForm: ServiceForm{Strategy: string(s.Strategy), Calendar: s.Calendar, Notice: s.Notice, LongLine: s.LongLine}}
			view.Closed, _ = rules.Closed(s.Team)
			out.Body.Services = append(out.Body.Services, view)
		}
		return nil
	})
	return out, err
}

func (a *API) saveService(ctx context.Context, in *saveServiceInput) (*nothing, error) {
	return nil, a.putService(ctx, in.Workspace, nil, in.Body)
}

func (a *API) saveTeamService(ctx context.Context, in *saveTeamServiceInput) (*nothing, error) {
	return nil, a.putService(ctx, in.Workspace, &in.Team, in.Body)
}

func (a *API) putService(ctx context.Context, ws uuid.UUID, team *uuid.UUID, f ServiceForm) error {
	return a.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		err := a.Queue.SaveServiceTx(ctx, tx, handoff.Service{Team: team, Strategy: handoff.Strategy(f.Strategy), Calendar: f.Calendar, Notice: f.Notice, LongLine: f.LongLine})
		if postgres.IsForeignKey(err) {
			return account.ErrTeam
		}
		return err
	})
}

func (a *API) inheritService(ctx context.Context, in *InTeam) (*nothing, error) {
	return nil, a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		if err := a.knownTeamTx(ctx, tx, in.Team); err != nil {
			return err
		}
		return a.Queue.InheritServiceTx(ctx, tx, in.Team)
	})
}
