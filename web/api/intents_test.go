package api_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/web/api"
	"github.com/firstlinehq/firstline/web/webtest"
)

// TestIntentsAndRules goes the way of an admin: examples, a training, a rule
// over the intent, a preview, a replay, the ledger.
func TestIntentsAndRules(t *testing.T) {
	t.Parallel()
	h := webtest.Open(t, nil)
	ws := "/v1/workspaces/" + h.Mine.Workspace.ID.String()
	admin := h.Mine.Admin
	file := `{"text":"where is my parcel","label":"Parcel"}` + "\n" + `{"text":"my package has not come","label":"Parcel"}` + "\n" +
		`{"text":"when does the courier come","label":"Parcel"}` + "\n" + `{"text":"I want my money back","label":"Refund"}` + "\n" +
		`{"text":"refund my order","label":"Refund"}` + "\n" + `{"text":"how do I get a refund","label":"Refund"}`
	var added struct{ New, Intents int }
	admin.Do(t, http.MethodPost, ws+"/intents/import", map[string]any{"file": file}, &added)
	require.Equal(t, 6, added.New)
	admin.Do(t, http.MethodPost, ws+"/intents/train", nil, nil)
	var intents struct {
		Intents []struct{ ID, Name string }
		Models  []struct {
			Version int
			State   string
		}
	}
	require.Eventually(t, func() bool {
		admin.Do(t, http.MethodGet, ws+"/intents", nil, &intents)
		return intents.Models[0].State == "ready"
	}, 30*time.Second, 50*time.Millisecond)
	admin.Do(t, http.MethodPut, ws+"/intents/live", map[string]any{"version": 1}, nil)
	var tried struct {
		IntentID string `json:"intent_id"`
	}
	admin.Do(t, http.MethodPost, ws+"/intents/try", map[string]any{"version": 1, "text": "where is my parcel"}, &tried)
	require.Equal(t, intents.Intents[0].ID, tried.IntentID)

	var house map[string]any
	admin.Do(t, http.MethodGet, ws+"/rules", nil, &house)
	house["rules"] = []any{map[string]any{"id": "parcels", "name": "Parcels", "then": "handover", "when": map[string]any{"intents": []string{tried.IntentID}}}}
	var way struct{ Kind, Rule string }
	admin.Do(t, http.MethodPost, ws+"/rules/preview", map[string]any{"house": house, "text": "where is my parcel"}, &way)
	require.Equal(t, "admin.parcels", way.Rule)
	var replay struct{ Turns, Reproduced, Same int }
	require.Eventually(t, func() bool {
		admin.Do(t, http.MethodPost, ws+"/rules/replay", map[string]any{"house": house, "days": 30}, &replay)
		return replay.Turns > 0
	}, 30*time.Second, 50*time.Millisecond)
	require.Equal(t, replay.Turns, replay.Reproduced)
	admin.Do(t, http.MethodPost, ws+"/rules", house, nil)
	require.Equal(t, http.StatusForbidden, h.Mine.Agent.Call(t, http.MethodPost, ws+"/rules", house).Status)

	// Whoever takes the conversation over reads what it is about.
	talk := h.NewVisitor(t, h.Mine).Say(t, "where is my parcel")
	var detail api.Detail
	require.Eventually(t, func() bool {
		detail = api.Detail{}
		h.Mine.Agent.Get(t, ws+"/conversations/"+talk.String(), &detail)
		return detail.Brief != nil
	}, 30*time.Second, 50*time.Millisecond)
	require.Equal(t, "Parcel", detail.Brief.Intent)

	again := admin.Call(t, http.MethodPost, ws+"/rules", house)
	require.Equal(t, http.StatusConflict, again.Status)
	require.Contains(t, string(again.Body), "house_changed")

	var ledger struct{ Decisions []struct{ ID, Kind string } }
	h.Mine.Agent.Do(t, http.MethodGet, ws+"/ledger?kind=answer", nil, &ledger)
	require.NotEmpty(t, ledger.Decisions)
	h.Mine.Agent.Do(t, http.MethodPut, ws+"/ledger/"+ledger.Decisions[0].ID+"/mark", map[string]any{"mark": "missed", "cause": "admin.parcels"}, nil)
	var verdicts struct {
		Verdicts []struct {
			Cause  string
			Missed int
		}
	}
	admin.Do(t, http.MethodGet, ws+"/ledger/verdicts", nil, &verdicts)
	found := false
	for _, v := range verdicts.Verdicts {
		found = found || v.Cause == "admin.parcels" && v.Missed == 1
	}
	require.True(t, found)
}
