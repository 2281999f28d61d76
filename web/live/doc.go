// Package live is the WebSocket edge: one socket a visitor's tab, one socket
// an agent and workspace.
//
// The table in frames.go is the one list of every kind of frame; it makes the
// union in the OpenAPI document, and an event whose kind is not in it is
// refused loudly, so nothing reaches a browser untyped. Recorded data passes
// as raw JSON, undecoded.
//
// # Life of a socket
//
// The HTTP handler returns after the upgrade, which gives net/http's buffers
// back; the socket then has a reader and a writer goroutine, its own context
// and a place in the hub's wait group, because the request's context ends at
// once and http.Server.Shutdown ignores hijacked connections. Frames wait in a
// bounded queue. A conversation's events wait for room in it, so that a long
// catch-up gets through a slow link; acknowledgements, list changes and all
// else cut off with 4008 a peer that does not read, and it resumes by its
// cursor. 4401 is for a dead token alone: a hello that is late or missing ends
// with 4408, after which the client just comes back. A panic ends its own
// socket, with 1011. Compression is off: with it the read limit would count
// compressed bytes.
package live
