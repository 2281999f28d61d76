package api

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/handoff/sla"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// SLATarget is how soon a goal is to be met.
type SLATarget struct {
	Minutes []int `json:"minutes" minItems:"4" maxItems:"4" doc:"For priorities 0 (normal) to 3 (highest), up to 129,600 each; 0 = no target"`
	Always  bool  `json:"around_the_clock" doc:"Counted around the clock and not in the team's hours"`
}

// SLAForm is what a team promises.
type SLAForm struct {
	FirstReply    SLATarget `json:"first_reply"`
	NextReply     SLATarget `json:"next_reply"`
	Resolution    SLATarget `json:"resolution"`
	WarnAt        int       `json:"warn_at" minimum:"1" maximum:"99" doc:"Share of the time after which agents are warned, in percent"`
	EscalateHours int       `json:"escalate_hours" minimum:"0" maximum:"8760" doc:"After so many hours, around the clock, an unresolved case is to be followed up; 0 = never"`
}

// SLAView is what was set, of a team or of the workspace.
type SLAView struct {
	TeamID *uuid.UUID `json:"team_id,omitempty" format:"uuid" doc:"Absent for the workspace's own"`
	SLAForm
}

// AttainmentView is how a team kept a promise.
type AttainmentView struct {
	TeamID  *uuid.UUID `json:"team_id,omitempty" format:"uuid" doc:"Absent for what was for everybody"`
	Goal    string     `json:"goal" enum:"first_reply,next_reply,resolution"`
	Met     int        `json:"met" doc:"In time, of what had a target"`
	Missed  int        `json:"missed"`
	MedianS *float64   `json:"median_s,omitempty" doc:"Median of the counted time, in seconds, of all that was kept in time or late"`
}

type slaOutput struct {
	Body struct {
		Policies []SLAView `json:"policies" doc:"The workspace's own first; teams without their own are absent"`
	}
}

type saveSLAInput struct {
	InWorkspace
	Body SLAForm
}

type saveTeamSLAInput struct {
	InTeam
	Body SLAForm
}

type attainmentInput struct {
	InWorkspace
	Days int `query:"days" minimum:"1" maximum:"366" default:"7"`
}

type attainmentOutput struct {
	Body struct {
		Lines []AttainmentView `json:"lines"`
	}
}

// WeekAttainment is how a team kept a promise in one week.
type WeekAttainment struct {
	Week string `json:"week" format:"date" doc:"Its Monday, UTC"`
	AttainmentView
}

type weeksInput struct {
	InWorkspace
	Weeks int `query:"weeks" minimum:"1" maximum:"53" default:"8"`
}

type weeksOutput struct {
	Body struct {
		Weeks []WeekAttainment `json:"weeks" doc:"The latest first; a week without figures is absent"`
	}
}

func (a *API) registerSLA() {
	administer := forMember(account.Administer)
	const base = "/v1/workspaces/{workspace}"
	register(a, op{http.MethodGet, base + "/sla", "list-sla", "What teams promise, and when they are warned", forMember(account.Converse), 0}, a.slaPolicies)
	register(a, op{http.MethodPut, base + "/sla", "save-sla", "Set what the workspace promises; running clocks are counted anew", administer, http.StatusNoContent}, a.saveSLA)
	register(a, op{http.MethodPut, base + "/teams/{team}/sla", "save-team-sla", "Set what a team promises", administer, http.StatusNoContent}, a.saveTeamSLA)
	register(a, op{http.MethodDelete, base + "/teams/{team}/sla", "inherit-team-sla", "Let what the workspace promises hold for a team", administer, http.StatusNoContent}, a.inheritSLA)
	register(a, op{http.MethodGet, base + "/sla/attainment", "sla-attainment", "How teams kept what they promise", forMember(account.Supervise), 0}, a.attainment)
	register(a, op{http.MethodGet, base + "/reports/deadlines", "deadlines-report", "How teams kept what they promise, by week", forMember(account.Supervise), 0}, a.weeks)
}

