// Package posting packs where a term occurs: for each article its number, its
// length, and for each of its passages how often the term stands in the body and
// in the headings above it.
//
// Invariants: articles of a block ascend by number; Decode(Encode(x)) is x;
// damaged bytes give an error and never a panic. The package is pure.
package posting
