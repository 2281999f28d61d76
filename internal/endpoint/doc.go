// Package endpoint owns the language models that an installation is connected
// to: their addresses, sealed keys, prices and order, what each is doing now,
// and the search for models that run on the operator's own machine.
//
// # Invariants
//
//   - A key is sealed before it is stored, is given to the endpoint only, and
//     leaves the process by no other way: no view, log or error holds it.
//   - Models belong to the installation. Only its operator may name their
//     addresses, since exactly the named host and port may lie on the inside
//     of the network (internal/egress keeps everything else out).
//   - The endpoint of the server's own configuration is asked first; what is
//     stored comes after it, in the stored order.
//   - Each endpoint has a breaker of its own, which outlives changes to others.
//
// # Life cycle
//
// [Models.Run] looks for changes by other nodes; a change through this node
// holds at once. The package may import internal/postgres, internal/llm,
// internal/egress, internal/seal and internal/problem.
package endpoint
