// Package files keeps pictures in the database, in chunks: with several nodes
// there is one place, one backup and one erasure.
//
// Invariants:
//   - What a file is is read from its bytes, never from its name or what somebody
//     says of it. PNG, JPEG, GIF and WebP are kept, within bounds of bytes, sides and
//     frames; anything that could run a script (SVG, HTML) is refused.
//   - A file belongs to one workspace. The same bytes twice are one file there.
//   - Its id is random, and still opens nothing: who is no member of the workspace
//     sees a file only while something public shows it ([Public]).
//   - A file that nothing uses is swept away after [KeepUnused].
//
// It may import internal/postgres and internal/problem.
package files
