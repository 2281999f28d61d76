// Package extract answers a question with the words of the articles: it picks
// the sentences, steps or table rows that answer it, and quotes them.
//
// Invariants: everything quoted stands in a passage as it is, but for marks of
// lists, the labels of a table's columns put before its cells, and characters
// escaped for Markdown; every group of quotes ends with the number of its
// source; the same input gives the same answer. An [Answer] with a Confidence
// below the caller's bar must not be shown: it is the best there is, and that
// may be nothing.
//
// The package is pure and imports bot/query, bot/sentence, bot/sure and
// knowledge/token.
package extract
