// Command train makes the weights of the wording classifier from the
// utterances in data/, which were written for this project by hand:
//
//	go run ./handoff/train -out handoff/internal/wording/model.bin.gz
//
// More are made of the sentences with slots in frames/ (compose), and the development
// sets of handoff/testdata are learned from as well: what they measure is told by
// -writers alone, which trains for each of them on all but it.
//
// Files named as arguments are background: public sets of utterances that say
// none of the labels (MODEL.md names those that were used and their licences).
//
// A file data/<label>.<language>.txt holds one utterance a line; "other" is what says none of
// the labels. With -folds it prints what cross-validation finds; without -out
// it writes nothing.
package main
