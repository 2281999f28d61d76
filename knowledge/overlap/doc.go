// Package overlap finds what a library says twice, and where two articles state
// different figures of the same thing: beside a draft while somebody writes it, and
// in the whole library as articles are published.
//
// Invariants:
//   - It needs no model, and is the same in both languages and across them: the two
//     sides are compared sentence by sentence, by what they mean and by the figures
//     that they state ("30 days" and 一个月 agree).
//   - Of the library, a pair of articles stands once, from whichever side it was found.
//     One that somebody has looked at stays away until something else is found in it.
//   - An article is compared when it is published, not when a list is opened; what was
//     found with it from the other side is looked at again.
//   - It changes no article.
//
// The package may import knowledge and its subpackages, bot/sentence,
// internal/postgres, internal/jobs and internal/problem.
package overlap
