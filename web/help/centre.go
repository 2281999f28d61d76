package help

import (
	"bytes"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/web/limit"
)

//go:embed pages
var files embed.FS

var templates = template.Must(template.New("").Funcs(template.FuncMap{"t": locale.Text}).ParseFS(files, "pages/*.html"))

// Config is what a help centre needs.
type Config struct {
	Accounts *account.Store
	Library  *knowledge.Library
	// PublicURL is where people reach the product, without a slash at the end.
	PublicURL string
	// ClientIP is a caller's address, behind whatever proxies are trusted.
	ClientIP func(*gin.Context) string
}

// Centre serves the help centres of all workspaces.
type Centre struct {
	Config
	style     []byte
	styleName string
	// Whoever reads needs neither: they bound what a loop can cost. A search may
	// ask the operator's model for a vector.
	reads, searches *limit.Buckets
	pages           pages
}

// New makes a centre.
func New(cfg Config) (*Centre, error) {
	style, err := files.ReadFile("pages/help.css")
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(style)
	return &Centre{Config: cfg, style: style, styleName: hex.EncodeToString(sum[:6]) + ".css", reads: limit.New(10, 60), searches: limit.New(1, 10)}, nil
}

// Register adds the help centre's addresses.
func (c *Centre) Register(router gin.IRouter) {
	router.Match([]string{http.MethodGet, http.MethodHead}, "/robots.txt", c.robots)
	router.GET("/help-style/:name", c.serveStyle)
	router.GET("/help/:workspace", c.choose)
	router.GET("/help/:workspace/:lang", c.inside(c.home))
	router.GET("/help/:workspace/:lang/", c.inside(c.home))
	router.GET("/help/:workspace/:lang/:article", c.inside(c.article))
	router.POST("/help/:workspace/:lang/:article", c.inside(c.vote))
}

func (c *Centre) serveStyle(g *gin.Context) {
	if g.Param("name") != c.styleName {
		g.Status(http.StatusNotFound)
		return
	}
	g.Header("Cache-Control", "public, max-age=31536000, immutable")
	g.Data(http.StatusOK, "text/css; charset=utf-8", c.style)
}

// visit is one request within a workspace's help centre.
type visit struct {
	*gin.Context
	ws   account.Workspace
	lang string
}

// admit looks at the address and at who asks before the database is asked.
func (c *Centre) admit(g *gin.Context) (account.Workspace, error) {
	if !sound(g.Request.URL) {
		return account.Workspace{}, knowledge.ErrNotFound
	}
	who := limit.Network(c.ClientIP(g))
	err := c.reads.Take(who)
	if err == nil && g.Query("q") != "" {
		err = c.searches.Take(who)
	}
	if err != nil {
		return account.Workspace{}, err
	}
	return c.open(g)
}

// open finds the workspace of an address; one that keeps its help centre off is
// like none.
func (c *Centre) open(g *gin.Context) (account.Workspace, error) {
	ws, err := c.Accounts.WorkspaceBySlug(g, g.Param("workspace"))
	if err == nil && !ws.Settings.HelpCentre {
		return account.Workspace{}, account.ErrWorkspace // its name is nobody's business either
	}
	return ws, err
}

// choose leads to the visitor's language, or serves the sitemap's address.
func (c *Centre) choose(g *gin.Context) {
	ws, err := c.admit(g)
	if err != nil {
		c.fail(g, account.Workspace{}, locale.Negotiate(g.GetHeader("Accept-Language")), err)
		return
	}
	g.Header("Vary", "Accept-Language")
	g.Redirect(http.StatusFound, "/help/"+ws.Slug+"/"+locale.Negotiate(g.GetHeader("Accept-Language"))+"/")
}

func (c *Centre) inside(show func(visit) error) gin.HandlerFunc {
	return func(g *gin.Context) {
		lang := g.Param("lang")
		ws, err := c.admit(g)
		switch {
		case err != nil:
		case lang == "sitemap.xml" && g.Param("article") == "":
			err = c.sitemap(visit{g, ws, ""})
		case locale.Known(lang) != lang:
			err = knowledge.ErrNotFound
		default:
			err = show(visit{g, ws, lang})
		}
		if err != nil {
			c.fail(g, ws, locale.Known(lang), err)
		}
	}
}

