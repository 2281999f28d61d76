package openai

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"

	api "github.com/sashabaranov/go-openai"

	"github.com/firstlinehq/firstline/internal/llm"
)

// Causes of a cancelled call that are the endpoint's fault.
var (
	errNoFirstToken = errors.New("no first token in time")
	errSilence      = errors.New("silent for too long between tokens")
	errTotal        = errors.New("took too long in all")
)

// failure turns any error of a call into an *llm.Error. What the endpoint said
// stays out of it: bodies repeat prompts and, for a wrong key, the key.
func (c *client) failure(ctx context.Context, note *response, err error) error {
	var known *llm.Error
	if errors.As(err, &known) {
		return err
	}
	e := &llm.Error{Endpoint: c.host, Model: c.cfg.Model, RetryAfter: note.retryAfter}
	if note.status != http.StatusOK {
		e.Status = note.status
	}
	e.Reason, e.Err = reasonOf(ctx, note, err)
	return e
}

func reasonOf(ctx context.Context, note *response, err error) (llm.Reason, error) {
	cause := context.Cause(ctx)
	switch {
	case errors.Is(cause, errNoFirstToken), errors.Is(cause, errSilence), errors.Is(cause, errTotal):
		return llm.Slow, cause
	case ctx.Err() != nil:
		return llm.Cancelled, ctx.Err()
	case errors.Is(err, errWrongType), errors.Is(err, errLineTooLong):
		return llm.NotAReply, errors.Unwrap(err)
	case errors.Is(err, errTooManyRaw):
		return llm.TooMuch, nil
	}
	if r := reasonOfStatus(note.status); r != "" {
		return r, nil
	}
	return reasonOfBody(note, err)
}

func reasonOfStatus(status int) llm.Reason {
	switch {
	case status == 0, status == http.StatusOK:
		return ""
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		return llm.Unauthorized
	case status == http.StatusTooManyRequests:
		return llm.Throttled
	case status >= 500:
		return llm.ServerError
	case status >= 400:
		return llm.Refused
	}
	return llm.NotAReply // a redirect, or a success that is none
}

func reasonOfBody(note *response, err error) (llm.Reason, error) {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	var said *api.APIError
	var inURL *url.Error
	switch {
	case errors.As(err, &said):
		return llm.ServerError, errors.New("the stream brought an error")
	case errors.As(err, &syntax), errors.As(err, &kind), errors.Is(err, api.ErrTooManyEmptyStreamMessages):
		return llm.NotAReply, errors.New("not the JSON that was asked for")
	case note.status == http.StatusOK && errors.Is(err, io.ErrUnexpectedEOF):
		return llm.Cut, nil
	case note.status == http.StatusOK:
		return llm.Cut, withoutURL(err)
	case errors.As(err, &inURL):
		return llm.Unreachable, inURL.Err
	}
	return llm.Refused, errors.New("the request could not be made")
}

func withoutURL(err error) error {
	var inURL *url.Error
	if errors.As(err, &inURL) {
		return inURL.Err
	}
	return err
}
