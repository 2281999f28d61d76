package help_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/web/help"
	"github.com/firstlinehq/firstline/web/webtest"
)

type bundle struct {
	*webtest.House
	root string
}

// setup opens a house whose first workspace has its help centre on.
func setup(t *testing.T) bundle {
	t.Helper()
	h := webtest.Open(t, nil)
	ws, err := h.Accounts.Workspace(t.Context(), h.Mine.ID)
	require.NoError(t, err)
	ws.Settings.HelpCentre, ws.Settings.Color = true, "#0f766e"
	require.NoError(t, h.Accounts.SaveWorkspace(t.Context(), ws))
	return bundle{House: h, root: h.URL + "/help/" + ws.Slug}
}

func (b bundle) publish(t *testing.T, d knowledge.Draft) knowledge.Article {
	t.Helper()
	a, err := b.Library.CreateArticle(t.Context(), b.Mine.ID, d)
	require.NoError(t, err)
	a, err = b.Library.Publish(t.Context(), b.Mine.ID, uuid.Nil, a.ID, a.Version)
	require.NoError(t, err)
	return a
}

// get reads a page as it is answered, redirects not followed.
func get(t *testing.T, address string, header ...string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	require.NoError(t, err)
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	return do(t, req)
}

func do(t *testing.T, req *http.Request) (*http.Response, string) {
	t.Helper()
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Do(req)
	require.NoError(t, err)
	defer res.Body.Close()
	var body strings.Builder
	_, err = io.Copy(&body, res.Body)
	require.NoError(t, err)
	return res, body.String()
}

func TestHelpCentre(t *testing.T) {
	t.Parallel()

	b := setup(t)
	en := b.publish(t, knowledge.Draft{Title: "Late parcels", Lang: "en", Slug: "late", Key: "late", Body: "Wait **three days**. <script>alert(1)</script>"})
	b.publish(t, knowledge.Draft{Title: "包裹晚到", Lang: "zh", Slug: "晚到", Key: "late", Body: "请等待三天。"})
	b.publish(t, knowledge.Draft{Title: "Goodwill", Lang: "en", Slug: "goodwill", Body: "Secret sums.", Audience: knowledge.Internal})
	_, err := b.Library.CreateArticle(t.Context(), b.Mine.ID, knowledge.Draft{Title: "Drafted", Lang: "en", Slug: "drafted", Body: "Not yet."})
	require.NoError(t, err)

	res, _ := get(t, b.root, "Accept-Language", "zh-CN")
	require.Equal(t, "/help/mine/zh/", res.Header.Get("Location"))
	res, body := get(t, b.root+"/en/")
	require.Equal(t, http.StatusOK, res.StatusCode)
	require.Contains(t, body, `href="/help/mine/en/late"`)
	require.Contains(t, body, "--brand:#0f766e")
	for _, hidden := range []string{"Goodwill", "Drafted", "晚到"} {
		require.NotContains(t, body, hidden)
	}
	require.NotContains(t, res.Header.Get("Content-Security-Policy"), "unsafe")

	res, body = get(t, b.root+"/en/late")
	require.Equal(t, http.StatusOK, res.StatusCode)
	require.Contains(t, body, "<strong>three days</strong>")
	require.NotContains(t, body, "<script>alert")
	require.Regexp(t, `<link rel="alternate" hreflang="zh" href="[^"]*/help/mine/zh/`, body)
	require.Contains(t, body, `data-workspace="mine"`)
	res, _ = get(t, b.root+"/en/late", "If-None-Match", res.Header.Get("ETag"))
	require.Equal(t, http.StatusNotModified, res.StatusCode)
	res, _ = get(t, b.root+"/en/late", "Accept-Encoding", "gzip")
	require.Equal(t, "gzip", res.Header.Get("Content-Encoding"))
	res, body = get(t, b.root+"/en/late", "Accept-Encoding", "gzip;q=0")
	require.Empty(t, res.Header.Get("Content-Encoding"), "refused")
	require.Contains(t, body, "<strong>three days</strong>")
	_, body = get(t, b.root+"/zh/"+url.PathEscape("晚到"))
	require.Contains(t, body, "请等待三天")
	require.Contains(t, body, `<html lang="zh">`)

	_, body = get(t, b.root+"/en/?q="+url.QueryEscape("when does my late parcel come <b>"))
	require.Contains(t, body, `href="/help/mine/en/late"`)
	require.NotContains(t, body, "<b>")
	require.NotContains(t, body, "Goodwill")

	_, body = get(t, b.root+"/sitemap.xml")
	require.Contains(t, body, "/help/mine/en/late</loc>")
	require.NotContains(t, body, "goodwill")

	res, body = get(t, b.URL+"/robots.txt")
	require.Equal(t, "text/plain; charset=utf-8", res.Header.Get("Content-Type"))
	require.Contains(t, body, "Allow: /help/\nDisallow: /v1/\nDisallow: /w/\n")
	require.Regexp(t, `(?m)^Sitemap: \S*/help/mine/sitemap\.xml$`, body)
	require.NotContains(t, body, "theirs", "it keeps its help centre off")

	res, _ = get(t, b.URL+styleOf(body0(t, b.root+"/en/")))
	require.Equal(t, "text/css; charset=utf-8", res.Header.Get("Content-Type"))

	// What is not for the public is not there, whoever asks and however.
	for _, missing := range []string{
		b.root + "/en/goodwill", b.root + "/en/drafted", b.root + "/en/nothing", b.root + "/fr/", b.root + "/zh/late", b.root + "/en/%00",
		b.URL + "/help/theirs/en/", b.URL + "/help/theirs/en/" + b.Theirs.Article.Slug, b.URL + "/help/nobody", b.root + "/en/" + b.Theirs.Article.Slug + "x",
	} {
		res, body := get(t, missing)
		require.Equal(t, http.StatusNotFound, res.StatusCode, missing)
		require.NotContains(t, body, "theirs", missing)
		require.Contains(t, body, "<h1>", missing)
	}

	b.votes(t, en)
}

