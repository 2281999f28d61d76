//go:build race

package format

// raceDetector is on: its shadow of the memory counts as data.
const raceDetector = true
