// Package conversation owns what was said, in which order, and who holds it
// now. It knows no bot, no mood, no routing: whoever needs a word from another
// folder belongs in that folder.
//
// # Invariants
//
//   - Every recorded change takes the next seq of its conversation under the
//     conversation's row lock, in the transaction of its cause: seq is 1..n
//     without a gap. What visitors may see also takes the next vseq.
//   - A client id is recorded once per author; a repeat answers the stored seq
//     and does nothing else; the same id with other content is a conflict.
//   - Events are told to the bus after commit, and that may be lost: the log is
//     the truth and [Store.Follow] the one way to read on from a cursor.
//   - Stages move only along the table in stage.go. A conversation is held by
//     an agent exactly in stage person.
//   - A turn of the bot finishes only if its claim is still its own, the stage
//     is bot or waiting and no newer visitor message has come.
//
// Signals (typing, streamed deltas) are recorded nowhere and go only through
// [Store.Signal].
//
// The package may import internal/postgres, internal/bus and internal/problem.
package conversation
