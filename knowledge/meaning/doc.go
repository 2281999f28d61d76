// Package meaning compares short texts by what they are about, in English and
// Chinese and across the two, without a model: by their words, the synonyms and
// translations of these, and how rare each is among the texts compared.
//
// Questions of visitors are clustered by it (knowledge/gap), sentences of articles
// held against each other (knowledge/overlap).
//
// Invariants:
//   - It is deterministic: the same texts in the same order compare alike.
//   - What any request for help says ("please", "how do I", 请问) means nothing.
//   - A likeness is 0…1, and only points of one call of [Together] have one.
//
// The package is pure. It may import knowledge/lexicon and knowledge/token.
package meaning
