// Package clause cuts what somebody wrote into clauses in a form that patterns and
// the classifier can read: one script, one spelling, no tricks of writing, with the
// place of each in the original. It is pure and imports package spelling and the
// scripts of Chinese only.
package clause
