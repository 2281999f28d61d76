package action_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/action"
	"github.com/firstlinehq/firstline/bot/action/spec"
)

func TestOtherSide(t *testing.T) {
	t.Parallel()
	b := setup(t)
	id := b.add(b.order())
	hang := make(chan struct{})
	t.Cleanup(func() { close(hang) })
	inward := newShop(t)
	for name, tc := range map[string]struct {
		serve   http.HandlerFunc
		outcome action.Outcome
		reason  action.Reason
		tries   int
	}{
		"NotThere":  {says(404, `{"error":"no"}`), action.NotThere, action.Status, 1},
		"Error":     {says(500, `{}`), action.Failed, action.Status, 1},
		"Busy":      {says(503, `{}`), action.Failed, action.Status, 2},
		"HTML":      {func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<html>sign in") }, action.Failed, action.NotJSON, 1},
		"NotJSON":   {says(200, `{"status":`), action.Failed, action.NotJSON, 1},
		"TwoValues": {says(200, `{} {}`), action.Failed, action.NotJSON, 1},
		"Deep":      {says(200, strings.Repeat("[", 10_000)+strings.Repeat("]", 10_000)), action.Failed, action.NotJSON, 1},
		"Large":     {says(200, `{"status":"`+strings.Repeat("x", 1<<20)+`"}`), action.Failed, action.TooLarge, 1},
		"Dropped":   {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, action.Failed, action.Broken, 0},
		"Slow":      {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, action.Failed, action.TooSlow, 1},
		"ElsewhereBy": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, inward.URL+"/steal", http.StatusFound)
		}, action.Failed, action.Redirected, 1},
		"InwardBy": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://169.254.169.254/latest", http.StatusFound)
		}, action.Failed, action.Redirected, 1},
		"RoundAndOver": {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path+"x", http.StatusFound) }, action.Failed, action.Redirected, 4},
		"NoBody":       {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) }, action.Done, "", 1},
		"WrongTypes":   {says(200, `{"status":{"a":1},"items":"none","vip":null}`), action.Done, "", 1},
	} {
		b.shop.does(tc.serve)
		d := b.order()
		if name == "Slow" {
			d.Name, d.Seconds = "slow", 1
			id := b.add(d)
			res := b.call(id, action.ByFlow, map[string]any{"number": "ORD-1234"})
			require.Equal(t, tc.reason, res.Reason, name)
			continue
		}
		res := b.call(id, action.ByFlow, map[string]any{"number": "ORD-1234"})
		require.Equal(t, tc.outcome, res.Outcome, name)
		require.Equal(t, tc.reason, res.Reason, name)
		if tc.tries > 0 { // net/http may repeat a read on a connection that it had kept
			require.Len(t, b.shop.asked(), tc.tries, name)
		}
		require.Empty(t, spec.Shown(res.Fields, "en"), name)
	}
	require.Empty(t, inward.asked())
}

func TestInsideIsOutOfReach(t *testing.T) {
	t.Parallel()
	b := setup(t)
	inside := newShop(t) // on loopback, and not the operator's own
	for _, url := range []string{"http://" + inside.host() + "/x", "http://127.0.0.1/x", "https://{number}.evil.example/", "HTTPS://{number}/x", "hTTps://shop.{number}/", "{number}://shop.example/", "https://user:pw@shop.example/", "ftp://shop.example/", "https://shop.example/#x", "https://{number}", "//shop.example/"} {
		d := b.order()
		d.HTTP.URL = url
		_, err := b.runner.Add(t.Context(), b.ws, d)
		require.ErrorIs(t, err, spec.Invalid("url"), url)
	}
	d := b.order()
	d.HTTP.URL = "https://" + inside.host() + "/{number}"
	res := b.call(b.add(d), action.ByFlow, map[string]any{"number": "ORD-1234"})
	require.Equal(t, action.Denied, res.Reason)
	require.Empty(t, inside.asked())
}

// A value without a pattern cannot leave its segment of the path.
func TestValuesStayInTheirPlace(t *testing.T) {
	t.Parallel()
	b := setup(t)
	d := b.order()
	d.HTTP.URL += "?about={number}"
	d.Inputs[0].Pattern = ""
	id := b.add(d)
	for _, bad := range []string{"..", ".", "a/b", `a\b`, "../admin"} {
		res := b.call(id, action.ByFlow, map[string]any{"number": bad})
		require.Equal(t, action.Refused, res.Outcome, bad)
		require.Equal(t, action.BadInputs, res.Reason, bad)
	}
	require.Empty(t, b.shop.asked())
	require.Equal(t, action.Done, b.call(id, action.ByFlow, map[string]any{"number": "a b?x=1#y&z%2F"}).Outcome)
	require.Equal(t, "/orders/a%20b%3Fx=1%23y&z%252F?about=a+b%3Fx%3D1%23y%26z%252F", b.shop.asked()[0].URL)
}
