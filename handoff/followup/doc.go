// Package followup keeps who wants their answer by e-mail, and mails it;
// it mails whole conversations to those who want to keep them.
//
// # Invariants
//
//   - An agent's reply in a conversation with an open follow-up is mailed once
//     it has stood for a moment without the visitor writing in the chat: who
//     writes there has read it.
//   - Several replies in that moment are one mail. A mail that a crash sends
//     twice carries the same Message-ID.
//   - Without a mail server nothing is lost: the follow-up stays open and says
//     why, and agents see it in the conversation.
//
//   - A transcript holds what the visitor can see and nothing else. It goes to an
//     address that they typed or that is known of them, a few times a day.
//
// A mail is sent by a job and outside any transaction. The package may import
// what handoff may.
package followup
