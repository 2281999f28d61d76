// Package eval measures the mood scorer on an operator's labelled files, through
// the same [sentiment.Scorer] that reads live messages. It writes nothing and
// needs no database. It may import what sentiment may.
package eval
