// Package prompt builds what a model is sent, from versioned files.
//
// Invariants: the system message holds our words and the admin's rules, and no
// byte that a visitor, an article, a page or another model wrote; everything
// else stands in one user message, each part between fences that carry a nonce
// of this call, with control tokens and forged fences neutralised. A version is
// never edited once it has served: a change is a new file, and the golden
// tests show it.
//
// The package is pure and imports knowledge/token only.
package prompt
