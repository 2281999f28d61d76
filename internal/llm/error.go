package llm

import (
	"errors"
	"fmt"
	"time"
)

// Reason says in which way a call failed.
type Reason string

// The ways to fail. They are metric labels and stand in traces: stable.
const (
	Unreachable  Reason = "unreachable"   // no connection
	Slow         Reason = "slow"          // no first token, a silence, or too long in all
	Cut          Reason = "cut"           // ended without a finish reason
	Refused      Reason = "refused"       // 4xx: our request or the model's name is wrong
	Unauthorized Reason = "unauthorized"  // 401, 403: the key is wrong
	Throttled    Reason = "throttled"     // 429
	ServerError  Reason = "server_error"  // 5xx
	NotAReply    Reason = "not_a_reply"   // HTML, garbage, bad JSON, bad vectors
	TooMuch      Reason = "too_much"      // more bytes than Limits.Output
	Incomplete   Reason = "incomplete"    // finish reason length, content_filter or unknown
	CircuitOpen  Reason = "circuit_open"  // not tried: it failed too often just now
	Cancelled    Reason = "cancelled"     // the caller gave up
	NotTried     Reason = "not_attempted" // no endpoint configured
)

// Error is how a call to a model fails.
type Error struct {
	Reason Reason
	// Endpoint is the host (and port), Model the name as configured.
	Endpoint, Model string
	// Status is the HTTP status, 0 if there was none.
	Status int
	// RetryAfter is what the endpoint asked for; 0 if it did not.
	RetryAfter time.Duration
	// Err is the cause, without URL, key, prompt or reply.
	Err error
}

// Error implements error.
func (e *Error) Error() string {
	s := fmt.Sprintf("model %s at %s: %s", e.Model, e.Endpoint, e.Reason)
	if e.Status != 0 {
		s += fmt.Sprintf(" (HTTP %d)", e.Status)
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// ReasonOf gives the reason of the first *Error in err's chain, "" if there is
// none.
func ReasonOf(err error) Reason {
	var e *Error
	if errors.As(err, &e) {
		return e.Reason
	}
	return ""
}

// retryable reports whether the same request may do better the second time.
// Slow is not among them: a visitor who has waited for a whole time limit is
// better served by the next means than by waiting as long again.
func (r Reason) retryable() bool {
	switch r {
	case Unreachable, Cut, Throttled, ServerError, NotAReply:
		return true
	}
	return false
}

// Retryable reports whether err is worth one more try of the same request.
func Retryable(err error) bool { return ReasonOf(err).retryable() }
