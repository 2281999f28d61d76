package static

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"net/http"
	"strings"
)

// noncePlaceholder is what the console's build leaves in its page where a nonce belongs
// (web/vite.base.ts says the same).
var noncePlaceholder = []byte("__CSP_NONCE__")

// common to both pages: nothing is allowed that is not named, and nothing off our own origin.
const baseCSP = "default-src 'none'; script-src 'self'; connect-src 'self'; font-src 'self'; " +
	"img-src 'self' blob:; media-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'"

// serveLoader lets a browser keep the loader for five minutes: its address never changes, so a fix must be able to reach shops.
func (h *Handler) serveLoader(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Cache-Control", "public, max-age=300, stale-while-revalidate=86400")
	header.Set("Cross-Origin-Resource-Policy", "cross-origin")
	header.Set("Access-Control-Allow-Origin", "*") // a shop may add integrity, which needs CORS
	h.serveFile(w, r, "widget/loader.js")
}

func (h *Handler) serveFrame(w http.ResponseWriter, r *http.Request) {
	page := h.files["widget/index.html"]
	if page == nil {
		notBuilt(w)
		return
	}
	header := w.Header()
	header.Set("Content-Security-Policy", baseCSP+"; style-src 'self'; frame-ancestors "+h.ancestors(r))
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
	header.Set("Cache-Control", "no-cache")
	h.serveFile(w, r, "widget/index.html")
}

// ancestors drops an origin that could end the directive or start another.
func (h *Handler) ancestors(r *http.Request) string {
	if h.options.FrameAncestors == nil {
		return "*"
	}
	sites := []string{"'self'"}
	for _, site := range h.options.FrameAncestors(r.Context(), r.URL.Query().Get("workspace")) {
		if site != "" && !strings.ContainsAny(site, " ;,'\"\r\n") {
			sites = append(sites, site)
		}
	}
	if len(sites) == 1 {
		return "*"
	}
	return strings.Join(sites, " ")
}

func (h *Handler) serveConsole(w http.ResponseWriter, r *http.Request) {
	page := h.files["console/index.html"]
	if page == nil {
		notBuilt(w)
		return
	}
	nonce := newNonce()
	header := w.Header()
	header.Set("Content-Security-Policy", baseCSP+"; style-src 'self' 'nonce-"+nonce+"'; frame-ancestors 'none'")
	header.Set("X-Frame-Options", "DENY")
	header.Set("Cross-Origin-Opener-Policy", "same-origin")
	header.Set("Referrer-Policy", "same-origin")
	header.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
	header.Set("Cache-Control", "no-store")
	header.Set("Content-Type", page.contentType)
	header.Set("X-Content-Type-Options", "nosniff")
	if r.Method == http.MethodHead {
		return
	}
	_, _ = w.Write(bytes.ReplaceAll(page.body, noncePlaceholder, []byte(nonce)))
}

// newNonce is 128 random bits, fresh for each response.
func newNonce() string {
	var raw [16]byte
	_, _ = rand.Read(raw[:]) // never fails: crypto/rand ends the process instead
	return base64.RawURLEncoding.EncodeToString(raw[:])
}

func notBuilt(w http.ResponseWriter) {
	http.Error(w, "This binary holds no front end. Build it with: npm --prefix web ci --ignore-scripts && npm --prefix web run build", http.StatusServiceUnavailable)
}
