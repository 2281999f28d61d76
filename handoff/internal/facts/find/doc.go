// Package find holds what the finders of facts share: a fact, a message, the words that
// end a phrase. It is pure and imports nothing of ours.
package find
