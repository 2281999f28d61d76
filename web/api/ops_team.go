package api

import (
	"net/http"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/handoff/calendar"
	"github.com/firstlinehq/firstline/internal/account"
)

// TeamForm is what an admin sets of a team.
type TeamForm struct {
	Name   string      `json:"name" minLength:"1" maxLength:"80"`
	Skills []string    `json:"skills,omitempty" maxItems:"30" doc:"What the team is good at"`
	Agents []uuid.UUID `json:"agents,omitempty" maxItems:"500"`
}

// MemberForm is what an admin sets of a member's work.
type MemberForm struct {
	Skills    []string `json:"skills,omitempty" maxItems:"30"`
	Languages []string `json:"languages,omitempty" maxItems:"10" doc:"None = any"`
	Capacity  int      `json:"capacity" minimum:"0" maximum:"50" doc:"Conversations at once"`
}

// ServiceForm is how the people of a team serve.
type ServiceForm struct {
	Strategy string            `json:"strategy" enum:"least_busy,round_robin" doc:"Who of those with a free place is next"`
	Calendar calendar.Calendar `json:"calendar"`
	Notice   map[string]string `json:"notice,omitempty" doc:"What those who wait read, by language; at most 400 characters"`
	LongLine int               `json:"long_line,omitempty" minimum:"0" maximum:"1000" doc:"Place from which an answer by e-mail is offered at once; 0 = never"`
}

// ServiceView is what was set, of a team or of the workspace.
type ServiceView struct {
	TeamID *uuid.UUID `json:"team_id,omitempty" format:"uuid" doc:"Absent for the workspace's own"`
	ServiceForm
	// Closed: nobody works now by these hours.
	Closed bool `json:"closed"`
}

// InTeam is the path of a team.
type InTeam struct {
	InWorkspace
	Team uuid.UUID `path:"team" format:"uuid"`
}

type createTeamInput struct {
	InWorkspace
	Body TeamForm
}

type createTeamOutput struct {
	Body struct {
		ID uuid.UUID `json:"id" format:"uuid"`
	}
}

type saveTeamInput struct {
	InTeam
	Body TeamForm
}

type saveMemberInput struct {
	InWorkspace
	Agent uuid.UUID `path:"agent" format:"uuid"`
	Body  MemberForm
}

type serviceOutput struct {
	Body struct {
		Services []ServiceView `json:"services" doc:"The workspace's own first; teams without their own are absent"`
	}
}

type saveServiceInput struct {
	InWorkspace
	Body ServiceForm
}

type saveTeamServiceInput struct {
	InTeam
	Body ServiceForm
}

func (a *API) registerTeams() {
	administer := forMember(account.Administer)
	const base = "/v1/workspaces/{workspace}"
	register(a, op{http.MethodPost, base + "/teams", "create-team", "Add a team", administer, http.StatusCreated}, a.createTeam)
	register(a, op{http.MethodPut, base + "/teams/{team}", "save-team", "Change a team", administer, http.StatusNoContent}, a.saveTeam)
	register(a, op{http.MethodDelete, base + "/teams/{team}", "delete-team", "End a team; who waits for it waits for anybody", administer, http.StatusNoContent}, a.deleteTeam)
	register(a, op{http.MethodPut, base + "/members/{agent}", "save-member", "Change a member's skills, languages and capacity", administer, http.StatusNoContent}, a.saveMember)
	register(a, op{http.MethodGet, base + "/service", "list-service", "Hours and routing, of the workspace and of teams", forMember(account.Converse), 0}, a.services)
	register(a, op{http.MethodPut, base + "/service", "save-service", "Set the workspace's hours and routing", administer, http.StatusNoContent}, a.saveService)
	register(a, op{http.MethodPut, base + "/teams/{team}/service", "save-team-service", "Set a team's own hours and routing", administer, http.StatusNoContent}, a.saveTeamService)
	register(a, op{http.MethodDelete, base + "/teams/{team}/service", "inherit-team-service", "Let the workspace's hours and routing hold for a team", administer, http.StatusNoContent}, a.inheritService)
}