func styleOf(page string) string {
	return regexp.MustCompile(`href="(/help-style/[^"]+)"`).FindStringSubmatch(page)[1]
}

func body0(t *testing.T, address string) string {
	t.Helper()
	_, body := get(t, address)
	return body
}

// votes: a reader's word counts once, and not for what they cannot read.
func (b bundle) votes(t *testing.T, a knowledge.Article) {
	t.Helper()
	vote := func(slug, word, site string) int {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, b.root+"/en/"+slug, strings.NewReader("helpful="+word))
		require.NoError(t, err)
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set("Sec-Fetch-Site", site)
		res, _ := do(t, req)
		return res.StatusCode
	}
	require.Equal(t, http.StatusSeeOther, vote("late", "yes", "same-origin"))
	require.Equal(t, http.StatusSeeOther, vote("late", "no", "same-origin"))
	require.Equal(t, http.StatusNotFound, vote("late", "maybe", "same-origin"))
	require.Equal(t, http.StatusNotFound, vote("late", "no", "cross-site"))
	require.Equal(t, http.StatusNotFound, vote("goodwill", "yes", "same-origin"))
	counts, err := b.Library.Outcomes(t.Context(), b.Mine.ID, a.ID)
	require.NoError(t, err)
	require.Equal(t, map[knowledge.Outcome]int{knowledge.Helpful: 1}, counts[a.ID])
}

