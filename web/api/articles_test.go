package api_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/web/api"
	"github.com/firstlinehq/firstline/web/webtest"
)

// A translation is out of date once its original's text changed, not because
// somebody set a date.
func TestTranslationsGoOutOfDate(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	me := h.Mine.Knowledge
	var en, zh api.ArticleView
	draft := func(title, body, lang string, more map[string]any) map[string]any {
		d := map[string]any{"title": title, "body": body, "lang": lang, "audience": "public", "used_by_bot": true}
		for k, v := range more {
			d[k] = v
		}
		return d
	}
	me.Do(t, http.MethodPost, path(h.Mine, "/articles"), draft("Yaks", "Yaks eat grass.", "en", nil), &en)
	me.Do(t, http.MethodPost, path(h.Mine, "/articles"), draft("牦牛", "牦牛吃草。", "zh", map[string]any{"translation_of": en.ID}), &zh)
	one, other := path(h.Mine, "/articles/"+en.ID.String()), path(h.Mine, "/articles/"+zh.ID.String())
	require.True(t, zh.Translations[0].Original)
	require.False(t, zh.Outdated)

	due := time.Date(2020, 1, 2, 0, 0, 0, 0, time.UTC)
	me.Do(t, http.MethodPut, one, draft("Yaks", "Yaks eat grass.", "en", map[string]any{"version": en.Version, "review_by": due}), &en)
	me.Get(t, other, &zh)
	require.False(t, zh.Outdated, "only the date changed")
	me.Do(t, http.MethodPut, one, draft("Yaks", "Yaks eat hay.", "en", map[string]any{"version": en.Version, "review_by": due}), &en)
	require.False(t, en.Outdated)
	require.True(t, en.Translations[0].Outdated)
	me.Get(t, other, &zh)
	require.True(t, zh.Outdated)
	var mended api.ArticleView
	me.Do(t, http.MethodPut, other, draft("牦牛", "牦牛吃干草。", "zh", map[string]any{"version": zh.Version}), &mended)
	require.False(t, mended.Outdated)

	// What is due, by whom, and in which state.
	titles := func(query string) (out []string) {
		var list struct{ Articles []api.ArticleRow }
		me.Get(t, path(h.Mine, "/articles"+query), &list)
		for _, a := range list.Articles {
			out = append(out, a.Title)
		}
		return out
	}
	require.Equal(t, []string{"Yaks"}, titles("?due=true"))
	require.Len(t, titles("?owner="+me.ID.String()), 2)
	require.Empty(t, titles("?owner="+h.Mine.Agent.ID.String()))
	me.Do(t, http.MethodPost, one+"/review", nil, &en)
	require.Equal(t, "review", en.Status)
	require.Equal(t, []string{"Yaks"}, titles("?status=review"))

	me.Do(t, http.MethodPut, one, draft("Yaks", "Yaks eat hay.", "en", map[string]any{"version": en.Version, "owner_id": h.Mine.Agent.ID}), &en)
	require.Equal(t, "agent", en.Owner)
	for _, stranger := range []uuid.UUID{h.Theirs.Agent.ID, uuid.New()} {
		me.Call(t, http.MethodPut, one, draft("Yaks", "x", "en", map[string]any{"version": en.Version, "owner_id": stranger})).RequireProblem(t, http.StatusNotFound)
	}
}
