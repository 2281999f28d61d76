package api_test

import (
	"net/http"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/web/api"
	"github.com/firstlinehq/firstline/web/webtest"
)

// A team as an admin makes, changes, and ends it, with hours of its own.
func TestTeamsAndTheirHours(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	admin := h.Mine.Admin
	var made struct{ ID uuid.UUID }
	admin.Do(t, http.MethodPost, path(h.Mine, "/teams"), map[string]any{"name": "Returns", "skills": []string{"returns"}, "agents": []uuid.UUID{h.Mine.Agent.ID}}, &made)
	admin.Call(t, http.MethodPost, path(h.Mine, "/teams"), map[string]any{"name": "Returns"}).RequireProblem(t, http.StatusConflict)
	admin.Call(t, http.MethodPost, path(h.Mine, "/teams"), map[string]any{"name": "   "}).RequireProblem(t, http.StatusConflict)
	admin.Call(t, http.MethodPost, path(h.Mine, "/teams"), map[string]any{"name": "Other", "agents": []uuid.UUID{h.Theirs.Agent.ID}}).RequireProblem(t, http.StatusNotFound)

	one := path(h.Mine, "/teams/"+made.ID.String())
	admin.Do(t, http.MethodPut, one, map[string]any{"name": "Returns and refunds", "agents": []uuid.UUID{h.Mine.Agent.ID, h.Mine.Supervisor.ID}}, nil)
	admin.Do(t, http.MethodPut, path(h.Mine, "/members/"+h.Mine.Agent.ID.String()), map[string]any{"skills": []string{"returns"}, "languages": []string{"zh"}, "capacity": 7}, nil)
	var teams struct{ Teams []api.TeamView }
	admin.Get(t, path(h.Mine, "/teams"), &teams)
	require.Len(t, teams.Teams, 1)
	require.Equal(t, "Returns and refunds", teams.Teams[0].Name)
	require.Len(t, teams.Teams[0].Agents, 2)
	var members struct{ Members []api.MemberView }
	admin.Get(t, path(h.Mine, "/members"), &members)
	for _, m := range members.Members {
		if m.ID == h.Mine.Agent.ID {
			require.Equal(t, 7, m.Capacity)
			require.Equal(t, []string{"zh"}, m.Languages)
		}
	}

	hours := map[string]any{"strategy": "round_robin", "calendar": map[string]any{
		"zone": "Asia/Shanghai", "week": [][]map[string]string{{}, {{"from": "09:00", "until": "18:00"}}}, "holidays": []map[string]string{{"day": "2026-10-01", "name": "国庆节"}},
	}}
	admin.Do(t, http.MethodPut, one+"/service", hours, nil)
	services := func() (list []api.ServiceView) {
		var body struct{ Services []api.ServiceView }
		h.Mine.Agent.Get(t, path(h.Mine, "/service"), &body)
		return body.Services
	}
	require.Len(t, services(), 2)
	require.Nil(t, services()[0].TeamID)
	require.Equal(t, "国庆节", services()[1].Calendar.Holidays[0].Name)
	for what, calendar := range map[string]map[string]any{
		"zone":  {"zone": "Mars/Olympus"},
		"hours": {"week": [][]map[string]string{{{"from": "18:00", "until": "09:00"}}}},
	} {
		p := admin.Call(t, http.MethodPut, one+"/service", map[string]any{"strategy": "round_robin", "calendar": calendar}).RequireProblem(t, http.StatusUnprocessableEntity, http.StatusBadRequest)
		require.Equal(t, "calendar_invalid", p.Code, what)
	}
	require.Equal(t, "Asia/Shanghai", services()[1].Calendar.Zone, "what was refused changed nothing")

	admin.Do(t, http.MethodDelete, one, nil, nil)
	require.Len(t, services(), 1, "its hours end with the team")
	admin.Call(t, http.MethodDelete, one, nil).RequireProblem(t, http.StatusNotFound)
}
