// Package account owns who is who: workspaces, agents and their roles, teams,
// agents' sessions, visitors and their tokens, and the first-run set-up.
//
// # Invariants
//
//   - A token's plain form leaves the process once, to its holder; the
//     database keeps a hash.
//   - Role and workspace come from the session, never from a request's body.
//   - No default password exists: the first admin is made with a token that
//     the server prints on its terminal.
//
// The package may import internal/postgres, internal/seal and internal/problem.
package account
