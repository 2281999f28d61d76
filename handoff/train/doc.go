// Command train makes the weights of the wording classifier from the
// utterances in data/, which were written for this project by hand:
//
//	go run ./handoff/train -out handoff/internal/wording/model.bin.gz
//
// A file data/<label>.<language>.txt holds one utterance a line; "other" is what says none of
// the labels. With -folds it prints what cross-validation finds and writes nothing.
package main
