// Package parting shows a visitor whose conversation has ended up to three
// articles that fit what they asked, to read on by themselves.
//
// # Invariants
//
//   - Only published, public articles in the visitor's language are shown, and
//     none that an answer cited: those stand in the thread already.
//   - They are recorded once for an end, and counted once as shown, in one
//     transaction; a conversation that was reopened meanwhile gets none.
//   - No model writes anything here.
//
// The package may import what bot may.
package parting
