package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/problem"
)

// statusOf says which HTTP status a kind of problem has.
var statusOf = map[problem.Kind]int{
	problem.Internal:     http.StatusInternalServerError,
	problem.Invalid:      http.StatusUnprocessableEntity,
	problem.NotFound:     http.StatusNotFound,
	problem.Conflict:     http.StatusConflict,
	problem.Gone:         http.StatusGone,
	problem.Unauthorized: http.StatusUnauthorized,
	problem.Forbidden:    http.StatusForbidden,
	problem.TooLarge:     http.StatusRequestEntityTooLarge,
	problem.RateLimited:  http.StatusTooManyRequests,
	problem.Unavailable:  http.StatusServiceUnavailable,
}

// Problem is an error as RFC 9457 describes it.
type Problem struct {
	Type   string `json:"type" doc:"Stable address of the kind of problem: /problems/<code>"`
	Title  string `json:"title" doc:"What went wrong, in the caller's language"`
	Status int    `json:"status"`
	Code   string `json:"code" doc:"Stable name of the problem"`
	// Errors name the fields that are wrong, never their values.
	Errors []FieldProblem `json:"errors,omitempty"`
}

// FieldProblem is one wrong field.
type FieldProblem struct {
	Location string `json:"location" doc:"For example body.email"`
	Message  string `json:"message"`
}

// Error implements error.
func (p *Problem) Error() string { return p.Code }

// GetStatus implements huma.StatusError.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType implements huma.ContentTypeFilter.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// asProblem makes what the caller is shown of an error, and logs it once if it
// is ours.
func asProblem(ctx context.Context, lang, operation string, err error) *Problem {
	var known *problem.Error
	if !errors.As(err, &known) {
		known = problem.Wrap(err, problem.Internal, "internal")
	}
	switch known.Kind { //nolint:exhaustive // the others are the caller's own affair and not logged
	case problem.Internal:
		if errors.Is(err, context.Canceled) && ctx.Err() != nil {
			return problemFor(lang, problem.New(problem.Unavailable, "internal")) // the caller left: nobody reads this
		}
		slog.ErrorContext(ctx, "request failed", "operation", operation, "error", err)
		known = problem.New(problem.Internal, "internal")
	case problem.Unavailable:
		slog.WarnContext(ctx, "request could not be served", "operation", operation, "error", err)
	}
	return problemFor(lang, known)
}

func problemFor(lang string, e *problem.Error) *Problem {
	return &Problem{
		Type: "/problems/" + e.Code, Status: statusOf[e.Kind], Code: e.Code,
		Title: locale.Text(lang, "problem."+e.Code, e.Pairs()...),
	}
}

// fromHuma makes our problem of what huma found wrong before a handler ran.
// huma's own details repeat the rejected value; only location and rule stay.
func fromHuma(ctx huma.Context, status int, _ string, errs ...error) huma.StatusError {
	lang := locale.English
	if ctx != nil {
		lang = locale.Negotiate(ctx.Header("Accept-Language"))
	}
	p := problemFor(lang, codeOfStatus(status))
	p.Status = status
	for _, err := range errs {
		var d huma.ErrorDetailer
		if errors.As(err, &d) {
			detail := d.ErrorDetail()
			p.Errors = append(p.Errors, FieldProblem{Location: detail.Location, Message: ruleOnly(detail)})
		}
	}
	return p
}

// ruleOnly is huma's message unless it quotes the value.
func ruleOnly(d *huma.ErrorDetail) string {
	if s, ok := d.Value.(string); ok && s != "" && strings.Contains(d.Message, s) {
		return "invalid value"
	}
	return d.Message
}

func codeOfStatus(status int) *problem.Error {
	switch status {
	case http.StatusNotFound:
		return problem.New(problem.NotFound, "not_found")
	case http.StatusMethodNotAllowed:
		return problem.New(problem.NotFound, "method_not_allowed")
	case http.StatusRequestEntityTooLarge:
		return problem.New(problem.TooLarge, "body_too_large", "limit", byteSize(maxBody))
	case http.StatusUnprocessableEntity:
		return problem.New(problem.Invalid, "validation_failed")
	}
	if status >= http.StatusInternalServerError {
		return problem.New(problem.Internal, "internal")
	}
	return problem.New(problem.Invalid, "invalid_request")
}

func byteSize(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%d MiB", n>>20)
}
