// Package openai speaks to any OpenAI-compatible endpoint, hosted or local,
// through go-openai, and adds the bounds that the library leaves to its
// caller: time limits per phase, bytes per line and per reply, a finish reason
// before success, one retry, a circuit breaker per endpoint and model.
//
// Keys live in [Config] and leave it only in the Authorization header: errors
// carry a reason, a host, a status, and nothing an endpoint said.
package openai
