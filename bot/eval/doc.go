// Package eval measures answers on an operator's own labelled questions,
// through the same functions that serve visitors: `firstline eval answers`, and
// a knowledge manager's test set before publishing.
//
// Invariants: a set is measured in a workspace of its own that is removed
// afterwards; a malformed line or file is an error that names it; without a
// model the same set gives the same figures, times apart.
//
// It may import what bot may, and knowledge/markdown to read the articles.
package eval
