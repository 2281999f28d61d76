// Package errand runs a visitor's errands: it lets the model choose among the
// workspace's actions by what the visitor has written, and has them done behind the
// gates of package action.
//
// # Invariants
//
//   - What an action finds out becomes a source of the answer; whatever else comes
//     of it is said in words of ours, and ends the turn.
//   - Whoever takes up the messages of a turn that died makes no call twice: calls
//     carry the occasion.
//
// The package may import bot/action, bot/prompt, bot/trace, bot/writer, internal/llm
// and internal/locale.
package errand
