// Package query reads a visitor's question: the things that it names, each with
// the ways in which a page may say it and how much it counts, and the kind of
// fact that it asks for.
//
// Invariants: the same question, read with the same words of retrieval, gives the
// same items in the same order. The package is pure and imports bot/kin and
// knowledge/token.
package query
