package api_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/web/api"
	"github.com/firstlinehq/firstline/web/webtest"
)

// TestRepliesAreShownWithWhatTheyDid: an agent's reply after which an angry
// visitor gives thanks is told as one that calmed.
func TestRepliesAreShownWithWhatTheyDid(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	i := inbox{t: t, h: h, id: h.Mine.Conversation}
	me := h.Mine.Agent
	h.Mine.Visitor.Say(t, "You are useless liars, worst shop ever! Get me a real person now!")
	require.Eventually(t, func() bool { return i.detail().Row.Stage == "waiting" }, 10*time.Second, 10*time.Millisecond)
	me.Do(t, http.MethodPost, path(h.Mine, "/conversations/"+i.id.String()+"/take"), nil, nil)
	me.Do(t, http.MethodPost, path(h.Mine, "/conversations/"+i.id.String()+"/messages"), map[string]any{"client_id": "m1", "text": "I am sorry."}, nil)
	me.Do(t, http.MethodPost, path(h.Mine, "/conversations/"+i.id.String()+"/messages"), map[string]any{"client_id": "m2", "text": "It is on its way."}, nil)
	require.NotContains(t, changes(i.detail()), "agent calmer", "nobody knows yet")
	h.Mine.Visitor.Say(t, "Oh great, thank you so much, you are wonderful!")
	d := i.detail()
	calm := 0
	for _, e := range d.Effects {
		if e.By == "agent" {
			calm++
			require.Equal(t, "calmer", e.Change)
			require.Negative(t, e.Anger)
		}
	}
	require.Equal(t, 1, calm, "two replies in a row did it together")
}

func changes(d api.Detail) []string {
	list := make([]string, len(d.Effects))
	for i, e := range d.Effects {
		list[i] = e.By + " " + e.Change
	}
	return list
}
