// Package trace owns the record of the bot's turns: what came in, what was
// decided and why, what was found, what a model was sent and said, what was
// checked, how long each part took and what it cost.
//
// # Invariants
//
//   - A record holds no text of the visitor beyond the redacted prompt, and no
//     secret of the prompt ([Redact]).
//   - A turn that came to nothing is recorded too: a model may have been paid.
//   - Prompts and replies are forgotten after [KeepPrompts]; figures stay.
//
// The package may import handoff, internal/llm, internal/postgres,
// internal/problem and the bot's parts that read text.
package trace
