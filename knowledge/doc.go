// Package knowledge owns what the company knows: articles and their revisions,
// the passages that answers quote, and the one search over them that bot, assist
// panel, help centre and test box share.
//
// Invariants:
//   - What can be found is what is published: passages and index are written in
//     the transaction that publishes, and removed in the one that archives. A
//     draft is in no index.
//   - A search reads the shelves its audience may see and no others; internal
//     articles are not filtered out afterwards, their rows are never opened.
//   - [Library.Search] gives the same order for the same question and index,
//     whoever asks.
//   - A save names the version it is based on; a save based on an older one is
//     refused with a conflict, so no editor overwrites another one silently.
//   - A vector enters the index only if it has its version's dimension and is
//     finite and not zero. Without vectors the search is lexical.
//   - An index notes the version of the rules that wrote it. One of another version
//     goes on serving, and takes in what is published, while a job builds its
//     successor on the other side of the index, in steps that outlive their node.
//     Where its packing cannot be read, what is built already is searched, or
//     [ErrIndexRebuilding] said.
//   - Index and vectors say what may be found; what holds when a hit is read says what
//     is: nothing that was taken back or made internal since is shown.
//   - Anybody sees a picture while a published public article shows it, and no longer.
//   - No transaction is held over a call to a model.
//
// Subpackages: token (terms of a text), markdown (passages, safe HTML), lexicon
// (a question's reading), posting (the index's packed rows), rank (the order),
// format (files into articles), intake (imports by plan), gap (what met no
// answer), question (sets of labelled questions), eval (measuring on them).
//
// The package may import internal/files, internal/postgres, internal/llm,
// internal/jobs and internal/problem.
package knowledge
