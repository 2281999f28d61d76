// Package wording reads from a visitor's words what matters for the decision:
// is a person asked for, refused, is there anger, insult, threat, danger. It knows
// English and Chinese, folds spelling and tricks of writing, and joins patterns
// (sure, explainable) with a small linear classifier (for what no list foresees).
// Whether a person is asked for is weighed in package request.
// It is pure and imports packages clause, classifier, request and spelling only.
package wording
