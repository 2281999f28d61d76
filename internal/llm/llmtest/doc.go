// Package llmtest is a model for tests: [Server] speaks real HTTP with
// server-sent events, as an OpenAI-compatible endpoint does, and misbehaves on
// demand in every way an endpoint can; [Script] is a model without a network.
//
// A server keeps the bodies of the requests it got, so that a test can assert
// what never left the house.
package llmtest
