// Package spec says what an action is made of: typed inputs, an HTTP request
// with places for them, and which fields of the answer may leave it.
//
// Invariants: a value reaches a request only after it has passed its input's
// type, pattern and range; a placeholder can fill one segment of a path or one
// value of a query and can change neither host nor path around it; of an
// answer only the mapped fields come out, bounded and without invisible text.
//
// The package is pure and imports knowledge/token, internal/clip, internal/locale and
// internal/problem.
package spec
