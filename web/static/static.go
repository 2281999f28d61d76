package static

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
)

//go:embed all:dist
var dist embed.FS

// Built is the front ends this binary was built with: the folders "widget" and "console". It is
// empty in a checkout where `npm run build` has not run.
func Built() fs.FS {
	built, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // the folder is named by the embed directive above
	}
	return built
}

// Options says what a deployment may decide about the pages.
type Options struct {
	// FrameAncestors lists the origins that may embed the widget of a workspace, named by its slug
	// ("https://shop.example"). Nil, or an empty list, lets any site embed it.
	FrameAncestors func(ctx context.Context, workspace string) []string
}

// Handler serves the front ends. The addresses:
//
//	/widget/loader.js   the script a shop embeds
//	/widget/frame       the widget's page, loaded in an iframe by the loader
//	/widget/assets/…    immutable
//	/console/assets/…   immutable
//	anything else       the console's page, which routes in the browser
type Handler struct {
	files   map[string]*file
	options Options
}

type file struct {
	body        []byte
	brotli      []byte
	gzip        []byte
	contentType string
	etag        string
}

// New reads the files once. It fails only if they cannot be read; a missing page is answered with 503.
func New(built fs.FS, options Options) (*Handler, error) {
	h := &Handler{files: map[string]*file{}, options: options}
	err := fs.WalkDir(built, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := fs.ReadFile(built, name)
		if err != nil {
			return err
		}
		h.add(name, body)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read front ends: %w", err)
	}
	return h, nil
}

func (h *Handler) add(name string, body []byte) {
	ext := path.Ext(name)
	f := h.file(strings.TrimSuffix(strings.TrimSuffix(name, ".br"), ".gz"))
	switch ext {
	case ".br":
		f.brotli = body
	case ".gz":
		f.gzip = body
	default:
		sum := sha256.Sum256(body)
		f.body, f.contentType, f.etag = body, typeOf(ext), `"`+hex.EncodeToString(sum[:8])+`"`
	}
}

func (h *Handler) file(name string) *file {
	if h.files[name] == nil {
		h.files[name] = &file{}
	}
	return h.files[name]
}

// typeOf does not trust the machine's mime tables for what browsers refuse to run under nosniff.
func typeOf(ext string) string {
	switch ext {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".html":
		return "text/html; charset=utf-8"
	case ".woff2":
		return "font/woff2"
	case ".svg":
		return "image/svg+xml"
	}
	if byTable := mime.TypeByExtension(ext); byTable != "" {
		return byTable
	}
	return "application/octet-stream"
}

func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	switch {
	case name == "widget/loader.js":
		h.serveLoader(w, r)
	case name == "widget/frame":
		h.serveFrame(w, r)
	case strings.HasPrefix(name, "widget/assets/"), strings.HasPrefix(name, "console/assets/"):
		h.serveAsset(w, r, name)
	case name == "widget", strings.HasPrefix(name, "widget/"), strings.HasPrefix(name, "console/"):
		http.NotFound(w, r)
	default:
		h.serveConsole(w, r)
	}
}
