// Package classifier tells by many small weights what a message may be about: one
// logistic regression a label over hashed words, pairs, word groups, pieces of words,
// runs of Chinese characters, and the order in which groups of words (words.txt) follow one
// another in either language: who wants, talks, is meant, and when. What the labels mean is told by who trains and asks
// it. It is pure and imports package clause only.
package classifier
