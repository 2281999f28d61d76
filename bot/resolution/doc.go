// Package resolution keeps what became of the bot's answers: whether the visitor
// said that they helped, or fell silent.
//
// # Invariants
//
//   - Confirmed is what a visitor said, by words or by the thumb; assumed is what
//     a silence of the set time after an answer was taken for. A question of the
//     bot that met no reply, a miss and an offer of a person settle nothing, and
//     where a person was needed nothing is settled by the bot.
//   - The bot asks once in a conversation whether its answer helped, or whether
//     the visitor is still there, and never again, however often it is reopened.
//   - Nothing is said and nothing is assumed while a person holds the
//     conversation, while one is waited for, or while a message is unanswered.
//   - What the visitor asks next opens the matter again.
//
// # Life cycle
//
//	answer → open ── silence ──▶ check-in ── silence ──▶ assumed, closed
//	           │                    │
//	           └── it helped ───────┴──▶ confirmed ── silence ──▶ closed
//
// The package may import what bot may.
package resolution
