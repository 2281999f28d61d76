//go:build race

package handoff_test

// oneIn is which part of a labelled set a test of texts takes under the race
// detector: that finds nothing in what one goroutine computes and makes it ten
// times as slow. `make test-whole` takes all of it, without.
const oneIn = 5
