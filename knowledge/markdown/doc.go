// Package markdown reads the Markdown that articles are written in: front
// matter, passages for search and citation, and HTML that is safe to show.
//
// Invariants: every function takes time linear in its input or refuses it
// ([Check]), whatever the input; what people cannot see in an article (invisible
// characters, hidden elements, comments) is in no passage; a heading has the same
// anchor in [Split] and in [HTML]; HTML holds nothing that loads from another
// host or runs. The package is pure and imports only token and problem.
package markdown
