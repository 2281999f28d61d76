// Package doctor looks at a machine and says what Firstline lacks on it, and
// the mend. It changes nothing and starts nothing.
//
// It may import internal/postgres (with the private cluster), internal/llm and
// internal/egress.
package doctor
