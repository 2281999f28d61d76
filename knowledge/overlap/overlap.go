package overlap

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge"
)

// Kind says how two articles stand to each other.
type Kind string

// The kinds.
const (
	Duplicate     Kind = "duplicate"     // says much of the same
	Contradiction Kind = "contradiction" // states another figure of the same thing
)

// Overlap is a published article that says the same as another one, or the
// opposite.
type Overlap struct {
	Kind    Kind
	Article uuid.UUID
	Title   string
	Lang    string
	// Share is the part of the text, 0…1, that the other one says too.
	Share float64
	// Here and There are sentences that contradict each other, HereFigure and
	// ThereFigure what differs in them. Empty for a duplicate.
	Here, There             string
	HereFigure, ThereFigure string
}

// comparedArticles is how many articles a text is compared with: those that a
// search for it finds first.
const comparedArticles = 8

// Finder compares the articles of all workspaces.
type Finder struct {
	db      *postgres.DB
	library *knowledge.Library
}

// New makes a finder.
func New(db *postgres.DB, library *knowledge.Library) *Finder {
	return &Finder{db: db, library: library}
}

// Overlaps compares an article's working copy with what is published, the
// contradictions first.
func (f *Finder) Overlaps(ctx context.Context, ws, article uuid.UUID) ([]Overlap, error) {
	a, err := f.library.Article(ctx, ws, article)
	if err != nil {
		return nil, err
	}
	return f.overlaps(ctx, ws, a, sameFrame)
}

// publishedOverlaps is Overlaps of what visitors read of an article. Nobody is
// writing it at the moment, so only what is hardly a chance is worth a look.
func (f *Finder) publishedOverlaps(ctx context.Context, ws, article uuid.UUID) ([]Overlap, error) {
	a, err := f.library.Article(ctx, ws, article)
	if err != nil {
		return nil, err
	}
	r, err := f.library.Published(ctx, ws, article, knowledge.Internal)
	if err != nil {
		return nil, err
	}
	a.Title, a.Body = r.Title, r.Body
	return f.overlaps(ctx, ws, a, surelySameFrame)
}

func (f *Finder) overlaps(ctx context.Context, ws uuid.UUID, a knowledge.Article, frameFrom float64) ([]Overlap, error) {
	body := knowledge.Plain(a.Body)
	found, err := f.library.Search(ctx, ws, knowledge.Query{
		Text: a.Title + "\n" + body, Lang: a.Lang, Audience: knowledge.Internal, Limit: comparedArticles + 1,
	})
	if err != nil {
		return nil, err
	}
	var ids []uuid.UUID
	for _, h := range found.Hits {
		if h.ArticleID != a.ID {
			ids = append(ids, h.ArticleID)
		}
	}
	whole, err := f.library.Passages(ctx, ws, ids)
	if err != nil {
		return nil, err
	}
	here := newText(a.Title, []string{body})
	out := []Overlap{}
	for _, h := range found.Hits {
		if h.ArticleID == a.ID {
			continue
		}
		var texts []string
		for _, p := range whole[h.ArticleID] {
			texts = append(texts, p.Text)
		}
		for _, o := range compare(here, newText(h.Title, texts), h.Key == a.Key, frameFrom) {
			o.Article, o.Title, o.Lang = h.ArticleID, h.Title, h.Lang
			out = append(out, o)
		}
	}
	slices.SortStableFunc(out, func(a, b Overlap) int {
		return cmp.Or(strings.Compare(string(a.Kind), string(b.Kind)), cmp.Compare(b.Share, a.Share))
	})
	return out, nil
}
