package static_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"regexp"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/web/static"
)

var built = fstest.MapFS{
	".gitkeep":                   {},
	"widget/index.html":          {Data: []byte("<p>frame</p>")},
	"widget/loader.js":           {Data: []byte("load()")},
	"widget/assets/app-1.js":     {Data: []byte("plain")},
	"widget/assets/app-1.js.br":  {Data: []byte("brotli")},
	"widget/assets/app-1.js.gz":  {Data: []byte("gzipped")},
	"console/index.html":         {Data: []byte(`<meta nonce="__CSP_NONCE__"><script nonce="__CSP_NONCE__">`)},
	"console/assets/index-1.css": {Data: []byte("a{}")},
}

func setup(t *testing.T, options static.Options) *static.Handler {
	t.Helper()
	h, err := static.New(built, options)
	require.NoError(t, err)
	return h
}

func get(h http.Handler, target string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, target, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestConsolePage(t *testing.T) {
	t.Parallel()
	h := setup(t, static.Options{})
	nonces := map[string]bool{}
	for _, target := range []string{"/", "/w/juniper/inbox", "/login"} {
		w := get(h, target)
		require.Equal(t, http.StatusOK, w.Code, target)
		csp := w.Header().Get("Content-Security-Policy")
		nonce := regexp.MustCompile(`style-src 'self' 'nonce-([^']+)'`).FindStringSubmatch(csp)
		require.Len(t, nonce, 2, csp)
		require.Equal(t, `<meta nonce="`+nonce[1]+`"><script nonce="`+nonce[1]+`">`, w.Body.String())
		require.Contains(t, csp, "frame-ancestors 'none'")
		require.Equal(t, "no-store", w.Header().Get("Cache-Control"))
		nonces[nonce[1]] = true
	}
	require.Len(t, nonces, 3, "each response has its own nonce")
}

func TestFramePageNamesWhoMayEmbedIt(t *testing.T) {
	t.Parallel()
	h := setup(t, static.Options{FrameAncestors: func(_ context.Context, workspace string) []string {
		if workspace != "juniper" {
			return nil
		}
		return []string{"https://juniper.example", "https://evil.example; script-src *"}
	}})
	csp := get(h, "/widget/frame?workspace=juniper").Header().Get("Content-Security-Policy")
	require.Contains(t, csp, "frame-ancestors 'self' https://juniper.example")
	require.NotContains(t, csp, "evil")
	require.Contains(t, get(h, "/widget/frame?workspace=open").Header().Get("Content-Security-Policy"), "frame-ancestors *")
	require.Empty(t, get(h, "/widget/frame").Header().Get("X-Frame-Options"))
}

func TestAssets(t *testing.T) {
	t.Parallel()
	h := setup(t, static.Options{})
	tests := []struct {
		name, accept, body, encoding string
	}{
		{"no encoding", "", "plain", ""},
		{"brotli first", "gzip, deflate, br", "brotli", "br"},
		{"gzip", "gzip;q=1.0", "gzipped", "gzip"},
		{"refused", "br;q=0, gzip;q=0", "plain", ""},
		{"refused with a space, in capitals", "BR; Q = 0.000, *", "gzipped", "gzip"},
		{"all others", "br;q=0,*;q=0.1", "gzipped", "gzip"},
		{"nothing", "*;q=0", "plain", ""},
		{"no number", "br;q=x", "plain", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := get(h, "/widget/assets/app-1.js", "Accept-Encoding", tt.accept)
			require.Equal(t, tt.body, w.Body.String())
			require.Equal(t, tt.encoding, w.Header().Get("Content-Encoding"))
			require.Equal(t, "text/javascript; charset=utf-8", w.Header().Get("Content-Type"))
			require.Contains(t, w.Header().Get("Cache-Control"), "immutable")
			again := get(h, "/widget/assets/app-1.js", "Accept-Encoding", tt.accept, "If-None-Match", w.Header().Get("ETag"))
			require.Equal(t, http.StatusNotModified, again.Code)
		})
	}
}

func TestWhatIsNotThere(t *testing.T) {
	t.Parallel()
	h := setup(t, static.Options{})
	for _, target := range []string{"/widget/assets/old.js", "/widget/", "/widget/index.html", "/console/x", "/.gitkeep/../widget/.gitkeep"} {
		w := get(h, target)
		require.Equal(t, http.StatusNotFound, w.Code, target)
		require.NotContains(t, w.Header().Get("Cache-Control"), "immutable", target)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/", nil))
	require.Equal(t, http.StatusMethodNotAllowed, w.Code)
}

func TestLoaderMayBeEmbeddedAnywhere(t *testing.T) {
	t.Parallel()
	w := get(setup(t, static.Options{}), "/widget/loader.js")
	require.Equal(t, "cross-origin", w.Header().Get("Cross-Origin-Resource-Policy"))
	require.Equal(t, "nosniff", w.Header().Get("X-Content-Type-Options"))
	require.Contains(t, w.Header().Get("Cache-Control"), "max-age=300")
}

func TestNotBuilt(t *testing.T) {
	t.Parallel()
	h, err := static.New(fstest.MapFS{".gitkeep": {}}, static.Options{})
	require.NoError(t, err)
	require.Equal(t, http.StatusServiceUnavailable, get(h, "/").Code)
	require.Equal(t, http.StatusServiceUnavailable, get(h, "/widget/frame").Code)
	require.Equal(t, http.StatusNotFound, get(h, "/widget/loader.js").Code)
}

func TestBuiltReads(t *testing.T) {
	t.Parallel()
	_, err := static.New(static.Built(), static.Options{})
	require.NoError(t, err)
}
