package api

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/firstlinehq/firstline/internal/problem"
)

// Recover turns a panic of a handler into a general apology and a log line.
func Recover(c *gin.Context) {
	defer func() {
		value := recover()
		if value == nil {
			return
		}
		if err, ok := value.(error); ok && errors.Is(err, http.ErrAbortHandler) {
			panic(value) // net/http's own way to drop a connection
		}
		slog.ErrorContext(c, "handler panicked", "path", c.FullPath(), "panic", fmt.Sprint(value), "trace", string(debug.Stack()))
		if !c.Writer.Written() {
			abort(c, problem.New(problem.Internal, "internal"))
		}
	}()
	c.Next()
}

// NotFound answers an address of the API that is none.
func NotFound(c *gin.Context) { abort(c, problem.New(problem.NotFound, "not_found")) }

// MethodNotAllowed answers a known address with another method.
func MethodNotAllowed(c *gin.Context) {
	p := problemFor("en", problem.New(problem.NotFound, "method_not_allowed"))
	p.Status = http.StatusMethodNotAllowed
	c.Header("Content-Type", "application/problem+json")
	c.AbortWithStatusJSON(p.Status, p)
}

// sameSite refuses requests with an effect that another site's page makes with
// our cookie. The cookie is SameSite=Strict already; this also holds where a
// browser is old or a sibling domain hostile.
func sameSite(c *gin.Context) {
	switch c.Request.Method {
	case http.MethodGet, http.MethodHead, http.MethodOptions:
		return
	}
	if site := c.GetHeader("Sec-Fetch-Site"); site != "" && site != "same-origin" && site != "none" {
		abort(c, problem.New(problem.Forbidden, "origin_forbidden"))
		return
	}
	if origin := c.GetHeader("Origin"); origin != "" {
		_, host, _ := strings.Cut(origin, "://")
		if !strings.EqualFold(host, c.Request.Host) {
			abort(c, problem.New(problem.Forbidden, "origin_forbidden"))
			return
		}
	}
	// A form can only send three content types; none of them is JSON.
	if c.Request.ContentLength != 0 && !isUpload(c.Request) && !strings.HasPrefix(c.GetHeader("Content-Type"), "application/json") {
		abort(c, problem.New(problem.Invalid, "content_type"))
	}
}
