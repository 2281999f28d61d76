// Package classifier tells by many small weights what a message may be about: one
// logistic regression a label over hashed words, pairs, word groups, pieces of words
// and runs of Chinese characters. What the labels mean is told by who trains and asks
// it. It is pure and imports package clause only.
package classifier
