package api_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/web/api"
	"github.com/firstlinehq/firstline/web/webtest"
)

// follow collects the kinds that a tab of the visitor gets, as its socket does.
func follow(t *testing.T, h *webtest.House, id uuid.UUID) func(kind string) *conversation.Event {
	t.Helper()
	got := make(chan *conversation.Event, 64)
	ctx, stop := context.WithCancel(t.Context())
	t.Cleanup(stop)
	go func() {
		for e, err := range h.Conversations.Follow(ctx, conversation.Ref{Workspace: h.Mine.ID, ID: id}, conversation.Everyone, 0) {
			if err != nil {
				return
			}
			got <- e
		}
	}()
	return func(kind string) *conversation.Event {
		for {
			select {
			case e := <-got:
				if e.Kind == kind {
					return e
				}
			case <-time.After(20 * time.Second):
				t.Fatalf("no %s came", kind)
			}
		}
	}
}

// Two open conversations of one visitor become one: both tabs are told where it
// goes on, and what is read there afterwards is whole.
func TestMergeOverTheWire(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	me, target := h.Mine.Agent, h.Mine.Conversation
	other := h.NewVisitor(t, h.Mine)
	source := other.Say(t, "And how do I send it back?")
	options := path(h.Mine, "/conversations/"+target.String()+"/merge")
	me.Call(t, http.MethodPost, options, map[string]any{"source_id": source}).RequireProblem(t, http.StatusConflict)
	require.NoError(t, h.DB.InWorkspace(t.Context(), h.Mine.ID, func(tx *postgres.Tx) error {
		return h.Conversations.ReassignTx(t.Context(), tx, other.ID, h.Mine.Visitor.ID)
	}))
	here, there := follow(t, h, source), follow(t, h, target)

	var found struct {
		TakesOver bool              `json:"takes_over"`
		Options   []api.MergeOption `json:"options"`
	}
	me.Get(t, options, &found)
	require.True(t, found.TakesOver)
	require.Len(t, found.Options, 1)
	require.Equal(t, source, found.Options[0].ID)
	h.Theirs.Agent.Call(t, http.MethodGet, options, nil).RequireProblem(t, http.StatusNotFound)

	me.Do(t, http.MethodPost, options, map[string]any{"source_id": source}, nil)
	me.Do(t, http.MethodPost, options, map[string]any{"source_id": source}, nil) // again it does nothing
	require.Contains(t, string(here("conversation.moved_on").Data), target.String())
	require.Contains(t, string(there("conversation.merged").Data), source.String())
	var said api.Said
	h.Mine.Visitor.Do(t, http.MethodPost, "/v1/visitor/messages", map[string]any{"client_id": uuid.NewString(), "conversation_id": source, "text": "Still there?"}, &said)
	require.Equal(t, target, said.ConversationID)

	var d api.Detail
	me.Get(t, path(h.Mine, "/conversations/"+source.String()), &d)
	require.Equal(t, target, *d.MergedInto)
	var list struct {
		Conversations []api.VisitorConversation `json:"conversations"`
	}
	h.Mine.Visitor.Get(t, "/v1/visitor/conversations", &list)
	require.Len(t, list.Conversations, 1, "the one that it goes on in")
}

// A note calls a colleague, who finds it, reads it and answers, while the
// conversation stays where it is.
func TestMentionsOverTheWire(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	own := path(h.Mine, "/conversations/"+h.Mine.Conversation.String())
	h.Mine.Agent.Do(t, http.MethodPost, own+"/take", nil, nil)
	note := func(from webtest.Caller, calls ...uuid.UUID) (said api.Said) {
		from.Do(t, http.MethodPost, own+"/notes", map[string]any{"client_id": uuid.NewString(), "text": "@you see this", "mentions": calls}, &said)
		return said
	}
	view := func(of webtest.Caller) (page api.ListPage) {
		of.Get(t, path(h.Mine, "/conversations?view=mentions"), &page)
		return page
	}
	said := note(h.Mine.Agent, h.Mine.Knowledge.ID)
	page := view(h.Mine.Knowledge)
	require.Equal(t, 1, page.Counts.Mentions)
	require.Len(t, page.Rows, 1)
	require.True(t, page.Rows[0].Mentioned)
	require.Empty(t, view(h.Mine.Supervisor).Rows)
	h.Mine.Knowledge.Do(t, http.MethodPost, own+"/notes/read", map[string]any{"seq": said.Seq}, nil)
	page = view(h.Mine.Knowledge)
	require.Zero(t, page.Counts.Mentions)
	require.Len(t, page.Rows, 1, "it stays to be found")
	require.False(t, page.Rows[0].Mentioned)
	note(h.Mine.Knowledge)
	require.Equal(t, 1, view(h.Mine.Agent).Counts.Mentions, "whoever holds it is told of the answer")
	h.Mine.Agent.Call(t, http.MethodPost, own+"/notes", map[string]any{"client_id": "x", "text": "x", "mentions": []uuid.UUID{h.Theirs.Agent.ID}}).RequireProblem(t, http.StatusUnprocessableEntity, http.StatusBadRequest)

	h.Mine.Agent.Do(t, http.MethodPost, own+"/transfer", map[string]any{"agent_id": h.Mine.Supervisor.ID, "note": "Promised by Wednesday."}, nil)
	var d api.Detail
	h.Mine.Supervisor.Get(t, own, &d)
	require.Equal(t, "Promised by Wednesday.", d.PassedNote.Text)
	require.Equal(t, "agent", d.PassedNote.To.Kind)
}

