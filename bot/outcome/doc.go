// Package outcome tells those who count what a turn of the bot came to: the
// question among the gaps, the articles that were cited before a person was needed,
// and whether the matter is settled (package resolution).
//
// # Invariants
//
//   - A question is counted as answered, missed or handed over. Small talk, a
//     question back and a line about what goes on answer nothing and miss nothing.
//   - Who asks for a person wants one for what was asked before: that question
//     changes its outcome, and the request is none of its own.
//   - Everything joins the transaction in which the turn is stored.
//
// The package may import what bot may.
package outcome
