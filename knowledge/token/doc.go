// Package token turns text into the terms that search compares: English words
// by their stem, Chinese, Japanese and Korean text as characters and pairs of
// neighbours, and codes (order numbers, SKUs, error codes) kept whole.
//
// Invariants: the same text gives the same terms in the index and in a query;
// the text's normal form decides, so full-width letters, case, curly quotes and
// invisible characters make no difference; a term is never empty and at most
// [MaxTerm] bytes. The package is pure and imports nothing of ours.
//
// A change of what comes out must raise [Version]: indexes are built anew then.
package token
