// Package transcript reads a conversation as a turn of the bot sees it: who said
// what, what is not answered yet, and what the lines mean for the search, for
// decisions and for a model.
//
// Lines are oldest first; those of the visitor that wait for an answer stand at
// the end and are pending. Nothing is stored here.
//
// The package may import what bot may.
package transcript
