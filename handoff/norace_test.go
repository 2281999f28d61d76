//go:build !race

package handoff_test

// oneIn is which part of a labelled set a test of texts takes.
const oneIn = 1
