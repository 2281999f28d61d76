// Package exam asks sets of questions of the bot and notes what it said: of what
// is live, and of an article's draft beside it, by the functions that answer
// visitors.
//
// A run is worked by a job on the bulk queue, question by question; one that is
// taken up again goes on where it was. No transaction is held over an answer.
//
// The package may import what bot may.
package exam
