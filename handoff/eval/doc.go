// Package eval measures decisions and briefs on an operator's labelled files,
// through the same functions that serve live traffic: [handoff.Decide],
// [handoff.FactsOf] and the mood scorer. It writes nothing and needs no
// database. It may import what handoff may.
package eval
