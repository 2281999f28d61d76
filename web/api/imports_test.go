package api_test

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/web/api"
	"github.com/firstlinehq/firstline/web/webtest"
)

// An import as the console does it: upload, plan, apply, and the bot knows.
func TestImportOverREST(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	me := h.Mine.Knowledge
	var im api.ImportView
	me.Do(t, http.MethodPost, path(h.Mine, "/imports"), map[string]any{"kind": "upload", "name": "help"}, &im)
	require.Equal(t, "knowledge", im.By)
	one := path(h.Mine, "/imports/"+im.ID.String())
	put := func(file, content string) {
		a := me.Raw(t, http.MethodPut, one+"/pieces?piece=0&path="+url.QueryEscape(file), strings.NewReader(content), "application/octet-stream")
		require.Equal(t, http.StatusNoContent, a.Status, "%s", a.Body)
	}
	put("en/quagga.md", "# Quagga care\nQuaggas eat **hay**.")
	put("en/bad.md", "\x00\x01")
	put("en/empty.md", "")
	me.Raw(t, http.MethodPut, one+"/pieces?piece=0&path=a.md", bytes.NewReader(make([]byte, 5<<20)), "application/octet-stream").
		RequireProblem(t, http.StatusRequestEntityTooLarge)
	me.Raw(t, http.MethodPut, one+"/pieces?piece=0&path=a.md", strings.NewReader("x"), "text/plain").RequireProblem(t, http.StatusUnprocessableEntity)

	me.Do(t, http.MethodPost, one+"/start", nil, &im)
	until := func(state string) {
		require.Eventually(t, func() bool { me.Get(t, one, &im); return im.State == state }, 20*time.Second, 50*time.Millisecond, "%s", state)
	}
	until("planned")
	require.Equal(t, 1, im.Added)
	require.Equal(t, 2, im.Failed)
	var items struct{ Items []api.ImportItem }
	me.Get(t, one+"/items?change=failed", &items)
	require.Equal(t, "en/bad.md", items.Items[0].Source)
	require.Equal(t, "file_not_text", items.Items[0].Code)
	require.NotEmpty(t, items.Items[0].Problem)

	me.Do(t, http.MethodPost, one+"/apply", map[string]any{"remove": true}, &im)
	until("done")
	require.Equal(t, 1, im.Applied)
	var r api.TestResult
	me.Do(t, http.MethodPost, path(h.Mine, "/knowledge/test"), map[string]any{"question": "What do quaggas eat?", "lang": "en"}, &r)
	require.Contains(t, r.Answer, "hay")
	var list struct{ Imports []api.ImportView }
	h.Mine.Agent.Get(t, path(h.Mine, "/imports"), &list)
	require.Len(t, list.Imports, 1)
	h.Mine.Agent.Call(t, http.MethodPost, path(h.Mine, "/imports"), map[string]any{"kind": "upload", "name": "help"}).RequireProblem(t, http.StatusForbidden)
	require.Equal(t, "import_state", me.Call(t, http.MethodPost, one+"/start", nil).RequireProblem(t, http.StatusConflict).Code)
}
