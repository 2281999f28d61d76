// Package agentassist helps the person who answers: reply suggestions with
// their sources, ranked articles and fitting canned replies for the visitor's
// last message, and the record of what became of each suggestion.
//
// Invariants:
//   - Nothing is ever sent from here. A suggestion is text that an agent may
//     insert; what was sent is told to [Assistant.SentTx] by the front desk.
//   - A visitor message is drafted for once: the conversation's panel row moves
//     on to a greater seq or not at all. What was drafted for an earlier message
//     is superseded in the same transaction and is not shown again.
//   - No suggestion asks for what the visitor has given already.
//   - A suggestion that rests on an internal article says so, itself and in its
//     sources.
//   - Without a model, or with one that fails, is slow or says what no source
//     supports, suggestions are made from the articles' own words and prepared
//     texts. No transaction is held over a call to a model.
//
// Life cycle: [Assistant.Run] lets nudged drafts start on this node and waits
// for those under way at the end; jobs (draft_suggestions) make sure of each
// draft and are harmless if it exists or is out of date.
//
// The package may import conversation, knowledge, sentiment, handoff (the facts
// of a transcript), postgres, llm, jobs, locale and problem, and of bot only the
// pure parts that read and check text.
package agentassist
