// Package question keeps sets of labelled questions and what became of them each
// time they were asked: of what is live, or of an article's draft beside it.
//
// Invariants:
//   - A label means what it means in the files of `firstline eval answers`; a set
//     goes out and comes in as such a file.
//   - A file with a line that cannot be used is refused by that line, whole.
//   - What was taken from a conversation is masked and goes with it, results too.
//   - A run is worked by a job that may be taken twice: each question is stored
//     once, and what is stored is not asked again.
//
// Who answers the questions is bot/exam; this package only keeps them.
//
// The package may import knowledge, bot/mask, internal/labelled,
// internal/postgres, internal/jobs
// and internal/problem.
package question
