// Package bot answers a visitor before a person does: it takes a turn over the
// visitor's unanswered messages, searches the articles, decides which way the
// turn goes, and answers in the articles' words or through a model.
//
// # Invariants
//
//   - A turn is a claim on the conversation (conversation.Claim). Its outcome is
//     stored in one transaction that commits only while the claim holds, the
//     stage is bot or waiting and no newer visitor message has come; otherwise
//     everything it did is undone and its draft is withdrawn from the screen.
//   - The decision (handoff.Decide) is made before the first token. No model can
//     change it.
//   - What the visitor sees of a model's reply has passed package guard sentence
//     by sentence. A reply that fails in any way is replaced by the extractive
//     answer; a part of a reply is never stored.
//   - A question of a guided flow (package guide) is asked after the decision: who
//     wants a person gets one, with what is filled in.
//   - Every citation is a passage that this turn's search found.
//   - No transaction is held over a search of a model or a stream.
//   - Each visitor message ends in a reply, a person, or a line that says what
//     is wrong: package dispatch has turns begun, again once where one died, and
//     then asks for a person.
//
// # Life cycle of a turn
//
//	claim → read the transcript → search → read the intent → decide → stream → finish
//
// A job or a nudge takes the claim (package dispatch). The clocks: the model's
// limits (45 s) end before the turn (50 s), that before the job (60 s), that before
// the queue's rescue (90 s).
//
// The package may import conversation, knowledge (with gap and question),
// sentiment, handoff, internal/intent, internal/postgres, internal/llm,
// internal/jobs, internal/locale and internal/problem.
package bot
