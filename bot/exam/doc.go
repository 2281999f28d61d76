// Package exam measures answers on labelled questions, through the same
// functions that serve visitors: `firstline eval answers`, and a knowledge
// manager's test set before publishing.
//
// The files and figures are those of docs/evaluation: a folder kb/ of Markdown
// articles and questions.jsonl. It may import what bot may, and
// knowledge/markdown to read the articles.
package exam
