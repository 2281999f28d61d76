// Package sentiment says how a visitor feels, message by message and over a
// conversation.
//
// A [Scorer] reads one message, in English, Chinese or both, and gives its
// valence, the anger it directs at us, its urgency and what it is about. It is
// local, takes microseconds and is safe for concurrent use, so a message is
// scored in the transaction that stores it.
//
// A [Store] keeps the mood of each conversation: one row for each visitor
// message, with the smoothed values up to there. [Store.RecordTx] says when the
// mood changed so that somebody should know; that change is the event
// [MoodChanged]. Rows are only added; they go when their conversation goes.
//
// Two feelings are kept apart: that something is wrong (negative valence), and
// that we are attacked for it (anger). A calm report of a broken parcel is the
// first and not the second.
//
// The package may import conversation, postgres, llm, jobs and problem. The
// weights are made by sentiment/train; MODEL.md describes them.
package sentiment
