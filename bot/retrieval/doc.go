// Package retrieval finds what a turn of the bot may quote: the passages of the
// best articles, whole articles where they are short, and how the question was
// read.
//
// # Invariants
//
//   - Only public articles that the bot may use are found ([Search.Find]), or in
//     a trial what a draft would make of them.
//   - What was read of a passage is kept while the process runs: a passage never
//     changes.
//
// The package may import what bot may.
package retrieval
