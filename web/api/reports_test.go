package api_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/web/api"
	"github.com/firstlinehq/firstline/web/webtest"
)

// TestResolutionReport: what a visitor says of an answer stands in the thread,
// beside the conversation and in the report, and not in another workspace's.
func TestResolutionReport(t *testing.T) {
	t.Parallel()
	h := webtest.Open(t, nil)
	h.Publish(t, h.Mine, "How long is a gift card valid?", "A gift card is valid for **5 years** from the day of purchase.")
	i := inbox{t: t, h: h, id: h.Mine.Conversation}
	resolution := func(want string) {
		t.Helper()
		require.Eventually(t, func() bool { return i.detail().Resolution == want }, 20*time.Second, 20*time.Millisecond)
	}
	h.Mine.Visitor.Say(t, "How long is a gift card valid?")
	// The answer to this question, not to the one that the conversation began with.
	require.Eventually(t, func() bool { return strings.Contains(i.detail().Row.Preview, "5 years") }, 20*time.Second, 20*time.Millisecond)
	resolution("open")
	h.Mine.Visitor.Say(t, "perfect, that helped")
	resolution("confirmed")
	require.Empty(t, i.detail().Intents)

	var report struct {
		Days []api.DayOutcomes
	}
	h.Mine.Agent.Get(t, path(h.Mine, "/reports/resolution?days=7"), &report)
	require.Len(t, report.Days, 1)
	require.Equal(t, api.OutcomeCounts{Conversations: 1, Confirmed: 1}, report.Days[0].OutcomeCounts)
	h.Theirs.Agent.Get(t, path(h.Theirs, "/reports/resolution"), &report)
	for _, d := range report.Days {
		require.Zero(t, d.Confirmed)
	}

	h.Mine.Visitor.Do(t, http.MethodPost, "/v1/visitor/conversations/"+i.id.String()+"/person", nil, nil)
	resolution("")
	h.Mine.Agent.Get(t, path(h.Mine, "/reports/resolution"), &report)
	require.Equal(t, api.OutcomeCounts{Conversations: 1, Escalated: 1}, report.Days[0].OutcomeCounts)
}
