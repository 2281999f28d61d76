// Package learn tells what a message wants: it is trained on labelled examples
// of one workspace, in seconds, and says for a new message which label fits and
// whether any does.
//
// # How
//
// A text becomes weighted pieces: words, neighbours and pairs of words, and runs
// of characters within words (which forgive typos and endings); scripts without
// spaces are cut by the character. Where an endpoint for embeddings exists its
// vector is joined. A few small networks with one hidden layer, each begun
// from other random weights, give the labels' probabilities; their mean is
// what counts. Pieces are kept as hashes: a model holds no text.
//
// Whether a message is in scope at all is a matter of its own: a gate weighs how
// sure the networks are with how much of the text training has ever seen. It is
// fitted, and its one threshold chosen, on predictions that training makes of
// examples it was not shown, and of whole labels it was not shown, which stand in for
// what nobody has labelled.
//
// # Invariants
//
//   - The same examples give the same model, byte for byte, in any order, on any
//     number of processors.
//   - Classifying needs no model endpoint, no clock and no lock; a [Model] never
//     changes.
//
// It imports internal/problem of ours, and nothing else.
package learn
