// Package profile owns what an admin sets about the bot of a workspace: brand,
// rules in plain words, topics to refuse, language, masking, model and links.
//
// # Invariants
//
//   - Settings come into force by being published, as a whole; each published
//     version is kept with its editor and never changed.
//   - A version is published over the one that it was made from: two admins at
//     the same screen cannot undo each other's work unseen.
//   - Settings that break a rule are refused with the field's name; nothing is
//     stored then.
//
// The package may import knowledge/token, internal/postgres and
// internal/problem.
package profile
