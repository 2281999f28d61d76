// Package intake reads articles from where companies keep them, for
// [knowledge.Library.Import].
//
// Invariants: what cannot be read is named and the rest is read; nothing outside
// the given folder is opened (links are not followed); memory is bounded by the
// articles themselves, since a file above the limit is not read at all.
//
// It may import knowledge and internal/problem.
package intake
