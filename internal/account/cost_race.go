//go:build race

package account

import "testing"

// passwordCost is what a new password's hash takes. The race detector follows
// each of its million reads of memory that nobody shares: half of the time of
// the tests of the edge went there, so these hash with the least that the
// algorithm takes. A product that is built with the detector does not.
func passwordCost() (memory, passes uint32) {
	if testing.Testing() {
		return 64, 1
	}
	return argonMemory, argonTime
}
