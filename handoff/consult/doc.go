// Package consult brings agents into conversations that others hold: whom a
// note names, and whoever holds the conversation, is told of it and may answer
// by a note, without taking anything over. A supervisor's word to an agent goes
// the same way.
//
// # Invariants
//
//   - Whom a note names is stored with the note and is never read out of its text.
//   - A note is told once to each, never to its author, and only to members of
//     the workspace.
//   - It is seen when the agent opened the conversation, or wrote a note there.
//
// The package may import what handoff may.
package consult
