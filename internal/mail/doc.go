// Package mail sends plain-text e-mail over any SMTP server, and takes replies
// back: it makes reply addresses that name a conversation and cannot be
// guessed, checks the signature of the inbound webhook, and cuts what a mail
// program quotes from what somebody wrote.
//
// A Sender holds no connection: each mail is a dial, a hand-over and a
// goodbye, so a server that was away is no state to recover from. Whoever
// sends does it from a job, never in a request and never in a transaction.
// The package imports internal/problem.
package mail
