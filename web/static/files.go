package static

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"
	"time"
)

func (h *Handler) serveAsset(w http.ResponseWriter, r *http.Request, name string) {
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
	h.serveFile(w, r, name)
}

// serveFile sends the smallest copy that the browser takes. Ranges and If-None-Match are http.ServeContent's.
func (h *Handler) serveFile(w http.ResponseWriter, r *http.Request, name string) {
	f := h.files[name]
	if f == nil || f.body == nil {
		w.Header().Del("Cache-Control") // a missing file may be there after the next deploy
		http.NotFound(w, r)
		return
	}
	header := w.Header()
	header.Set("Content-Type", f.contentType)
	header.Set("X-Content-Type-Options", "nosniff")
	header.Add("Vary", "Accept-Encoding")
	body, encoding := f.choose(r.Header.Get("Accept-Encoding"))
	etag := f.etag
	if encoding != "" {
		header.Set("Content-Encoding", encoding)
		etag = strings.TrimSuffix(etag, `"`) + "-" + encoding + `"`
	}
	header.Set("ETag", etag)
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(body))
}

func (f *file) choose(accepted string) (body []byte, encoding string) {
	switch {
	case f.brotli != nil && Accepts(accepted, "br"):
		return f.brotli, "br"
	case f.gzip != nil && Accepts(accepted, "gzip"):
		return f.gzip, "gzip"
	}
	return f.body, ""
}

// Accepts reads from an Accept-Encoding header whether an encoding may be sent: names in
// any case, with a weight of 0 where one is refused; * stands for those that are not named
// (RFC 9110, 12.5.3).
func Accepts(header, encoding string) bool {
	others := false
	for item := range strings.SplitSeq(header, ",") {
		name, parameter, _ := strings.Cut(item, ";")
		key, weight, weighed := strings.Cut(strings.TrimSpace(parameter), "=")
		wanted := true
		if weighed && strings.EqualFold(strings.TrimSpace(key), "q") {
			q, err := strconv.ParseFloat(strings.TrimSpace(weight), 64)
			wanted = err == nil && q > 0
		}
		switch name = strings.TrimSpace(name); {
		case strings.EqualFold(name, encoding):
			return wanted
		case name == "*":
			others = wanted
		}
	}
	return others
}
