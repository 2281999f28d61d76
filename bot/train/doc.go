// Command train fits the model by which package sure judges an answer in the
// articles' words. It reads what `firstline eval answers --details FILE` wrote
// of labelled questions, one file a library:
//
//	go run ./bot/train -out bot/sure/model.txt answers.jsonl evalset.jsonl …
//
// and prints how a model does on each library that it was not fitted to; those after
// -held, parted by commas, are never fitted to.
// MODEL.md says what the weights that ship were fitted to.
package main
