package api_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/profile"
	"github.com/firstlinehq/firstline/internal/llm/llmtest"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/web/api"
	"github.com/firstlinehq/firstline/web/webtest"
)

// Settings from a draft through its preview to what visitors are told, and back.
func TestBotSettingsOverREST(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	me := h.Mine.Admin
	var s profile.Profile
	me.Get(t, path(h.Mine, "/bot/settings"), &s)
	require.Equal(t, profile.Default(), s)

	s.Brand, s.Refuse = "Juniper Home", []string{"parcel"}
	var p api.BotPreview
	ask := func(question string) {
		t.Helper()
		p = api.BotPreview{}
		me.Do(t, http.MethodPost, path(h.Mine, "/bot/preview"), map[string]any{"question": question, "settings": s}, &p)
	}
	ask("Where is my parcel?")
	require.Equal(t, "parcel", p.Refused)
	require.Equal(t, "line", p.Outcome)
	ask("hello")
	require.Contains(t, p.Answer, "Juniper Home")
	ask("I want a human")
	require.Equal(t, "handover", p.Kind)
	var live profile.Profile
	me.Get(t, path(h.Mine, "/bot/settings"), &live)
	require.Equal(t, profile.Default(), live, "a preview changes nothing")

	me.Do(t, http.MethodPut, path(h.Mine, "/bot/settings"), s, &live)
	require.Equal(t, 1, live.Version)
	require.Equal(t, "settings_changed", me.Call(t, http.MethodPut, path(h.Mine, "/bot/settings"), s).RequireProblem(t, http.StatusConflict).Code)
	s = live
	s.LinkHosts = []string{"not a host"}
	require.Equal(t, "setting_invalid", me.Call(t, http.MethodPut, path(h.Mine, "/bot/settings"), s).RequireProblem(t, http.StatusUnprocessableEntity).Code)
	var versions struct{ Versions []api.BotSettingsVersion }
	me.Get(t, path(h.Mine, "/bot/settings/versions"), &versions)
	require.Len(t, versions.Versions, 1)
	require.Equal(t, "admin", versions.Versions[0].Editor)
	require.Equal(t, "Juniper Home", versions.Versions[0].Settings.Brand)
}

func TestBudgetOverREST(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	var b api.BudgetView
	h.Mine.Admin.Do(t, http.MethodPut, path(h.Mine, "/bot/budget"), map[string]any{
		"visitor_day_tokens": 1000, "day_tokens": 20000, "day_micros": 5_000_000, "month_micros": 0,
	}, &b)
	require.EqualValues(t, 20000, b.Limits.DayTokens)
	b = api.BudgetView{}
	h.Mine.Agent.Get(t, path(h.Mine, "/bot/budget"), &b)
	require.EqualValues(t, 5_000_000, b.Limits.DayMicros)
	require.NotEmpty(t, b.Use.Today.Day)
	require.NotNil(t, b.Use.Days)
}

// Why the bot said this: from the message in the thread to what it rests on.
func TestTurnOverREST(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, llmtest.Script("Parcels leave our warehouse within 2 working days [1]."))
	visitor := h.NewVisitor(t, h.Mine)
	talk := visitor.Say(t, "When do parcels leave? I am ada@example.org")
	base := path(h.Mine, "/conversations/"+talk.String()+"/turns")
	var list struct{ Turns []api.TurnRow }
	require.Eventually(t, func() bool {
		h.Mine.Agent.Get(t, base, &list)
		return len(list.Turns) > 0
	}, 20*time.Second, 20*time.Millisecond)
	row := list.Turns[0]
	require.Equal(t, "model", row.Mode)
	require.Positive(t, row.MessageSeq)
	var v api.TurnView
	h.Mine.Agent.Get(t, base+"/"+row.ID.String(), &v)
	require.Equal(t, row, v.TurnRow)
	require.Equal(t, "answer", v.Decision.Kind)
	require.NotEmpty(t, v.Decision.Rule)
	require.NotEmpty(t, v.Steps)
	require.True(t, v.Retrieval[0].Cited)
	require.Equal(t, h.Mine.Article.ID, v.Retrieval[0].ArticleID)
	require.Contains(t, v.Model.Prompt, "When do parcels leave?")
	require.NotContains(t, v.Model.Prompt, "ada@example.org")
	require.Contains(t, v.Model.Reply, "2 working days")
	require.Equal(t, 1, v.Model.Masked["email"])
}

// Models belong to the installation: its operator connects them, nobody else
// so much as reads their addresses, and no answer holds a key.
func TestModelsOverREST(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	operator := h.Mine.Admin
	body := map[string]any{"name": "Mine", "base_url": "", "model": "small", "key": "sk-secret-1", "prompt_price": 1.5, "completion_price": 3, "enabled": true}
	h.Mine.Admin.Call(t, http.MethodGet, "/v1/models", nil).RequireProblem(t, http.StatusForbidden)
	h.Mine.Admin.Call(t, http.MethodPost, "/v1/models/find", nil).RequireProblem(t, http.StatusForbidden)
	require.NoError(t, h.DB.AcrossWorkspaces(t.Context(), func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), "UPDATE agents SET operator = true WHERE id = $1", operator.ID)
		return err
	}))
	srv := llmtest.New(t)
	body["base_url"] = srv.URL()
	var trial api.ModelTrial
	operator.Do(t, http.MethodPost, "/v1/models/try", body, &trial)
	require.True(t, trial.OK, trial.Reason)
	require.Equal(t, []string{"large", "small"}, trial.Models)
	var list struct{ Models []api.ModelView }
	made := operator.Call(t, http.MethodPost, "/v1/models", body)
	require.Equal(t, http.StatusCreated, made.Status, string(made.Body))
	require.NotContains(t, string(made.Body), "sk-secret-1")
	operator.Get(t, "/v1/models", &list)
	require.Len(t, list.Models, 1)
	require.True(t, list.Models[0].HasKey)
	require.Equal(t, "closed", list.Models[0].State)
	id := list.Models[0].ID.String()

	var status api.StatusView
	h.Mine.Agent.Get(t, path(h.Mine, "/status"), &status)
	require.Len(t, status.Models, 1)
	require.Equal(t, srv.Address(), status.Models[0].Host)
	require.NotEmpty(t, status.Database.Version)
	require.Positive(t, status.Database.Bytes)

	delete(body, "key")
	body["name"] = "Renamed"
	operator.Do(t, http.MethodPut, "/v1/models/"+id, body, &list)
	require.Equal(t, "Renamed", list.Models[0].Name)
	require.True(t, list.Models[0].HasKey)
	body["base_url"] = "ftp://example.com"
	require.Equal(t, "setting_invalid", operator.Call(t, http.MethodPut, "/v1/models/"+id, body).RequireProblem(t, http.StatusUnprocessableEntity).Code)
	operator.Do(t, http.MethodPost, "/v1/models/order", map[string]any{"ids": []string{id}}, &list)
	var found struct{ Found []api.FoundModels }
	operator.Do(t, http.MethodPost, "/v1/models/find", nil, &found)
	require.Empty(t, found.Found)
	require.Equal(t, http.StatusNoContent, operator.Call(t, http.MethodDelete, "/v1/models/"+id, nil).Status)
	operator.Call(t, http.MethodDelete, "/v1/models/"+id, nil).RequireProblem(t, http.StatusNotFound)
}
