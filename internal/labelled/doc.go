// Package labelled reads the files that people label, for the evaluations and
// the training programs, and prints what was measured on them. A file holds one
// item a line and may be gzipped; whatever is wrong with a line is an error
// that names the file and the line. It imports nothing of ours.
package labelled
