package api_test

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/agentassist"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/web/api"
	"github.com/firstlinehq/firstline/web/webtest"
)

func path(x webtest.Tenant, rest string) string { return "/v1/workspaces/" + x.ID.String() + rest }

func (i inbox) detail() api.Detail {
	var d api.Detail
	i.h.Mine.Agent.Get(i.t, path(i.h.Mine, "/conversations/"+i.id.String()), &d)
	return d
}

type inbox struct {
	t  *testing.T
	h  *webtest.House
	id uuid.UUID
}

// The way of a conversation as an agent's screens read it: from the visitor's
// demand to the rating.
func TestInboxTellsTheStory(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	i := inbox{t: t, h: h, id: h.Mine.Conversation}
	me := h.Mine.Agent
	h.Mine.Visitor.Say(t, "My name is Anna. You are liars, order ORD-482913 is late and nobody answers me! Get me a real person now!")

	var d api.Detail
	require.Eventually(t, func() bool {
		d = i.detail()
		return d.Row.Stage == "waiting"
	}, 10*time.Second, 10*time.Millisecond)
	require.NotNil(t, d.Brief)
	facts := map[string]string{}
	for _, f := range d.Brief.Facts {
		facts[f.Kind] = f.Value
		require.NotEmpty(t, f.Span)
	}
	require.Equal(t, "ORD-482913", facts["order"])
	require.NotEmpty(t, d.Brief.MoodLine)
	require.NotEmpty(t, d.Decisions)
	require.Equal(t, "handover", d.Decisions[0].Kind)
	require.Len(t, d.Moods, 2)
	require.False(t, d.Visitor.Online)

	var list api.ListPage
	me.Get(t, path(h.Mine, "/conversations?view=waiting"), &list)
	require.Len(t, list.Rows, 1)
	require.True(t, list.Rows[0].Unread)
	require.Equal(t, 1, list.Counts.Waiting)

	me.Do(t, http.MethodPost, path(h.Mine, "/conversations/"+i.id.String()+"/take"), nil, nil)
	me.Get(t, path(h.Mine, "/conversations?view=mine"), &list)
	require.Len(t, list.Rows, 1)
	require.Equal(t, "agent", list.Rows[0].AgentName)
	require.Equal(t, 1, list.Counts.Mine)

	me.Do(t, http.MethodPost, path(h.Mine, "/conversations/"+i.id.String()+"/notes"), map[string]any{"client_id": "n", "text": "an inner thought"}, nil)
	me.Do(t, http.MethodPost, path(h.Mine, "/conversations/"+i.id.String()+"/messages"), map[string]any{"client_id": "m", "text": "I am here."}, nil)
	me.Do(t, http.MethodPost, path(h.Mine, "/conversations/"+i.id.String()+"/resolve"), nil, nil)
	h.Mine.Visitor.Do(t, http.MethodPost, "/v1/visitor/conversations/"+i.id.String()+"/rating", map[string]any{"score": 4, "comment": "fine"}, nil)
	d = i.detail()
	require.Equal(t, "resolved", d.Row.Stage)
	require.Equal(t, api.RatingView{Score: 4, Comment: "fine"}, *d.Rating)
	i.isReported()

	kinds := func(who webtest.Caller, p string) (seqs []int64, kinds []string) {
		var out struct{ Events []json.RawMessage }
		who.Get(t, p, &out)
		for _, raw := range out.Events {
			var e struct {
				Seq  int64
				Kind string
			}
			require.NoError(t, json.Unmarshal(raw, &e))
			seqs, kinds = append(seqs, e.Seq), append(kinds, e.Kind)
		}
		return seqs, kinds
	}
	seqs, all := kinds(me, path(h.Mine, "/conversations/"+i.id.String()+"/events"))
	for n, seq := range seqs {
		require.EqualValues(t, n+1, seq, "no gap")
	}
	require.Contains(t, all, "note.added")
	seqs, seen := kinds(h.Mine.Visitor, "/v1/visitor/conversations/"+i.id.String()+"/events")
	for n, seq := range seqs {
		require.EqualValues(t, n+1, seq, "no gap for the visitor either")
	}
	require.NotContains(t, seen, "note.added")
	require.NotContains(t, seen, "mood.changed")
}

