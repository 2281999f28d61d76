// Package lexicon reads a question as search does: which terms would satisfy
// it, typed, translated, as a synonym or corrected, and how much each matters.
//
// A question has one [Reading] a language of articles: the words as typed for
// articles in its own language, and for the other one their translations by the
// glossary, with what has no translation (names, codes) as typed.
//
// Invariants: reading is deterministic; the size of a reading is bounded
// ([MaxWishes]) whatever the question's length. The package is pure and imports
// only token.
package lexicon
