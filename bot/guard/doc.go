// Package guard stands between a model's words and the visitor: it takes a
// streamed reply, holds every sentence until it is whole, and releases it only
// if the sources carry it.
//
// What it checks, sentence by sentence: citations are numbers of sources that
// were given; the words are in the cited source; amounts, dates, codes and
// addresses stand there as they are; a denial is a denial in the source too;
// links are those of the sources; nothing is promised in the first person; the
// system message is not repeated, in any of the usual encodings.
//
// Invariants: text that was released is never taken back by a later check of
// the same sentence; a reply that leaks gives [ErrLeak] and is worth nothing;
// whatever the model does, the released text holds no HTML, no image and no
// link that is not in a source. A dropped sentence is counted with its reason.
//
// The package is pure and imports bot/sentence, bot/prompt, knowledge/lexicon and
// knowledge/token.
package guard