// What is left at the end: articles that fit, and the conversation by e-mail.
func TestPartingOverTheWire(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	fits := h.Publish(t, h.Mine, "Sending a parcel back", "You send a parcel back within 30 days. Where is my return parcel? Follow it with the return label.")
	own := "/v1/visitor/conversations/" + h.Mine.Conversation.String()
	seen := follow(t, h, h.Mine.Conversation)
	seen("message.added")
	h.Mine.Agent.Do(t, http.MethodPost, path(h.Mine, "/conversations/"+h.Mine.Conversation.String()+"/resolve"), nil, nil)
	require.Contains(t, string(seen("articles.suggested").Data), fits.ID.String())
	require.Eventually(t, func() bool {
		counts, err := h.Library.Outcomes(t.Context(), h.Mine.ID, fits.ID)
		return err == nil && counts[fits.ID][knowledge.Shown] == 1
	}, 20*time.Second, 20*time.Millisecond)

	var config api.WidgetConfig
	h.Nobody().Get(t, "/v1/visitor/config?workspace="+h.Mine.Slug, &config)
	require.True(t, config.Mail)
	h.Mine.Visitor.Call(t, http.MethodPost, own+"/transcript", map[string]any{}).RequireProblem(t, http.StatusUnprocessableEntity, http.StatusBadRequest)
	h.Theirs.Visitor.Call(t, http.MethodPost, own+"/transcript", map[string]any{"email": "ada@example.com"}).RequireProblem(t, http.StatusNotFound)
	h.Mine.Visitor.Do(t, http.MethodPost, own+"/transcript", map[string]any{"email": "ada@example.com"}, nil)
	mailed := h.MailServer.Next(t)
	require.Equal(t, "ada@example.com", mailed.To)
	require.Contains(t, mailed.Text, "Where is my parcel?")

	h.Mine.Visitor.Do(t, http.MethodPatch, "/v1/visitor/me", map[string]any{"email": "ada.chen@example.com"}, nil)
	var mine api.VisitorConversation
	h.Mine.Visitor.Get(t, own, &mine)
	require.Equal(t, "a•••@example.com", mine.MailTo)
	var d api.Detail
	h.Mine.Agent.Get(t, path(h.Mine, "/conversations/"+h.Mine.Conversation.String()), &d)
	require.Equal(t, "ada.chen@example.com", d.TranscriptTo)
	h.Mine.Agent.Do(t, http.MethodPost, path(h.Mine, "/conversations/"+h.Mine.Conversation.String()+"/transcript"), nil, nil)
	require.Equal(t, "ada.chen@example.com", h.MailServer.Next(t).To)
}

func TestPrioritiesOverTheWire(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	rules := map[string]any{"rules": []map[string]any{{"attribute": "plan", "test": "is", "value": "gold", "priority": 2}}}
	h.Mine.Agent.Call(t, http.MethodPut, path(h.Mine, "/priorities"), rules).RequireProblem(t, http.StatusForbidden)
	h.Mine.Admin.Do(t, http.MethodPut, path(h.Mine, "/priorities"), rules, nil)
	own := path(h.Mine, "/conversations/"+h.Mine.Conversation.String())
	h.Mine.Agent.Do(t, http.MethodPut, own+"/priority", map[string]any{"priority": 3}, nil)
	var d api.Detail
	h.Mine.Agent.Get(t, own, &d)
	require.Equal(t, 3, d.Row.Priority)
	require.Equal(t, 3, *d.SetPriority)
	h.Mine.Agent.Do(t, http.MethodPut, own+"/priority", map[string]any{}, nil)
	var after api.Detail
	h.Mine.Agent.Get(t, own, &after)
	require.Zero(t, after.Row.Priority)
	require.Nil(t, after.SetPriority)
}
