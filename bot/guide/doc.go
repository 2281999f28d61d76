// Package guide has the bot take visitors through flows: it finds the run that a
// conversation is in or the flow that a message begins, plays it within the
// bot's turn, and goes on by itself when an action that the visitor confirmed
// has been carried out.
//
// # Invariants
//
//   - A step of a run is stored in the transaction that stores its words. Two
//     steps from the same state cannot both be stored: the second fails with
//     flow.ErrMoved, and its turn is taken again.
//   - What is filled in is kept for the brief in the same transaction, so that
//     whatever brings a person in brings the form along.
//   - A run in which a person spoke, or that nobody came back to for a day, is
//     left: the bot does not take up its question in the middle of another talk.
//   - No transaction is held over an action.
//
// The package may import bot/flow, bot/form, bot/trace, handoff,
// internal/conversation, internal/jobs, internal/locale, internal/postgres and
// internal/problem.
package guide
