//go:build !race

package account

// passwordCost is what a new password's hash takes.
func passwordCost() (memory, passes uint32) { return argonMemory, argonTime }