func (a *API) slaPolicies(ctx context.Context, in *InWorkspace) (*slaOutput, error) {
	out := &slaOutput{}
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		list, err := a.Queue.Deadlines.PoliciesTx(ctx, tx)
		out.Body.Policies = make([]SLAView, len(list))
		for i, p := range list {
			out.Body.Policies[i] = SLAView{TeamID: p.Team, SLAForm: SLAForm{
				FirstReply: slaTarget(p.FirstReply), NextReply: slaTarget(p.NextReply), Resolution: slaTarget(p.Resolution),
				WarnAt: p.WarnAt, EscalateHours: p.EscalateHours,
			}}
		}
		return err
	})
	return out, err
}

func slaTarget(t sla.Target) SLATarget {
	minutes := make([]int, 4)
	copy(minutes, t.Minutes)
	return SLATarget{Minutes: minutes, Always: t.Always}
}

func (a *API) saveSLA(ctx context.Context, in *saveSLAInput) (*nothing, error) {
	return nil, a.putSLA(ctx, in.Workspace, nil, in.Body)
}

func (a *API) saveTeamSLA(ctx context.Context, in *saveTeamSLAInput) (*nothing, error) {
	return nil, a.putSLA(ctx, in.Workspace, &in.Team, in.Body)
}

func (a *API) putSLA(ctx context.Context, ws uuid.UUID, team *uuid.UUID, f SLAForm) error {
	return a.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		return a.Queue.Deadlines.SavePolicyTx(ctx, tx, sla.Policy{
			Team: team, FirstReply: sla.Target(f.FirstReply), NextReply: sla.Target(f.NextReply), Resolution: sla.Target(f.Resolution),
			WarnAt: f.WarnAt, EscalateHours: f.EscalateHours,
		})
	})
}

func (a *API) inheritSLA(ctx context.Context, in *InTeam) (*nothing, error) {
	return nil, a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		if err := a.knownTeamTx(ctx, tx, in.Team); err != nil {
			return err
		}
		return a.Queue.Deadlines.DropPolicyTx(ctx, tx, &in.Team)
	})
}

// knownTeamTx fails with account.ErrTeam for a team that is not there.
func (a *API) knownTeamTx(ctx context.Context, tx *postgres.Tx, team uuid.UUID) error {
	teams, err := a.Accounts.TeamsTx(ctx, tx)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(teams, func(t account.Team) bool { return t.ID == team }) {
		return account.ErrTeam
	}
	return nil
}

func (a *API) attainment(ctx context.Context, in *attainmentInput) (*attainmentOutput, error) {
	out := &attainmentOutput{}
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		list, err := a.Queue.Deadlines.AttainmentTx(ctx, tx, in.Days)
		out.Body.Lines = make([]AttainmentView, len(list))
		for i, l := range list {
			out.Body.Lines[i] = attainmentView(l)
		}
		return err
	})
	return out, err
}

func attainmentView(l sla.Attainment) AttainmentView {
	return AttainmentView{TeamID: l.Team, Goal: string(l.Goal), Met: l.Met, Missed: l.Missed, MedianS: seconds(l.Median)}
}

func (a *API) weeks(ctx context.Context, in *weeksInput) (*weeksOutput, error) {
	out := &weeksOutput{}
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		list, err := a.Queue.Deadlines.WeeksTx(ctx, tx, in.Weeks)
		out.Body.Weeks = make([]WeekAttainment, len(list))
		for i, w := range list {
			out.Body.Weeks[i] = WeekAttainment{Week: w.Begins.UTC().Format(time.DateOnly), AttainmentView: attainmentView(w.Attainment)}
		}
		return err
	})
	return out, err
}

func seconds(d *time.Duration) *float64 {
	if d == nil {
		return nil
	}
	return new(d.Seconds())
}
