// Package screen is what a visitor sees of a turn while the bot is at work: pieces
// of an answer as they come, void where a model failed, gone where the turn comes
// to nothing.
//
// Nothing here is recorded: the signals pass to whoever looks on, and the stored
// message with the same turn replaces them.
//
// The package may import what bot may.
package screen
