// Package problem holds the one error type that may reach a person.
//
// A domain package says what went wrong (kind, code, parameters); the edge
// turns it into text in the caller's language (internal/locale) and into a
// status or an error frame. The cause is kept for the log and never shown.
// The package imports nothing of ours.
package problem

import (
	"errors"
	"fmt"
)

// Kind says whose fault an error is and what the caller can do about it. The
// zero kind is Internal, so an error that nobody classified shows nothing.
type Kind int

// The kinds of error. Their HTTP statuses are assigned in web/api.
const (
	Internal     Kind = iota // ours: logged, shown as a general apology
	Invalid                  // the request is malformed or breaks a rule
	NotFound                 // no such thing in this workspace, or not yours to know
	Conflict                 // somebody or something changed it first
	Gone                     // it was there and can no longer be had
	Unauthorized             // sign in first
	Forbidden                // signed in, but not allowed
	TooLarge                 // more bytes than accepted
	RateLimited              // too many, too fast
	Unavailable              // a part that is needed is down; try again
)

// Error is an error that may be shown to a person.
type Error struct {
	Kind Kind
	// Code names the text: locale key "problem.<code>". Stable, snake_case.
	Code string
	// Params fill the text's placeholders. They are shown: no secrets, and no
	// echo of a rejected value.
	Params map[string]string
	// Err is the cause, for the log only.
	Err error
}

// New makes an error without a cause. params are name, value pairs; an odd
// number of them is a programming error and panics.
func New(kind Kind, code string, params ...string) *Error {
	return Wrap(nil, kind, code, params...)
}

// Wrap makes an error that keeps cause for the log.
func Wrap(cause error, kind Kind, code string, params ...string) *Error {
	if len(params)%2 != 0 {
		panic("problem: params come in name, value pairs")
	}
	e := &Error{Kind: kind, Code: code, Err: cause}
	if len(params) > 0 {
		e.Params = make(map[string]string, len(params)/2)
		for i := 0; i < len(params); i += 2 {
			e.Params[params[i]] = params[i+1]
		}
	}
	return e
}

// Pairs gives the parameters as name, value pairs, the form that texts take.
func (e *Error) Pairs() []string {
	pairs := make([]string, 0, 2*len(e.Params))
	for name, value := range e.Params {
		pairs = append(pairs, name, value)
	}
	return pairs
}

// Error gives the code and the cause: the text for people is made at the edge.
func (e *Error) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("%s: %v", e.Code, e.Err)
	}
	return e.Code
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Is reports two problems as equal when kind and code are, so that a package's
// sentinel matches an error made with parameters.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Kind == e.Kind && t.Code == e.Code
}

// KindOf gives the kind of the first problem in err's chain; Internal if there
// is none.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}
