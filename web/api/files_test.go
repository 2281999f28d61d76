package api_test

import (
	"bytes"
	"encoding/json"
	"image"
	"image/png"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/web/api"
	"github.com/firstlinehq/firstline/web/webtest"
)

const octets = "application/octet-stream"

func pictureOf(t *testing.T, side int) []byte {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, png.Encode(&out, image.NewGray(image.Rect(0, 0, side, side))))
	return out.Bytes()
}

// A picture's way: kept by an editor, seen by the workspace's people, by anybody
// once an article shows it, and no longer than that.
func TestPictureOfAnArticle(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	me := h.Mine.Knowledge
	data := pictureOf(t, 20)
	put := func(c webtest.Caller, of webtest.Tenant, body []byte, kind string) webtest.Answer {
		return c.Raw(t, http.MethodPut, path(of, "/files"), bytes.NewReader(body), kind)
	}
	kept := put(me, h.Mine, data, octets)
	require.Equal(t, http.StatusCreated, kept.Status, "%s", kept.Body)
	var f api.FileView
	require.NoError(t, json.Unmarshal(kept.Body, &f))
	require.Equal(t, "/files/"+f.ID.String(), f.Path)
	require.Equal(t, 20, f.Width)

	put(h.Mine.Agent, h.Mine, data, octets).RequireProblem(t, http.StatusForbidden)
	put(me, h.Theirs, data, octets).RequireProblem(t, http.StatusNotFound)
	put(h.Nobody(), h.Mine, data, octets).RequireProblem(t, http.StatusUnauthorized)
	put(me, h.Mine, []byte("<svg/>"), octets).RequireProblem(t, http.StatusUnprocessableEntity)
	put(me, h.Mine, make([]byte, 10<<20+1), octets).RequireProblem(t, http.StatusRequestEntityTooLarge)
	put(me, h.Mine, data, "image/png").RequireProblem(t, http.StatusUnprocessableEntity)

	at := knowledge.FilesOf(h.Mine.Workspace.ID) + f.ID.String()
	see := func(c webtest.Caller) webtest.Answer { return c.Call(t, http.MethodGet, at, nil) }
	for _, c := range []webtest.Caller{h.Nobody(), h.Theirs.Knowledge, h.Mine.Visitor} {
		see(c).RequireProblem(t, http.StatusNotFound)
	}
	for _, bad := range []string{"/files/x/y", knowledge.FilesOf(h.Theirs.Workspace.ID) + f.ID.String(), "/files/00000000-0000-0000-0000-000000000000/" + f.ID.String()} {
		me.Call(t, http.MethodGet, bad, nil).RequireProblem(t, http.StatusNotFound)
	}
	require.Equal(t, data, see(h.Mine.Agent).Body)

	a := h.Publish(t, h.Mine, "Reading the label", "Look at ![the label]("+f.Path+") on the box.")
	shown := see(h.Nobody())
	require.Equal(t, data, shown.Body)
	for name, want := range map[string]string{
		"Content-Type": "image/png", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'",
		"Content-Disposition": "inline", "Cross-Origin-Resource-Policy": "same-origin",
	} {
		require.Equal(t, want, shown.Header.Get(name), name)
	}
	var page api.ArticlePage
	h.Mine.Visitor.Get(t, "/v1/visitor/articles/"+a.ID.String(), &page)
	require.Contains(t, page.HTML, `<img src="`+at+`" alt="the label">`)
	help := h.Nobody().Call(t, http.MethodGet, "/help/"+h.Mine.Workspace.Slug+"/en/"+a.Slug, nil)
	if help.Status == http.StatusOK {
		require.Contains(t, string(help.Body), at)
	}

	// What is internal or archived closes its pictures at once.
	d := a.Draft
	d.Audience = knowledge.Internal
	a, err := h.Library.SaveDraft(t.Context(), h.Mine.Workspace.ID, a.ID, a.Version, d)
	require.NoError(t, err)
	see(h.Nobody()).RequireProblem(t, http.StatusNotFound)
	d.Audience = knowledge.Public
	a, err = h.Library.SaveDraft(t.Context(), h.Mine.Workspace.ID, a.ID, a.Version, d)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, see(h.Nobody()).Status)
	_, err = h.Library.Archive(t.Context(), h.Mine.Workspace.ID, a.ID, a.Version)
	require.NoError(t, err)
	see(h.Nobody()).RequireProblem(t, http.StatusNotFound)
	require.Equal(t, data, see(h.Mine.Agent).Body)
	require.True(t, strings.HasPrefix(see(h.Mine.Agent).Header.Get("Cache-Control"), "private"))
}

// Whoever is not signed in is sent away before a file of theirs is read.
func TestFileOfAStrangerIsNotRead(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	body := &unread{}
	const size = 8 << 20
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPut, h.URL+"/v1/workspaces/"+h.Mine.ID.String()+"/files", io.LimitReader(body, size))
	require.NoError(t, err)
	req.ContentLength = size
	req.Header.Set("Content-Type", "application/octet-stream")
	req.Header.Set("Expect", "100-continue") // the client sends only what the server asks for
	client := &http.Client{Transport: &http.Transport{ExpectContinueTimeout: time.Minute}}
	res, err := client.Do(req)
	require.NoError(t, err)
	require.NoError(t, res.Body.Close())
	require.Equal(t, http.StatusUnauthorized, res.StatusCode)
	require.Zero(t, body.read.Load())
}

// Files are read some at a time, each of them being in memory whole, and those of
// visitors take no place from agents.
func TestOnlySoManyFilesAreReadAtOnce(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	client := &http.Client{Transport: &http.Transport{ExpectContinueTimeout: time.Minute}}
	send := func(who webtest.Caller, at string, body io.Reader, size int64) int {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPut, h.URL+at, body)
		if err != nil {
			return 0
		}
		req.ContentLength = size
		req.Header.Set("Content-Type", "application/octet-stream")
		req.Header.Set("Expect", "100-continue") // the client sends only what the server asks for
		who.Authorize(req)
		res, err := client.Do(req)
		if err != nil {
			return 0
		}
		defer res.Body.Close()
		return res.StatusCode
	}
	files := path(h.Mine, "/files")
	slow := func(n int, who webtest.Caller, at string) (finish func()) {
		ended := make(chan int, n)
		bodies := make([]*io.PipeWriter, n)
		for i := range bodies {
			body, w := io.Pipe()
			go func() { ended <- send(who, at, body, 2) }()
			_, err := w.Write([]byte("x")) // returns once the server reads
			require.NoError(t, err)
			bodies[i] = w
		}
		return func() {
			for _, w := range bodies {
				_, err := w.Write([]byte("y"))
				require.NoError(t, err)
				require.NoError(t, w.Close())
			}
			for range bodies {
				require.NotEqual(t, http.StatusTooManyRequests, <-ended)
			}
		}
	}
	one := func(who webtest.Caller, at string) int { return send(who, at, strings.NewReader("xx"), 2) }

	visitors := slow(10, h.Mine.Visitor, toVisitor)
	require.Equal(t, http.StatusTooManyRequests, one(h.NewVisitor(t, h.Mine), toVisitor), "of the same address")
	agents := slow(6, h.Mine.Agent, files)
	require.Equal(t, http.StatusTooManyRequests, one(h.Mine.Agent, files))
	visitors()
	agents()
	require.NotEqual(t, http.StatusTooManyRequests, one(h.Mine.Agent, files), "there is room again")
	require.NotEqual(t, http.StatusTooManyRequests, one(h.NewVisitor(t, h.Mine), toVisitor), "there is room again")
}
