package api_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/web/api"
	"github.com/firstlinehq/firstline/web/webtest"
)

// An article from its first word to its archive, as the editor does it.
func TestArticleOverREST(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	me := h.Mine.Knowledge
	var shelf api.Collection
	me.Do(t, http.MethodPost, path(h.Mine, "/collections"), map[string]any{"name": "Returns"}, &shelf)
	draft := func(title, body, lang string, more map[string]any) map[string]any {
		d := map[string]any{"title": title, "body": body, "lang": lang, "audience": "public", "used_by_bot": true}
		for k, v := range more {
			d[k] = v
		}
		return d
	}
	var a api.ArticleView
	me.Do(t, http.MethodPost, path(h.Mine, "/articles"), draft("Zebra returns", "Zebras can be returned within **30 days**. <script>alert(1)</script>", "en",
		map[string]any{"collection_id": shelf.ID}), &a)
	require.Equal(t, "draft", a.Status)
	require.Equal(t, "Returns", a.Collection)
	require.Equal(t, "knowledge", a.Owner)
	require.NotContains(t, a.HTML, "<script")
	one := path(h.Mine, "/articles/"+a.ID.String())

	test := func() (r api.TestResult) {
		me.Do(t, http.MethodPost, path(h.Mine, "/knowledge/test"), map[string]any{"question": "Can zebras be returned?", "lang": "en"}, &r)
		return r
	}
	require.False(t, test().Answered, "a draft answers nothing")
	me.Do(t, http.MethodPost, one+"/publish", nil, &a)
	require.Equal(t, "published", a.Status)
	require.False(t, a.Changed)
	r := test()
	require.True(t, r.Answered)
	require.GreaterOrEqual(t, r.Confidence, r.Threshold)
	require.Contains(t, r.Answer, "30 days")
	require.Equal(t, a.ID, r.Sources[0].ArticleID)
	require.Equal(t, a.ID, r.Ranking[0].ArticleID)
	require.Empty(t, r.Ranking[0].LeftOut)
	for _, other := range r.Ranking[1:] {
		require.NotEmpty(t, other.LeftOut)
	}

	save := func(version int64, body string) webtest.Answer {
		d := draft("Zebra returns", body, "en", map[string]any{"version": version})
		return me.Call(t, http.MethodPut, one, d)
	}
	stale := a.Version
	require.Equal(t, http.StatusOK, save(stale, "Zebras can be returned within **45 days**.").Status)
	require.Equal(t, "article_changed", save(stale, "Somebody else's text.").RequireProblem(t, http.StatusConflict).Code)
	me.Get(t, one, &a)
	require.True(t, a.Changed)
	require.Contains(t, test().Answer, "30 days", "visitors read what is published")
	me.Do(t, http.MethodPost, one+"/publish", nil, &a)
	require.Contains(t, test().Answer, "45 days", "a published change is in the next answer")

	var revisions struct{ Revisions []api.RevisionRow }
	me.Get(t, one+"/revisions", &revisions)
	require.Len(t, revisions.Revisions, 2)
	require.True(t, revisions.Revisions[0].Published)
	require.False(t, revisions.Revisions[1].Published)
	require.Contains(t, revisions.Revisions[1].Body, "30 days")
	require.Equal(t, "knowledge", revisions.Revisions[0].Editor)
	require.Equal(t, "article_changed", me.Call(t, http.MethodPost, one+"/publish?version=1", nil).RequireProblem(t, http.StatusConflict).Code, "nobody publishes what they have not seen")
	require.Equal(t, http.StatusOK, save(a.Version, "Zebras were never **published**.").Status)
	mine := map[string]any{"title": "Returning a zebra", "body": "Somebody else's text."}
	for range 2 {
		require.Equal(t, http.StatusNoContent, me.Call(t, http.MethodPost, one+"/revisions", mine).Status)
	}
	me.Do(t, http.MethodPost, one+"/restore", map[string]any{"number": 1}, &a)
	require.Contains(t, a.Body, "30 days")
	require.True(t, a.Changed)
	me.Get(t, one+"/revisions", &revisions)
	require.Len(t, revisions.Revisions, 4, "what restoring would have lost is kept, and a text only once")
	require.Contains(t, revisions.Revisions[0].Body, "never **published**")
	require.True(t, revisions.Revisions[0].Kept)
	require.Contains(t, revisions.Revisions[1].Body, "Somebody else's")
	require.True(t, revisions.Revisions[2].Published)
	require.Equal(t, "revision_not_found", me.Call(t, http.MethodPost, one+"/restore", map[string]any{"number": 99}).RequireProblem(t, http.StatusNotFound).Code)

	var zh api.ArticleView
	me.Do(t, http.MethodPost, path(h.Mine, "/articles"), draft("斑马退货", "斑马可以在 30 天内退货。", "zh", map[string]any{"translation_of": a.ID}), &zh)
	require.Equal(t, a.ID, zh.Translations[0].ID)
	me.Call(t, http.MethodPost, path(h.Mine, "/articles"), draft("又一只斑马", "x", "zh", map[string]any{"translation_of": a.ID})).
		RequireProblem(t, http.StatusConflict)

	me.Do(t, http.MethodPost, one+"/archive", nil, &a)
	require.Equal(t, "archived", a.Status)
	for query, n := range map[string]int{"?search=zebra": 0, "?search=zebra&status=archived": 1} {
		var found struct{ Articles []api.ArticleRow }
		me.Get(t, path(h.Mine, "/articles"+query), &found)
		require.Len(t, found.Articles, n, query)
	}
	require.False(t, test().Answered)
}

