// Package static serves the built front ends: the widget's loader and frame, and the console.
//
// The files are embedded, so the binary needs no folder beside it. What a build names by its content
// (assets/*) is immutable; the two pages are never stored, because each response of the console
// carries its own nonce and the widget's frame says which sites may embed it. Compressed copies are
// made by the build, never at run time.
//
// It imports nothing of ours.
package static
