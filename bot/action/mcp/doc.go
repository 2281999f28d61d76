// Package mcp talks to servers of the Model Context Protocol over streamable
// HTTP, as a client that trusts them with nothing.
//
// Invariants: every request passes internal/egress; the bearer token goes to
// the server's own origin only and redirects are not followed; a session lives
// for one listing or one call, and time and bytes of it are bounded; the client
// offers neither roots, nor sampling, nor elicitation, so that a server can ask
// for nothing; a tool is called only if its description and schema are those
// whose hash the caller names. Servers on standard input and output are not
// supported: an admin of a workspace must not start programs on the machine.
//
// The package imports bot/action/spec, knowledge/token, internal/clip,
// internal/egress and internal/locale.
package mcp