func TestArticleList(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	h.Publish(t, h.Mine, "Unicorn care", "Brush the mane with a wooden comb.")
	titles := func(query string) []string {
		var list struct {
			Articles []api.ArticleRow
			Total    int
		}
		h.Mine.Agent.Get(t, path(h.Mine, "/articles"+query), &list)
		out := []string{}
		for _, a := range list.Articles {
			out = append(out, a.Title)
			require.True(t, a.UsedByBot)
		}
		require.Len(t, out, list.Total)
		return out
	}
	require.Len(t, titles(""), 2)
	require.Equal(t, []string{"Unicorn care"}, titles("?search=wooden"), "words of the body")
	require.Equal(t, []string{"Unicorn care"}, titles("?search=UNICORN"))
	require.Len(t, titles("?status=published&lang=en"), 2)
	require.Empty(t, titles("?lang=zh"))
	require.Empty(t, titles("?collection="+uuid.NewString()))
}

// A text that would take for ever to read is refused by name, and nothing of it
// is kept.
func TestMarkdownBomb(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	for name, body := range map[string]string{
		"nested quotes": strings.Repeat(">", 50_000),
		"nested lists":  strings.Repeat("- ", 50_000),
		"brackets":      strings.Repeat("[", 100_000),
	} {
		a := h.Mine.Knowledge.Call(t, http.MethodPost, path(h.Mine, "/articles"),
			map[string]any{"title": name, "body": body, "lang": "en", "audience": "public", "used_by_bot": true})
		if a.Status == http.StatusCreated {
			continue // read in time: no bomb to this reader
		}
		a.RequireProblem(t, http.StatusUnprocessableEntity, http.StatusRequestEntityTooLarge)
	}
	h.Mine.Visitor.Say(t, "still there?")
}

func TestCollections(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	me, all := h.Mine.Knowledge, path(h.Mine, "/collections")
	list := func() (names []string, ids []uuid.UUID) {
		var out struct{ Collections []api.Collection }
		me.Get(t, all, &out)
		for _, c := range out.Collections {
			names, ids = append(names, c.Name), append(ids, c.ID)
		}
		return names, ids
	}
	before, _ := list()
	for _, name := range []string{"Warranty", "Assembly at home", "🛋"} {
		me.Do(t, http.MethodPost, all, map[string]any{"name": name}, &api.Collection{})
	}
	names, ids := list()
	require.Equal(t, append(before, "Warranty", "Assembly at home", "🛋"), names, "a new one is the last")
	require.Equal(t, "collection_slug_taken", me.Call(t, http.MethodPost, all, map[string]any{"name": "Warranty"}).RequireProblem(t, http.StatusConflict).Code)

	slices.Reverse(ids)
	require.Equal(t, http.StatusNoContent, me.Call(t, http.MethodPost, all+"/order", map[string]any{"collections": ids}).Status)
	require.Equal(t, http.StatusNoContent, me.Call(t, http.MethodPut, all+"/"+ids[1].String(), map[string]any{"name": "At home", "names": map[string]string{"zh": " 上门 ", "en": "At home"}}).Status)
	require.Equal(t, http.StatusNoContent, me.Call(t, http.MethodDelete, all+"/"+ids[0].String(), nil).Status)
	names, _ = list()
	require.Equal(t, []string{"At home", "Warranty"}, names[:2])
	var out struct{ Collections []api.Collection }
	me.Get(t, all, &out)
	require.Equal(t, map[string]string{"zh": "上门"}, out.Collections[0].Names)
}