// A page is made once, and anew on every node at the first request after anything
// that it shows has changed.
func TestPagesAreKeptUntilTheyChange(t *testing.T) {
	t.Parallel()

	b := setup(t)
	ctx := t.Context()
	a := b.publish(t, knowledge.Draft{Title: "Late parcels", Lang: "en", Slug: "late", Body: "Wait three days."})
	centre, err := help.New(help.Config{Accounts: b.Accounts, Library: knowledge.New(b.DB), ClientIP: (*gin.Context).ClientIP})
	require.NoError(t, err)
	router := gin.New()
	centre.Register(router)
	other := httptest.NewServer(router)
	t.Cleanup(other.Close)
	lists := []string{b.root + "/en/", b.root + "/sitemap.xml", other.URL + "/help/mine/en/", other.URL + "/help/mine/sitemap.xml"}
	tags := map[string]string{}
	// look asks as a browser does that has each page, and counts those that changed.
	look := func(pages ...string) (changed int) {
		for _, page := range pages {
			res, _ := get(t, page, "If-None-Match", tags[page])
			switch res.StatusCode {
			case http.StatusOK:
				changed++
			default:
				require.Equal(t, http.StatusNotModified, res.StatusCode, page)
			}
			tags[page] = res.Header.Get("ETag")
			require.NotEmpty(t, tags[page])
			require.Equal(t, "public, no-cache", res.Header.Get("Cache-Control"))
		}
		return changed
	}
	require.Equal(t, 4, look(lists...))
	require.Zero(t, look(lists...))

	stamp, err := b.Library.HelpStamp(ctx, b.Mine.ID)
	require.NoError(t, err)
	d := a.Draft
	d.Body = "Wait four days."
	saved, err := b.Library.SaveDraft(ctx, b.Mine.ID, a.ID, a.Version, d)
	require.NoError(t, err)
	b.publish(t, knowledge.Draft{Title: "Goodwill", Lang: "en", Body: "Secret sums.", Audience: knowledge.Internal})
	now, err := b.Library.HelpStamp(ctx, b.Mine.ID)
	require.NoError(t, err)
	require.Equal(t, stamp, now, "a draft and what is internal change nothing")

	b.publish(t, knowledge.Draft{Title: "Lost parcels", Lang: "en", Slug: "lost", Body: "Tell us."})
	require.Equal(t, 4, look(lists...), "an article more")
	_, body := get(t, other.URL+"/help/mine/en/late")
	require.Contains(t, body, "three days")
	_, err = b.Library.Publish(ctx, b.Mine.ID, uuid.Nil, a.ID, saved.Version)
	require.NoError(t, err)
	for _, node := range []string{b.URL, other.URL} {
		_, body = get(t, node+"/help/mine/en/late")
		require.Contains(t, body, "four days")
	}
	look(lists...)
	ws, err := b.Accounts.Workspace(ctx, b.Mine.ID)
	require.NoError(t, err)
	ws.Name = "Juniper"
	require.NoError(t, b.Accounts.SaveWorkspace(ctx, ws))
	require.Equal(t, 2, look(lists...), "the brand stands on every page and in no sitemap")
	a, err = b.Library.Article(ctx, b.Mine.ID, a.ID)
	require.NoError(t, err)
	_, err = b.Library.Archive(ctx, b.Mine.ID, a.ID, a.Version)
	require.NoError(t, err)
	require.Equal(t, 4, look(lists...))
	res, body := get(t, other.URL+"/help/mine/en/late")
	require.Equal(t, http.StatusNotFound, res.StatusCode)
	require.NotContains(t, body, "four days")
}

// A loop cannot search at the operator's cost without end.
func TestSearchesAreBounded(t *testing.T) {
	t.Parallel()

	b := setup(t)
	status := 0
	for range 30 {
		res, _ := get(t, b.root+"/en/?q=parcel")
		if status = res.StatusCode; status != http.StatusOK {
			require.NotEmpty(t, res.Header.Get("Retry-After"))
			break
		}
	}
	require.Equal(t, http.StatusTooManyRequests, status)
	res, _ := get(t, b.root+"/en/")
	require.Equal(t, http.StatusOK, res.StatusCode, "reading goes on")
	res, _ = get(t, b.URL+"/help/%00/en/")
	require.Equal(t, http.StatusNotFound, res.StatusCode)
}
