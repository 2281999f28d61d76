// Package talk understands what a message is within its conversation, without
// a model: small talk that needs no article, and follow-ups whose subject was
// named in an earlier turn.
//
// The package is pure and imports bot/sentence and knowledge/token.
package talk
