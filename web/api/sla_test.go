package api_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/web/api"
	"github.com/firstlinehq/firstline/web/webtest"
)

func promise(first int) map[string]any {
	target := func(minutes int) map[string]any {
		return map[string]any{"minutes": []int{minutes, minutes, minutes, minutes}, "around_the_clock": true}
	}
	return map[string]any{"first_reply": target(first), "next_reply": target(0), "resolution": target(0), "warn_at": 80, "escalate_hours": 72}
}

// What is promised shows in the list, in order, and in the figures.
func TestPromisesOfTeams(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	admin := h.Mine.Admin
	policies := func() []api.SLAView {
		var body struct{ Policies []api.SLAView }
		h.Mine.Agent.Get(t, path(h.Mine, "/sla"), &body)
		return body.Policies
	}
	require.Len(t, policies(), 1)
	require.Equal(t, 72, policies()[0].EscalateHours)
	require.Equal(t, []int{0, 0, 0, 0}, policies()[0].FirstReply.Minutes)
	h.Mine.Agent.Call(t, http.MethodPut, path(h.Mine, "/sla"), promise(10)).RequireProblem(t, http.StatusForbidden)
	admin.Do(t, http.MethodPut, path(h.Mine, "/sla"), promise(10), nil)
	p := admin.Call(t, http.MethodPut, path(h.Mine, "/sla"), promise(-1)).RequireProblem(t, http.StatusUnprocessableEntity, http.StatusBadRequest)
	require.Equal(t, "sla_first_reply", p.Code)

	var made struct{ ID uuid.UUID }
	admin.Do(t, http.MethodPost, path(h.Mine, "/teams"), map[string]any{"name": "Returns"}, &made)
	team := path(h.Mine, "/teams/"+made.ID.String())
	admin.Do(t, http.MethodPut, team+"/sla", promise(5), nil)
	require.Len(t, policies(), 2)
	admin.Do(t, http.MethodDelete, team+"/sla", nil, nil)
	require.Len(t, policies(), 1)
	nowhere := path(h.Mine, "/teams/"+uuid.NewString()+"/sla")
	admin.Call(t, http.MethodPut, nowhere, promise(5)).RequireProblem(t, http.StatusNotFound)
	admin.Call(t, http.MethodDelete, nowhere, nil).RequireProblem(t, http.StatusNotFound)

	// Two wait for a person, the second with more haste.
	h.Mine.Visitor.Do(t, http.MethodPost, "/v1/visitor/conversations/"+h.Mine.Conversation.String()+"/person", nil, nil)
	other := h.NewVisitor(t, h.Mine)
	second := other.Say(t, "hello")
	admin.Do(t, http.MethodPut, path(h.Mine, "/sla"), promise(3), nil)
	other.Do(t, http.MethodPost, "/v1/visitor/conversations/"+second.String()+"/person", nil, nil)
	var list api.ListPage
	due := func(id uuid.UUID) *api.DeadlineView {
		h.Mine.Agent.Get(t, path(h.Mine, "/conversations?order=deadline"), &list)
		for _, r := range list.Rows {
			if r.ID == id {
				return r.Deadline
			}
		}
		return nil
	}
	require.Eventually(t, func() bool {
		first := due(h.Mine.Conversation)
		return first != nil && time.Until(first.DueAt) < 4*time.Minute // counted anew by the tighter one
	}, 20*time.Second, 50*time.Millisecond)
	require.Len(t, list.Rows, 2)
	require.Equal(t, h.Mine.Conversation, list.Rows[0].ID, "due first on top")
	require.Equal(t, "first_reply", list.Rows[1].Deadline.Goal)

	h.Mine.Agent.Do(t, http.MethodPost, path(h.Mine, "/conversations/"+second.String()+"/messages"), map[string]any{"client_id": uuid.NewString(), "text": "Hello!"}, nil)
	require.Nil(t, due(second))
	var figures struct{ Lines []api.AttainmentView }
	h.Mine.Supervisor.Get(t, path(h.Mine, "/sla/attainment?days=7"), &figures)
	require.Equal(t, "first_reply", figures.Lines[0].Goal)
	require.Equal(t, 1, figures.Lines[0].Met)
	require.NotNil(t, figures.Lines[0].MedianS)
	h.Mine.Agent.Call(t, http.MethodGet, path(h.Mine, "/sla/attainment"), nil).RequireProblem(t, http.StatusForbidden)
	var theirs api.ListPage
	h.Theirs.Agent.Get(t, path(h.Theirs, "/conversations?order=deadline"), &theirs)
	require.Empty(t, theirs.Rows)
}

