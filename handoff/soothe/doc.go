// Package soothe keeps what a workspace lets the bot do for an angry visitor:
// the playbook. It says sorry in the workspace's own words, may give a gesture
// such as a voucher code, and may raise the visitor's place in the queue.
//
// It runs at most once in a conversation, in the transaction of the turn that
// answers the angry message, so that a turn which comes to nothing gives
// nothing. Codes come from a pool that an admin fills; each is given once. Who
// gets one is limited by visitor and by day, and by default to visitors whom
// the shop has signed for: whoever may open a new browser for the next code is
// nobody to give one to. Each run leaves a row that says what was given, or why
// nothing was.
//
// It may import postgres, locale, clip and problem.
package soothe
