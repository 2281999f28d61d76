package knowledge

import (
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge/markdown"
)

// Library is the articles of all workspaces.
type Library struct {
	db *postgres.DB
}

// New makes a library.
func New(db *postgres.DB) *Library {
	return &Library{db: db}
}

// Links says which links of a rendered text may be followed; see [Render].
type Links = markdown.Links

// Render turns Markdown into HTML that is safe to show in the console, the
// widget and the help centre: a fixed list of elements, links to http, https and
// mailto only, no pictures, nothing that loads, styles or runs.
func Render(body string, links Links) (string, error) { return markdown.HTML(body, links) }

// Plain gives the text of Markdown without its marks.
func Plain(body string) string { return markdown.Plain(body) }
