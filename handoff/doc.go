// Package handoff brings a conversation from the bot to a person: whether
// (Decide), with what knowledge (BuildBrief) and to whom (Queue).
//
// # Invariants
//
//   - An explicit request for a person leads to a handover, on any turn, in
//     English and Chinese, whatever a model says: it is decided here by rules and a
//     local classifier, and a model is asked only where Decision.Unsure is set.
//   - A person is offered once per conversation; what would be a second offer is
//     an answer.
//   - Stage waiting goes with exactly one open handoff of the conversation,
//     stage person with an agent who holds it.
//   - An assignment is made only to an agent whose presence lease is alive by the
//     database's clock in the same transaction, and at most one is live for a
//     handoff.
//   - Outside the hours of whom a visitor waits for, nothing is assigned.
//   - Who is taken back from an agent, or passed on, comes in line where their
//     first request stands, with its priority and team.
//   - What an agent answered stays with them; once they have gone it is flagged
//     (left_list) until they are back, or somebody replies or takes it.
//   - Routing never offers an agent more than their capacity beside what is
//     awake, nor leaves a visitor waiting while an agent who fits has room.
//   - Every handover that is decided on leaves a ledger row that says why, and whoever
//     comes in line is shown what happens next. What an agent takes from the bot
//     unasked leaves a handoff that waited for nobody, for its brief.
//
// # Life cycle of a handoff
//
//	waiting → assigned → accepted
//	   ↑         │
//	   └─────────┘ declined, expired, passed on (its agent takes nothing new), withdrawn
//	waiting, assigned → cancelled (the visitor), closed (somebody took over or resolved)
//
// Decide, BuildBrief and what they use are pure: no clock, no database, no
// model. The package may import bot/mask, conversation, sentiment, internal/account,
// internal/postgres, internal/llm, internal/bus, internal/jobs, internal/locale,
// internal/mail and internal/problem.
package handoff
