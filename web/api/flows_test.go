package api_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/web/webtest"
)

const flowDraft = `{"triggers": {"starter": {"en": "Book a visit", "zh": "预约上门"}}, "steps": [
  {"id": "day", "kind": "ask", "text": {"en": "Which day?", "zh": "哪天？"}, "field": {"name": "day", "kind": "date", "label": {"en": "Day", "zh": "日期"}}},
  {"id": "end", "kind": "end", "text": {"en": "See you on {day}.", "zh": "{day}见。"}}
]}`

type flowView struct {
	ID        string          `json:"id"`
	Name      string          `json:"name"`
	Draft     json.RawMessage `json:"draft"`
	Revision  int             `json:"revision"`
	Live      int             `json:"live"`
	Published bool            `json:"published"`
	Faults    []struct {
		Step, Code, Detail string
		Index              int
	} `json:"faults"`
}

func TestFlows(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	admin, base := h.Mine.Admin, "/v1/workspaces/"+h.Mine.ID.String()+"/flows"
	draft := map[string]any{"name": "Visit", "draft": json.RawMessage(`{"triggers": {}, "steps": [{"id": "a", "kind": "say", "next": "b"}]}`), "revision": 0}

	var f flowView
	admin.Do(t, http.MethodPost, base, map[string]any{"name": draft["name"], "draft": draft["draft"]}, &f)
	require.Len(t, f.Faults, 3, "an unsound draft is kept, with what is wrong at which step: %v", f.Faults)
	draft["revision"] = f.Revision
	one := base + "/" + f.ID
	require.Contains(t, string(admin.Call(t, http.MethodPost, one+"/publish", draft).Body), "flow_faulty")

	draft["draft"] = json.RawMessage(flowDraft)
	admin.Do(t, http.MethodPut, one, draft, &f)
	require.Empty(t, f.Faults)
	require.Contains(t, string(admin.Call(t, http.MethodPut, one, draft).Body), "settings_changed", "somebody saved meanwhile")
	draft["revision"] = f.Revision
	admin.Do(t, http.MethodPost, one+"/publish", draft, &f)
	require.Equal(t, 1, f.Live)
	require.True(t, f.Published)

	var config struct {
		Starters []string `json:"starters"`
	}
	h.Mine.Visitor.Do(t, http.MethodGet, "/v1/visitor/config?workspace=mine&lang=zh", nil, &config)
	require.Contains(t, config.Starters, "预约上门")

	type tried struct {
		State json.RawMessage `json:"state"`
		Text  string          `json:"text"`
		Form  []struct{ Label, Value string }
	}
	var first, second tried
	try := map[string]any{"draft": json.RawMessage(flowDraft), "lang": "zh", "lines": []any{}}
	admin.Do(t, http.MethodPost, base+"/try", try, &first)
	require.Equal(t, "哪天？", first.Text)
	try["state"], try["lines"] = first.State, []any{map[string]any{"visitor": true, "text": "2026年11月3日"}}
	admin.Do(t, http.MethodPost, base+"/try", try, &second)
	require.Equal(t, "2026年11月3日见。", second.Text)
	require.Len(t, second.Form, 1)

	require.Equal(t, http.StatusForbidden, h.Mine.Agent.Call(t, http.MethodPost, one+"/retire", nil).Status)
	require.NotEqual(t, http.StatusOK, h.Theirs.Admin.Call(t, http.MethodGet, one, nil).Status)
	var retired flowView
	admin.Do(t, http.MethodPost, one+"/retire", nil, &retired)
	require.Zero(t, retired.Live)
	require.Equal(t, http.StatusNoContent, admin.Call(t, http.MethodDelete, one, nil).Status)
	require.Equal(t, http.StatusNotFound, admin.Call(t, http.MethodGet, one, nil).Status)
}
