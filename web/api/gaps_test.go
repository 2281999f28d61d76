package api_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/frontdesk"
	"github.com/firstlinehq/firstline/web/api"
	"github.com/firstlinehq/firstline/web/webtest"
)

// A question without an answer becomes a gap, an agent's answer a draft, the
// published draft the bot's answer, and the gap shows what it was good for.
func TestGapToAnswer(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	me := h.Mine.Knowledge
	gaps := func(status string) []api.GapRow {
		var list struct{ Gaps []api.GapRow }
		me.Get(t, path(h.Mine, "/gaps?status="+status), &list)
		// What the house's visitor asked before is none of this test's.
		return slices.DeleteFunc(list.Gaps, func(g api.GapRow) bool { return !strings.Contains(g.Title, "ladder") })
	}
	id := h.Mine.Visitor.Say(t, "Do you lend out ladders to hang a ceiling lamp?")
	require.Eventually(t, func() bool { return len(gaps("open")) == 1 }, 20*time.Second, 20*time.Millisecond)

	agent := frontdesk.Actor{Workspace: h.Mine.ID, Agent: h.Mine.Agent.ID, Name: "agent"}
	for _, text := range []string{"Hi there! Thanks for waiting.", "We lend out ladders for free in every store. Bring it back within 3 days."} {
		_, err := h.Desk.AgentSays(t.Context(), agent, frontdesk.AgentMessage{ClientID: uuid.NewString(), Conversation: id, Text: text})
		require.NoError(t, err)
	}
	require.NoError(t, h.Desk.Resolve(t.Context(), agent, id))

	open := gaps("open")
	require.Len(t, open, 1)
	require.Equal(t, 1, open[0].Misses.Escalated)
	one := path(h.Mine, "/gaps/"+open[0].ID.String())
	var view api.GapView
	me.Get(t, one, &view)
	require.Equal(t, id, view.Questions[0].ConversationID)

	h.Mine.Agent.Call(t, http.MethodPost, one+"/draft", nil).RequireProblem(t, http.StatusForbidden)
	var draft api.GapDraft
	me.Do(t, http.MethodPost, one+"/draft", nil, &draft)
	require.Equal(t, 1, draft.Conversations)
	article := path(h.Mine, "/articles/"+draft.ArticleID.String())
	var a api.ArticleView
	me.Get(t, article, &a)
	require.Equal(t, "draft", a.Status)
	require.Equal(t, "We lend out ladders for free in every store. Bring it back within 3 days.", a.Body)

	// A set of what was asked, before and after the draft.
	var set api.QuestionSet
	me.Do(t, http.MethodPost, path(h.Mine, "/question-sets"), map[string]any{"name": "Ladders"}, &set)
	in := path(h.Mine, "/question-sets/"+set.ID.String())
	var added struct{ Added int }
	me.Do(t, http.MethodPost, in+"/fill", map[string]any{"gap": open[0].ID}, &added)
	require.Equal(t, 1, added.Added)
	me.Do(t, http.MethodPost, in+"/import", map[string]any{
		"file": `{"id":"moon","lang":"en","question":"How far is the moon from the earth?","answerable":false}`,
	}, &added)
	report := ask(t, h, in, map[string]any{"article_id": draft.ArticleID})
	require.Len(t, report.Rows, 2)
	for _, r := range report.Rows {
		require.Equal(t, "right", r.After.Verdict, "%+v", r)
		require.NotNil(t, r.After.Articles, "a list is never null")
		if r.Question.ID == "moon" {
			require.Equal(t, "same", r.Change)
			continue
		}
		require.Equal(t, "better", r.Change)
		require.Equal(t, "declined", r.Before.Verdict)
		require.Contains(t, r.After.Answer, "3 days")
		require.Equal(t, 1, r.After.Rank)
	}
	require.Equal(t, api.VerdictCounts{Right: 1, Declined: 1}, report.Run.Live)
	require.Equal(t, api.VerdictCounts{Right: 2}, *report.Run.Draft)

	me.Do(t, http.MethodPost, article+"/publish", nil, &a)
	second := ask(t, h, in, map[string]any{})
	require.Equal(t, 2, second.Run.Live.Right)
	var all struct{ Sets []api.QuestionSet }
	me.Do(t, http.MethodPost, path(h.Mine, "/question-sets"), map[string]any{"name": "Never asked"}, nil)
	me.Do(t, http.MethodGet, path(h.Mine, "/question-sets"), nil, &all)
	require.Len(t, all.Sets, 2)
	require.Equal(t, second.Run, *all.Sets[0].LastRun, "the newest, with its counts")
	require.Nil(t, all.Sets[1].LastRun)
	require.Len(t, gaps("closed"), 1)

	h.Mine.Visitor.Say(t, "do you lend out ladders?")
	require.Eventually(t, func() bool {
		list := gaps("closed")
		return len(list) == 1 && list[0].After == api.MissRate{Asked: 1}
	}, 20*time.Second, 20*time.Millisecond)
	require.Equal(t, api.MissRate{Asked: 1, Missed: 1}, gaps("closed")[0].Before)
}

