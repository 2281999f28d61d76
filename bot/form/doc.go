// Package form fills in fields from what visitors say: an e-mail address, a
// phone or order number, a product, an amount, a date, a number, a choice, yes
// or no. A value has one normal form, whatever way it was said in, and keeps the
// message and the place it came from.
//
// # Invariants
//
//   - It is pure: what it gives depends on its arguments alone.
//   - What is found in a transcript is the same that a brief finds: the words are
//     read by package handoff, and only their meaning is settled here.
//   - A relative date ("last Friday", "三天前") is read against the clock of the
//     call, in UTC; one that names no single day is refused, not guessed.
//   - Patterns are Go regular expressions: none of them can run away.
//
// The package may import handoff, internal/locale and internal/problem.
package form
