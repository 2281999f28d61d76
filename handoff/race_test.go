//go:build race

package handoff_test

// oneIn is which part of a labelled set a test of texts takes under the race
// detector: that finds nothing in what one goroutine computes, makes it ten
// times as slow, and handoff/eval holds the figures of whole sets.
const oneIn = 5
