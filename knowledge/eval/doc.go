// Package eval measures search on an operator's own labelled questions, through
// the same [knowledge.Library.Search] that serves live traffic.
//
// Invariants: a set is measured in a workspace of its own that is removed
// afterwards; a malformed line is an error that names file and line; the same set
// gives the same figures, times apart.
//
// It may import knowledge, internal/postgres and internal/problem.
package eval
