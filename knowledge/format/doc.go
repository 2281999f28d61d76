// Package format turns the files that companies keep knowledge in into articles:
// Markdown, HTML, PDF, DOCX, tables of questions and answers, and archives of them.
//
// Invariants:
//   - A file that cannot be read gives a problem with a code that says why; it
//     never takes the others with it.
//   - The formats whose parsers read offsets, lengths and compressed streams
//     that a stranger wrote (archives, PDF, DOCX, HTML) are read by [Confined]
//     in a child process with limits on memory, processor time, wall time and
//     output, and without our environment. [Read] in this process is for text.
//   - What people could not see in the original (hidden elements, comments,
//     deleted text) is not read.
//
// The package is pure but for the child process. It may import
// knowledge/markdown, knowledge/token and internal/problem.
package format
