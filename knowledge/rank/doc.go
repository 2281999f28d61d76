// Package rank decides which articles answer a question, from where the
// question's terms stand in them: BM25 over whole articles and over their best
// passage, closeness of the terms, agreement of the vectors, feedback within
// bounds; and how sure it is.
//
// The package is pure: it reads no database and no clock, so the same index and
// question give the same order, live, in the test box and in an evaluation. It
// imports lexicon, posting and token.
package rank