// sound reports an address that only spells text.
func sound(u *url.URL) bool {
	text := u.Path + u.Query().Get("q")
	return utf8.ValidString(text) && !strings.ContainsRune(text, 0)
}

// fail shows what went wrong, and no more of it than that.
func (c *Centre) fail(g *gin.Context, ws account.Workspace, lang string, err error) {
	status, name := http.StatusInternalServerError, "failed.html"
	var p *problem.Error
	switch {
	case errors.As(err, &p) && p.Kind == problem.NotFound:
		status, name = http.StatusNotFound, "missing.html"
	case p != nil && p.Kind == problem.RateLimited:
		status = http.StatusTooManyRequests
		g.Header("Retry-After", "10")
	case g.Request.Context().Err() != nil: // the reader left
	default:
		slog.ErrorContext(g, "help centre page failed", "error", err)
	}
	g.Header("Cache-Control", "no-store")
	g.Header("X-Robots-Tag", "noindex")
	view := c.page(visit{g, ws, lang})
	c.link(&view, ws.Slug, nil)
	c.write(visit{g, ws, lang}, status, name, view)
}

// page is what every page shows.
type page struct {
	Lang, Workspace, Brand, Style string
	Title, Description            string
	// Root is the address of the help centre in this language.
	Root string
	// Canonical is the page's own address; "" for pages that no index should hold.
	Canonical  string
	Alternates []alternate
	Brandless  bool
	Theme      template.CSS
	Query      string
	Data       any
}

// alternate is the page in another language.
type alternate struct {
	Lang, Name, Path, URL string
	Current               bool
}

var langNames = map[string]string{"en": "English", "zh": "中文"}

func (c *Centre) page(v visit) page {
	p := page{
		Lang: v.lang, Workspace: v.ws.Slug, Brand: v.ws.Name, Style: "/help-style/" + c.styleName, Root: "/help/" + v.ws.Slug + "/" + v.lang + "/",
		Brandless: v.ws.Slug == "", Theme: theme(v.ws.Settings.Color),
	}
	p.Title = locale.Text(v.lang, "help.title", "brand", v.ws.Name)
	p.Description = locale.Text(v.lang, "help.description", "brand", v.ws.Name)
	return p
}

// link gives the page its address and those of its translations, by language.
func (c *Centre) link(p *page, ws string, paths map[string]string) {
	for _, lang := range locale.Languages() {
		path, ok := paths[lang]
		a := alternate{Lang: lang, Name: langNames[lang], Current: lang == p.Lang, Path: "/help/" + ws + "/" + lang + "/"}
		if ok {
			a.Path += path
			a.URL = c.PublicURL + a.Path
		}
		if a.Current && ok {
			p.Canonical = a.URL
		}
		p.Alternates = append(p.Alternates, a)
	}
}

// write sends a page that is made for this one request.
func (c *Centre) write(v visit, status int, name string, p page) {
	m, err := build(name, p)
	if err != nil {
		slog.ErrorContext(v, "help centre template failed", "page", name, "error", err)
		v.String(http.StatusInternalServerError, locale.Text(p.Lang, "help.failed"))
		return
	}
	m.send(v, status)
}

// build makes a page's bytes.
func build(name string, p page) (made, error) {
	var out bytes.Buffer
	if err := templates.ExecuteTemplate(&out, name, p); err != nil {
		return made{}, fmt.Errorf("make %s: %w", name, err)
	}
	sum := sha256.Sum256([]byte(p.Theme))
	policy := "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; " +
		"img-src 'self'; font-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
	return pack(made{media: "text/html; charset=utf-8", lang: p.Lang, policy: policy}, out.Bytes())
}

// kept sends a page that is the same for everybody; make is asked when what it
// shows has changed since it was made.
func (c *Centre) kept(v visit, name string, make func(context.Context) (made, error)) error {
	stamp, err := c.Library.HelpStamp(v, v.ws.ID)
	if err != nil {
		return err
	}
	as := stamped{stamp: stamp, slug: v.ws.Slug, brand: v.ws.Name, color: v.ws.Settings.Color}
	m, err := c.pages.get(v.Request.Context(), place{v.ws.ID, v.lang, name}, as, make)
	if err != nil {
		return err
	}
	m.send(v, http.StatusOK)
	return nil
}
