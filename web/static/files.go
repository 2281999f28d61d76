package static

import (
	"bytes"
	"net/http"
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
	case f.brotli != nil && accepts(accepted, "br"):
		return f.brotli, "br"
	case f.gzip != nil && accepts(accepted, "gzip"):
		return f.gzip, "gzip"
	}
	return f.body, ""
}

// accepts reads Accept-Encoding as far as browsers use it: a list of names, where q=0 refuses one.
func accepts(header, encoding string) bool {
	for item := range strings.SplitSeq(header, ",") {
		name, quality, _ := strings.Cut(item, ";")
		if strings.TrimSpace(name) != encoding {
			continue
		}
		q := strings.ReplaceAll(quality, " ", "")
		return q != "q=0" && q != "q=0.0" && q != "q=0.00" && q != "q=0.000"
	}
	return false
}
