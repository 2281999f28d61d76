// Package files keeps files in the database, in chunks: with several nodes
// there is one place, one backup and one erasure. They are pictures of articles
// ([Store.Put]) and what people send in conversations ([Store.Attach]).
//
// Invariants:
//   - What a file is is read from its bytes, never from its name or what somebody
//     says of it. Pictures are held to bounds before they are unpacked, and encoded
//     anew; anything that could run (programs, SVG, HTML) is refused.
//   - A file belongs to one workspace. The same picture twice is one file for its
//     articles; an attachment is always a file of its own.
//   - Its id is random, and still opens nothing: who is no member of the workspace
//     sees a file only while something public shows it ([Public]).
//   - An attachment is named by one message of who brought it, and seen only as a
//     part of that conversation. It goes with the conversation and with the visitor.
//   - A picture that nothing uses is swept away after [KeepUnused], an attachment
//     that no message names after [KeepUnnamed].
//
// It may import internal/postgres, internal/problem and internal/clip.
package files
