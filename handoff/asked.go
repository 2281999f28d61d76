package handoff

import "github.com/firstlinehq/firstline/handoff/internal/wording"

// Asked is what a visitor's message asks, to search with: without the words that
// refuse a person, and those that only scold, which no article is about. A message
// that does nothing else stays as it is.
func Asked(text string) string { return wording.WithoutScolding(wording.WithoutRefusal(text)) }

// OnlyScolds reports whether a visitor's message attacks us and names nothing that
// an article could be about.
func OnlyScolds(text string) bool { return wording.OnlyScolds(text) }