// ask runs a set and waits for its report.
func ask(t *testing.T, h *webtest.House, set string, body map[string]any) api.QuestionReport {
	t.Helper()
	var run api.QuestionRun
	h.Mine.Knowledge.Do(t, http.MethodPost, set+"/runs", body, &run)
	var report api.QuestionReport
	require.Eventually(t, func() bool {
		h.Mine.Knowledge.Get(t, path(h.Mine, "/question-runs/"+run.ID.String()), &report)
		return report.Run.State == "done"
	}, 30*time.Second, 20*time.Millisecond)
	return report
}

func TestQuestionSets(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	me := h.Mine.Knowledge
	var set api.QuestionSet
	me.Do(t, http.MethodPost, path(h.Mine, "/question-sets"), map[string]any{"name": " Before  a release "}, &set)
	require.Equal(t, "Before a release", set.Name)
	require.Equal(t, "question_set_exists", me.Call(t, http.MethodPost, path(h.Mine, "/question-sets"),
		map[string]any{"name": "Before a release"}).RequireProblem(t, http.StatusConflict).Code)
	in := path(h.Mine, "/question-sets/"+set.ID.String())

	file := `{"id":"a","lang":"en","question":"one?","answerable":true,"article":"x","alt":{"5 days":"five days"},"history":["hello",{"role":"bot","text":"hi"}],"must_contain":["5 days"]}

{"id":"b","lang":"zh","question":"二？","answerable":false}`
	var added struct{ Added int }
	me.Do(t, http.MethodPost, in+"/import", map[string]any{"file": file}, &added)
	require.Equal(t, 2, added.Added)
	bad := me.Call(t, http.MethodPost, in+"/import", map[string]any{"file": file + "\n{\"id\":\"c\",\"lang\":\"en\"}"}).
		RequireProblem(t, http.StatusUnprocessableEntity)
	require.Equal(t, "question_line", bad.Code)
	require.Contains(t, bad.Title, "4")

	var out struct{ File string }
	me.Get(t, in+"/export", &out)
	require.JSONEq(t, `{"id":"a","lang":"en","question":"one?","answerable":true,"history":[{"text":"hello"},{"role":"bot","text":"hi"}],"article":"x","must_contain":["5 days"],"alt":{"5 days":["five days"]}}`,
		string([]byte(out.File)[:len(out.File)-1-len(lastLine(out.File))-1]))
	me.Do(t, http.MethodPost, in+"/import", map[string]any{"file": out.File}, &added)

	var view struct{ Questions []api.SetQuestion }
	me.Do(t, http.MethodPost, in+"/questions", map[string]any{"questions": []api.SetQuestion{
		{ID: "a", Lang: "en", Question: "one, really?", Answerable: true, Article: "x"},
	}}, &view)
	require.Len(t, view.Questions, 2, "the same id replaces")
	me.Get(t, in+"/export", &out)
	require.Contains(t, out.File, `"text":"hello"`, "what a form does not show is kept")
	me.Do(t, http.MethodPost, in+"/remove", map[string]any{"id": "b"}, nil)
	me.Call(t, http.MethodPost, in+"/remove", map[string]any{"id": "b"}).RequireProblem(t, http.StatusNotFound)
	me.Call(t, http.MethodPost, in+"/runs", map[string]any{"article_id": uuid.New()}).RequireProblem(t, http.StatusNotFound)
	h.Theirs.Knowledge.Call(t, http.MethodGet, path(h.Theirs, "/question-sets/"+set.ID.String()+"/export"), nil)
	me.Do(t, http.MethodDelete, in, nil, nil)
	me.Call(t, http.MethodDelete, in, nil).RequireProblem(t, http.StatusNotFound)
}

// What visitors said of answers labels the questions.
func TestQuestionsFromThumbs(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	h.Publish(t, h.Mine, "Ladders", "We lend out ladders for 3 days.")
	id := h.Mine.Visitor.Say(t, "for how long do you lend out ladders?")
	ref := conversation.Ref{Workspace: h.Mine.ID, ID: id}
	var answer *conversation.Event
	require.Eventually(t, func() bool {
		events, err := h.Conversations.After(t.Context(), ref, conversation.Everyone, 0)
		require.NoError(t, err)
		for _, e := range events {
			if e.Author.Kind == conversation.ByBot && strings.Contains(string(e.Data), "3 days") {
				answer = e
			}
		}
		return answer != nil
	}, 20*time.Second, 20*time.Millisecond)
	h.Mine.Visitor.Do(t, http.MethodPost, "/v1/visitor/conversations/"+id.String()+"/feedback", map[string]any{"seq": answer.VSeq, "helpful": true}, nil)

	var set api.QuestionSet
	h.Mine.Knowledge.Do(t, http.MethodPost, path(h.Mine, "/question-sets"), map[string]any{"name": "Thumbs"}, &set)
	in := path(h.Mine, "/question-sets/"+set.ID.String())
	var added struct{ Added int }
	h.Mine.Knowledge.Do(t, http.MethodPost, in+"/fill", map[string]any{"days": 30}, &added)
	require.Equal(t, 1, added.Added)
	var view struct{ Questions []api.SetQuestion }
	h.Mine.Knowledge.Get(t, in, &view)
	require.Equal(t, "ladders", view.Questions[0].Article)
	require.True(t, view.Questions[0].Answerable)
}

func lastLine(file string) string {
	lines := file[:len(file)-1]
	for i := len(lines) - 1; i >= 0; i-- {
		if lines[i] == '\n' {
			return lines[i+1:]
		}
	}
	return lines
}
