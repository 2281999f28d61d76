// Package request weighs whether a visitor asks for a person: what patterns and
// classifier see in a message (package wording) are signs, and no sign is believed
// alone. How much each weighs was learned from messages of writers whom the classifier
// did not know (handoff/train).
//
// It is pure, the same signs give the same figure, and it imports nothing of the
// program.
package request
