// Package sure weighs whether an answer in the articles' words answers the
// question it was made for: from signs that mean the same in any library, by a
// sum of small trees.
//
// Invariants: the same signs give the same probability; every sign is 0…1. The
// model (model.txt) is made by bot/train from labelled questions; MODEL.md there
// says from which. The package is pure and imports nothing of ours.
package sure
