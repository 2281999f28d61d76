// Package frontdesk is the story of a conversation, one use case a function:
// what happens when a visitor speaks, an agent replies, somebody accepts, a
// conversation is resolved.
//
// Each use case is one transaction, read top to bottom: what is recorded, who
// is told, which job follows. Sockets and REST call the same functions, so
// that whatever one can do the other can. No model is called here.
//
// The package may import the domain packages, internal/account,
// internal/postgres, internal/locale, internal/mail and internal/problem.
package frontdesk
