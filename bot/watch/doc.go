// Package watch looks over a turn of the bot while it is at work: it cancels the
// turn as soon as it cannot count any more, holds it back while the visitor is
// writing on, and keeps its claim alive.
//
// What it sees too late, or never, the finishing transaction finds out: it only
// saves time and tokens.
//
// The package may import what bot may.
package watch