// isReported looks for the rating in the supervisor's figures, and in no other
// workspace's.
func (i inbox) isReported() {
	i.t.Helper()
	var report struct {
		Agents []api.AgentRatings
		Words  []api.RatedWord
	}
	i.h.Mine.Supervisor.Get(i.t, path(i.h.Mine, "/reports/ratings"), &report)
	require.Equal(i.t, []api.AgentRatings{{AgentID: &i.h.Mine.Agent.ID, Name: "agent", Given: 1, Mean: 4, Good: 1}}, report.Agents)
	require.Len(i.t, report.Words, 1)
	require.Equal(i.t, "fine", report.Words[0].Comment)
	require.Equal(i.t, i.id, report.Words[0].ConversationID)
	i.h.Theirs.Supervisor.Get(i.t, path(i.h.Theirs, "/reports/ratings"), &report)
	require.Empty(i.t, report.Agents)
	require.Empty(i.t, report.Words)
}

func TestAssistOverREST(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	base := path(h.Mine, "/conversations/"+h.Mine.Conversation.String())
	me := h.Mine.Agent
	require.NoError(t, h.DB.InWorkspace(t.Context(), h.Mine.ID, func(tx *postgres.Tx) error {
		_, err := h.Assistant.PutCannedTx(t.Context(), tx, agentassist.CannedReply{Shortcut: "late", Lang: "en", Title: "Parcel late", Body: "I'm looking for your parcel."})
		return err
	}))
	var canned struct{ Replies []api.CannedReply }
	me.Get(t, path(h.Mine, "/canned-replies"), &canned)
	require.Len(t, canned.Replies, 1)

	me.Do(t, http.MethodPost, base+"/take", nil, nil)
	panel := func() (v api.AssistView) {
		require.Eventually(t, func() bool {
			v = api.AssistView{}
			me.Get(t, base+"/assist", &v)
			return len(v.Suggestions) > 0
		}, 10*time.Second, 10*time.Millisecond)
		return v
	}
	v := panel()
	require.Equal(t, "answer", v.Suggestions[0].Label)
	require.Equal(t, h.Mine.Article.ID, *v.Suggestions[0].Sources[0].ArticleID)
	require.Equal(t, h.Mine.Article.ID, v.Articles[0].ID)

	outcome := path(h.Mine, "/suggestions/"+v.Suggestions[0].ID.String()+"/outcome")
	me.Do(t, http.MethodPost, outcome, map[string]any{"outcome": "inserted"}, nil)
	me.Call(t, http.MethodPost, outcome, map[string]any{"outcome": "sent"}).RequireProblem(t, http.StatusUnprocessableEntity)
	me.Do(t, http.MethodPost, base+"/messages",
		map[string]any{"client_id": "a", "text": v.Suggestions[0].Text, "suggestion_id": v.Suggestions[0].ID}, nil)
	require.Equal(t, "sent", panel().Suggestions[0].Outcome)

	h.Mine.Visitor.Say(t, "And where can I follow it?")
	require.Eventually(t, func() bool { return panel().ForSeq > v.ForSeq }, 10*time.Second, 10*time.Millisecond)
}

func TestWorkspaceViews(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	var members struct{ Members []api.MemberView }
	presence := func(who webtest.Caller) string {
		members.Members = nil
		h.Mine.Admin.Get(t, path(h.Mine, "/members"), &members)
		for _, m := range members.Members {
			if m.ID == who.ID {
				return m.Presence
			}
		}
		return "none"
	}
	require.Equal(t, "offline", presence(h.Mine.Agent))
	h.Mine.Agent.Do(t, http.MethodPut, path(h.Mine, "/presence"), map[string]any{"status": "online"}, nil)
	require.Equal(t, "online", presence(h.Mine.Agent))
	require.Len(t, members.Members, 4)
	require.Equal(t, "none", presence(h.Theirs.Agent))

	var status api.StatusView
	h.Mine.Agent.Get(t, path(h.Mine, "/status"), &status)
	require.Equal(t, 1, status.ArticlesPublished)
	require.Equal(t, 1, status.AgentsOnline)
	require.Positive(t, status.Passages)
	require.Empty(t, status.Models)
	var teams struct{ Teams []api.TeamView }
	h.Mine.Agent.Get(t, path(h.Mine, "/teams"), &teams)
	require.NotNil(t, teams.Teams)
}