// One list for those who left an address and for what an agent puts there.
func TestFollowUps(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	agent := h.Mine.Agent
	type page struct {
		Lines  []api.FollowUpLine
		Counts api.FollowUpCounts
	}
	show := func(what string) (p page) {
		agent.Get(t, path(h.Mine, "/follow-ups?show="+what), &p)
		return p
	}
	require.Empty(t, show("open").Lines)
	h.Mine.Visitor.Do(t, http.MethodPost, "/v1/visitor/conversations/"+h.Mine.Conversation.String()+"/follow-up", map[string]any{"email": "ada@example.com"}, nil)
	second := h.NewVisitor(t, h.Mine).Say(t, "hello")
	entry := path(h.Mine, "/conversations/"+second.String()+"/follow-up")
	due := time.Now().Add(-time.Hour)
	agent.Do(t, http.MethodPut, entry, map[string]any{"state": "open", "note": "Call the depot", "owner_id": agent.ID, "due_at": due}, nil)

	all := show("open")
	require.Len(t, all.Lines, 2)
	require.Equal(t, api.FollowUpCounts{Open: 2, Mine: 1, Unowned: 1, Overdue: 1}, all.Counts)
	require.Equal(t, "ada@example.com", all.Lines[0].Email)
	require.True(t, all.Lines[0].Open)
	require.Equal(t, agent.ID, *all.Lines[1].AddedBy)
	require.Len(t, show("mine").Lines, 1)
	require.Equal(t, h.Mine.Conversation, show("unowned").Lines[0].ConversationID)

	for what, body := range map[string]map[string]any{
		"no outcome": {"state": "done"}, "too soon": {"state": "open", "outcome": "resolved"}, "stranger": {"state": "open", "owner_id": h.Theirs.Agent.ID},
	} {
		agent.Call(t, http.MethodPut, entry, body).RequireProblem(t, http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusConflict)
		require.Equal(t, "Call the depot", show("mine").Lines[0].Note, what)
	}
	h.Theirs.Agent.Call(t, http.MethodPut, path(h.Theirs, "/conversations/"+second.String()+"/follow-up"), map[string]any{"state": "open"}).RequireProblem(t, http.StatusNotFound)

	agent.Do(t, http.MethodPut, entry, map[string]any{"state": "done", "outcome": "no_answer", "note": "Nobody answers"}, nil)
	require.Len(t, show("open").Lines, 1)
	require.Equal(t, "no_answer", show("done").Lines[0].Outcome)

	// An entry that is done does not keep the answer from the visitor's mail.
	first := path(h.Mine, "/conversations/"+h.Mine.Conversation.String())
	agent.Do(t, http.MethodPut, first+"/follow-up", map[string]any{"state": "done", "outcome": "answered"}, nil)
	agent.Do(t, http.MethodPost, first+"/messages", map[string]any{"client_id": uuid.NewString(), "text": "It is on its way."}, nil)
	require.Contains(t, h.MailServer.Next(t).Text, "It is on its way.")
	require.Equal(t, conversation.StagePerson, conversation.Stage(show("done").Lines[0].Stage))
}

// A snoozed conversation is out of the list, and the visitor's word brings it back.
func TestSnooze(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	agent := h.Mine.Agent
	one := path(h.Mine, "/conversations/"+h.Mine.Conversation.String())
	for code, until := range map[string]time.Time{"snooze_past": time.Now().Add(-time.Minute), "snooze_far": time.Now().AddDate(2, 0, 0)} {
		p := agent.Call(t, http.MethodPost, one+"/snooze", map[string]any{"until": until}).RequireProblem(t, http.StatusBadRequest, http.StatusUnprocessableEntity)
		require.Equal(t, code, p.Code)
	}
	shown := func() int {
		var list api.ListPage
		agent.Get(t, path(h.Mine, "/conversations"), &list)
		return len(list.Rows)
	}
	require.Equal(t, 1, shown())
	agent.Do(t, http.MethodPost, one+"/snooze", map[string]any{"until": time.Now().Add(time.Hour)}, nil)
	require.Zero(t, shown())
	h.Mine.Visitor.Say(t, "any news?")
	require.Equal(t, 1, shown())

	// By its time: the job fires it, and the list hears of it.
	agent.Do(t, http.MethodPost, one+"/snooze", map[string]any{"until": time.Now().Add(time.Second)}, nil)
	woken := func() (n int) {
		var events struct{ Events []struct{ Kind string } }
		agent.Get(t, one+"/events", &events)
		for _, e := range events.Events {
			if e.Kind == "conversation.woken" {
				n++
			}
		}
		return n
	}
	require.Equal(t, 1, woken())
	require.Eventually(t, func() bool { return woken() == 2 }, 30*time.Second, 50*time.Millisecond)
	require.Equal(t, 1, shown())
}
