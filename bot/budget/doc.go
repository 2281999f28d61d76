// Package budget bounds what a workspace's bot spends on models: tokens of a
// visitor and of the workspace a day, money a day and a month.
//
// # Invariants
//
//   - A call is charged with the most that it can cost before it is made
//     ([ReserveTx]) and with what it did cost afterwards ([SettleTx]); calls of
//     one workspace are charged one after another, so that no number of calls
//     at once can pass a limit.
//   - A node that dies between the two leaves too much charged, never too
//     little.
//   - A call that is not allowed is counted, and the caller is told which limit
//     it was.
//
// Days and months are those of UTC. The package may import internal/llm,
// internal/postgres and internal/problem.
package budget
