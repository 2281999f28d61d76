// Package flow guides a visitor through the steps that an admin laid out: it
// says, asks and checks, branches, calls actions, and ends or hands over with
// the form filled in.
//
// # Invariants
//
//   - [Definition.Advance] is pure: a definition, a state and what happened give
//     the next state and what is to be done. The preview in the console plays
//     the same function as a visitor meets.
//   - A definition that [Definition.Check] finds sound comes to a question, a
//     person or an end after every answer: no steps go round without a question,
//     every target exists, a question gives up after a few tries and offers a
//     person.
//   - What was said before it was asked for is proposed, and counts once the
//     visitor has confirmed it.
//   - A run is stored in the transaction that stores the bot's reply: a turn
//     that is superseded or dies leaves the run where it was.
//   - A run keeps the version it began with, whatever is published meanwhile.
//
// # Life cycle of a run
//
//	open → ended | handed_over | cancelled | left
//
// left is a run that nobody came back to, or that a person took over.
//
// The package may import bot/form, handoff, internal/conversation,
// internal/postgres, internal/locale and internal/problem.
package flow
