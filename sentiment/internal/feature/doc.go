// Package feature turns a message into the numbers that the mood heads read.
//
// A message is read once: runes are normalised (case, full width, curly
// quotes), split into tokens, matched against the hand-written lexicons of
// lexicon/, and described twice. The sparse part is hashed n-grams of words,
// of letters within words and of Han characters; it learns what the lexicons
// do not list. The dense part is a fixed list of counts (praise, blame, what a
// negation turned, capitals, marks, who is spoken to); it carries what was
// learnt on one source to another.
//
// The same functions serve training and scoring, so a change of either part
// makes the shipped weights wrong: raise [Version] and train again. The package
// imports nothing of ours.
package feature

// Version names the layout of the features. Weights that were trained on
// another version are refused.
const Version = 2

// RowBits is the binary logarithm of [Rows].
const RowBits = 18

// Rows is how many rows the sparse features are hashed into. At about 300,000
// distinct n-grams in training this leaves most of the useful ones alone in
// their row, and the table at ten outputs stays at 2.6 MB.
const Rows = 1 << RowBits

// maxRunes bounds the work for one message. Of a longer one the beginning and
// the end are read, half each: complaints open or close with the feeling, and
// what lies between is usually the story.
const maxRunes = 2400

// Vector is a message in numbers. It belongs to the Reader that made it and is
// valid until that Reader's next call.
type Vector struct {
	// Dense holds one value for each of the named features; most are in [0, 2].
	Dense [DenseCount]float32
	// Rows names the rows of the sparse features, in [0, Rows). A row may occur twice.
	Rows []uint32
	// Han is the share of Han characters among the letters, in [0, 1].
	Han float32
	// Known is how many tokens the lexicons knew.
	Known int
	// Tokens is how many words, Han characters and emoji the message has.
	Tokens int
}
