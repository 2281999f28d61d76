// Package web puts the edges together on one port: REST, sockets, the built
// front ends, health. Headers that every answer carries are set here, and so
// is who counts as the caller behind a proxy.
package web

import (
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/firstlinehq/firstline/web/api"
	"github.com/firstlinehq/firstline/web/help"
	"github.com/firstlinehq/firstline/web/live"
	"github.com/firstlinehq/firstline/web/static"
)

// Config is what a deployment decides about the edge.
type Config struct {
	// TrustedProxies are the addresses or networks whose X-Forwarded-For is
	// believed; none by default, because gin would believe everybody.
	TrustedProxies []string
	// HTTPS: people reach the product over TLS, and browsers are to stay there.
	HTTPS bool
	// Shop is the demo shop's pages, served under /demo/; nil for none.
	Shop fs.FS
	// FrameAncestors lists who may embed a workspace's widget.
	FrameAncestors func(ctx context.Context, workspace string) []string
	// PublicURL is where people reach the product, without a slash at the end.
	PublicURL string
	// Ready says whether this node can serve: the database answers.
	Ready func(context.Context) error
}

// Edge is the assembled HTTP side.
type Edge struct {
	Handler http.Handler
	Hub     *live.Hub
	API     *api.API
}

// New assembles the edge.
func New(cfg Config, sockets live.Config, liveDeps live.Deps, apiDeps api.Deps) (*Edge, error) {
	gin.SetMode(gin.ReleaseMode)
	router := gin.New()
	router.HandleMethodNotAllowed = true
	if err := router.SetTrustedProxies(cfg.TrustedProxies); err != nil {
		return nil, fmt.Errorf("trusted proxies: %w", err)
	}
	router.Use(api.Recover, headers(cfg.HTTPS))
	router.NoMethod(api.MethodNotAllowed)

	// Socket handlers return at once, so they stand outside anything that waits
	// for a response.
	liveDeps.ClientIP = func(r *http.Request) string { return clientIP(router, r) }
	hub := live.NewHub(sockets, liveDeps)
	router.GET("/v1/visitor/socket", gin.WrapF(hub.ServeVisitor))
	router.GET("/v1/agent/socket", gin.WrapF(hub.ServeAgent))

	apiDeps.VisitorOnline = hub.VisitorOnline
	rest := api.New(router, apiDeps)
	document, err := rest.Document()
	if err != nil {
		return nil, fmt.Errorf("describe the API: %w", err)
	}
	router.GET("/openapi.json", func(c *gin.Context) { c.Data(http.StatusOK, "application/json", document) })
	router.GET("/docs", rest.ServeDocs)
	rest.ServeFiles(router)
	router.GET("/healthz", func(c *gin.Context) { c.String(http.StatusOK, "ok\n") })
	router.GET("/readyz", readiness(cfg.Ready))

	centre, err := help.New(help.Config{
		Accounts: apiDeps.Accounts, Library: apiDeps.Library, PublicURL: cfg.PublicURL, ClientIP: func(c *gin.Context) string { return c.ClientIP() },
	})
	if err != nil {
		return nil, fmt.Errorf("help centre: %w", err)
	}
	centre.Register(router)
	pages, err := static.New(static.Built(), static.Options{FrameAncestors: cfg.FrameAncestors})
	if err != nil {
		return nil, fmt.Errorf("front ends: %w", err)
	}
	if cfg.Shop != nil {
		shop(router, cfg.Shop)
	}
	router.NoRoute(func(c *gin.Context) {
		if isAPI(c.Request.URL.Path) {
			api.NotFound(c)
			return
		}
		c.Status(http.StatusOK) // gin has set 404 already; the page decides
		pages.ServeHTTP(c.Writer, c.Request)
	})
	return &Edge{Handler: router, Hub: hub, API: rest}, nil
}

// headers are on every answer; pages add their own policy to them.
func headers(https bool) gin.HandlerFunc {
	return func(c *gin.Context) {
		h := c.Writer.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
		if https {
			h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
		}
		if isAPI(c.Request.URL.Path) {
			h.Set("Cache-Control", "no-store")
		}
	}
}

func isAPI(path string) bool { return len(path) >= 4 && path[:4] == "/v1/" }

// readiness fails while the node cannot serve, so that a balancer looks elsewhere.
func readiness(ready func(context.Context) error) gin.HandlerFunc {
	return func(c *gin.Context) {
		ctx, cancel := context.WithTimeout(c.Request.Context(), 2*time.Second)
		defer cancel()
		if err := ready(ctx); err != nil {
			c.String(http.StatusServiceUnavailable, "not ready\n")
			return
		}
		c.String(http.StatusOK, "ready\n")
	}
}

// clientIP asks gin, which knows the trusted proxies, outside a gin handler.
func clientIP(router *gin.Engine, r *http.Request) string {
	c := gin.CreateTestContextOnly(httptest.NewRecorder(), router)
	c.Request = r
	return c.ClientIP()
}

// shop serves the demo shop as any shop would serve itself: its own policy,
// which allows the widget's script and frame from our origin and nothing else.
func shop(router *gin.Engine, files fs.FS) {
	handler := http.StripPrefix("/demo/", http.FileServerFS(files))
	router.GET("/demo", func(c *gin.Context) { c.Redirect(http.StatusFound, "/demo/") })
	router.GET("/demo/*path", func(c *gin.Context) {
		c.Header("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "+
			"connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
		c.Header("Cache-Control", "no-cache")
		handler.ServeHTTP(c.Writer, c.Request)
	})
}
