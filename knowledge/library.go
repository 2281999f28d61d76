package knowledge

import (
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge/markdown"
)

// Library is the articles of all workspaces.
type Library struct {
	db       *postgres.DB
	embedder llm.Embedder // nil: search by words alone
	reranker llm.Reranker // nil: the order is worked out here
	jobs     *jobs.Client // nil: somebody calls EmbedPending
	drafts   draftVectors
	// indexedFrom is how many vectors of a workspace get an index; 0 goes by their size.
	indexedFrom int
	// beside has room for the searches that may have a second connection at once.
	beside     chan struct{}
	embedPrice float64
	statistics statistics
}

// Option sets a library up.
type Option func(*Library)

// WithEmbedder lets search find by meaning as well. Passages are embedded by jobs,
// or by [Library.EmbedPending]; until a workspace's are, its search is lexical.
func WithEmbedder(e llm.Embedder) Option { return func(l *Library) { l.embedder = e } }

// WithReranker lets a model order what search found. Search goes on without it when
// it fails or takes longer than a second.
func WithReranker(r llm.Reranker) Option { return func(l *Library) { l.reranker = r } }

// WithJobs lets publications enqueue the work that follows them.
func WithJobs(c *jobs.Client) Option { return func(l *Library) { l.jobs = c } }

// WithVectorIndexFrom sets how many vectors of a workspace are indexed instead of
// scanned; without it as many as have five million numbers.
func WithVectorIndexFrom(n int) Option { return func(l *Library) { l.indexedFrom = n } }

// New makes a library.
func New(db *postgres.DB, options ...Option) *Library {
	l := &Library{db: db, beside: make(chan struct{}, db.MaxConns()/4)}
	for _, set := range options {
		set(l)
	}
	return l
}

// Links says which links of a rendered text may be followed; see [Render].
type Links = markdown.Links

// Render turns Markdown into HTML that is safe to show in the console, the
// widget and the help centre: a fixed list of elements, links to http, https and
// mailto only, kept pictures only, nothing that loads from elsewhere, styles or runs.
func Render(body string, links Links) (string, error) { return markdown.HTML(body, links) }

// Plain gives the text of Markdown without its marks.
func Plain(body string) string { return markdown.Plain(body) }
