// Package rehearsal plays whole conversations with a scripted visitor against the
// bot that serves visitors, on a real database, and measures what became of them:
// `firstline eval bot`.
//
// Invariants: a set is played in a workspace of its own that is removed
// afterwards; the bot, the queue and the timers are the product's, and only the
// clock of the workspace's timers is moved; a malformed line is an error that
// names it; without a model the same set gives the same figures, times apart.
package rehearsal
