//go:build race

package eval_test

// underRace: the race detector makes a set six times as slow, so a few sets run
// with it and `make test-whole` runs all of them without.
const underRace = true
