// Package followup keeps the list of what is to be followed up: who wants their
// answer by e-mail, which cases stayed unresolved, what agents put there. It
// mails the answers, and whole conversations to those who want to keep them.
//
// # Invariants
//
//   - There is one list, with at most one entry a conversation, for whatever
//     reasons it came there. Resolving the conversation closes it.
//   - An agent's reply in a conversation whose visitor wants it is mailed once
//     it has stood for a moment without the visitor writing in the chat: who
//     writes there has read it.
//   - Several replies in that moment are one mail. A mail that a crash sends
//     twice carries the same Message-ID.
//   - Without a mail server nothing is lost: the follow-up stays open and says
//     why, and agents see it in the conversation.
//   - A transcript holds what the visitor can see and nothing else. It goes to an
//     address that they typed or that is known of them, a few times a day.
//
// A mail is sent by a job and outside any transaction. The package may import
// what handoff may.
package followup
