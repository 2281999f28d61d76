// Package action lets the bot, a flow or an agent do something for a visitor:
// look an order up, cancel a booking, by an HTTP request that an admin has
// described or by a tool of a server of the Model Context Protocol.
//
// # Invariants
//
//   - Whoever the visitor is comes from the session: values of external id,
//     signed e-mail, attributes and conversation are filled in by [Runner], and
//     a call that brings them itself is refused.
//   - A model may give only what the visitor has written: a value that does not
//     stand in the visitor's own words is refused, wherever it came from.
//   - Nothing is changed without a yes to exactly the values shown: the yes is
//     stored, counts once and runs out, and values and definition are compared
//     again when it is carried out.
//   - A write is sent once. Where its fate is not known, that is said. A caller
//     that dies after its question or its answer leaves them behind: who makes
//     the same wish on the same occasion gets those, and no second call.
//   - Every call and every refusal leaves a row, written before the request
//     goes out. Values are redacted in it.
//   - Of an answer only mapped fields come out, bounded. Secrets are sealed, go
//     into headers of the request and into nothing else.
//   - No transaction is held over a request.
//
// # Life cycle of a call
//
//	gates → row 'started' → request → row finished                      (reads)
//	gates → confirmation stored, shown → yes → job → request → settled  (writes)
//
// The package may import internal/account, internal/clip, internal/conversation,
// internal/egress, internal/jobs, internal/locale, internal/postgres,
// internal/seal, bot/mask and its own parts.
package action
