// Package gap knows what visitors asked and got no answer to: the questions,
// clustered by what they mean across languages, in the order of what they cost.
//
// Invariants:
//   - A question is kept with personal data masked, and goes with its conversation.
//   - Clustering needs no model and is deterministic: the same questions in the
//     same order make the same gaps. What a person put somewhere stays there.
//   - A gap's figures are stored, and counted anew when a question of it changes
//     (a trigger notes which); reading a list costs the same however much was asked.
//   - A gap writes no article by itself. A draft made from agents' answers is a
//     draft: somebody reads and publishes it.
//
// A question is missed (nothing was found), rejected (the answer did not help)
// or escalated (a person was needed); answered ones are kept for the miss rate.
// A gap is open, drafted once it has an article, closed once that is published,
// or dismissed; closed and dismissed ones go on attracting their questions.
//
// The package may import knowledge and its subpackages, bot/mask, bot/sentence,
// internal/postgres, internal/llm, internal/jobs and internal/problem.
package gap
