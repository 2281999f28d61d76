package knowledge

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/firstlinehq/firstline/internal/clip"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge/internal/db"
	"github.com/firstlinehq/firstline/knowledge/markdown"
	"github.com/firstlinehq/firstline/knowledge/token"
)

// Status is where an article stands on its way to visitors.
type Status string

// The statuses. Only published articles are found.
const (
	StatusDraft     Status = "draft"
	StatusReview    Status = "review"
	StatusPublished Status = "published"
	StatusArchived  Status = "archived"
)

// Audience says who may read an article.
type Audience string

// The audiences.
const (
	Public   Audience = "public"   // visitors and everybody else
	Internal Audience = "internal" // agents only
)

// ErrNotFound says that the workspace has no such article.
var ErrNotFound = problem.New(problem.NotFound, "article_not_found")

// ErrConflict says that somebody else saved the article in between.
var ErrConflict = problem.New(problem.Conflict, "article_changed")

// Draft is what an editor decides about an article.
type Draft struct {
	Title string `json:"title"`
	// Body is Markdown, at most markdown.MaxBody bytes.
	Body string `json:"body"`
	// Lang is "en", "zh" or another language tag; empty guesses from the text.
	Lang string `json:"lang,omitempty"`
	// Slug names the article in addresses, one a language; empty makes one from
	// the title.
	Slug string `json:"slug,omitempty"`
	// Key is shared by an article and its translations; empty means the slug.
	Key string `json:"key,omitempty"`
	// CollectionID is the collection it stands in; nil for none.
	CollectionID *uuid.UUID `json:"collection_id,omitempty"`
	// Audience is who may read it; empty means Public.
	Audience Audience `json:"audience,omitempty"`
	// NotForBot keeps the bot from using it.
	NotForBot bool `json:"not_for_bot,omitempty"`
	// OwnerID is the agent who keeps it up to date.
	OwnerID *uuid.UUID `json:"owner_id,omitempty"`
	// ReviewBy is the day by which somebody should look at it again.
	ReviewBy *time.Time `json:"review_by,omitempty"`
}

// Article is an article's working copy.
type Article struct {
	ID uuid.UUID `json:"id"`
	Draft
	Status Status `json:"status"`
	// Version counts saves; a save names the one it is based on.
	Version int `json:"version"`
	// Revision is the number of the published revision; 0 if it never was.
	Revision int `json:"revision"`
	// Changed says that the working copy differs from what is published.
	Changed   bool      `json:"changed"`
	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`
	// TextAt is when title or body changed last.
	TextAt      time.Time  `json:"text_at"`
	PublishedAt *time.Time `json:"published_at,omitempty"`
	// Source is where an import found it; empty for one written here.
	Source string `json:"source,omitempty"`
}

// Article gives an article's working copy; [ErrNotFound] if there is none.
func (l *Library) Article(ctx context.Context, ws, id uuid.UUID) (Article, error) {
	var out Article
	err := l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		row, err := db.New(tx).Article(ctx, db.ArticleParams{WorkspaceID: ws, ID: id})
		out = articleOf(row)
		return notFound(err)
	})
	return out, wrap("read article", err)
}

// Reading is a published article as a visitor may read it.
type Reading struct {
	ID          uuid.UUID `json:"id"`
	Title       string    `json:"title"`
	Body        string    `json:"body"`
	Lang        string    `json:"lang"`
	Slug        string    `json:"slug"`
	Audience    Audience  `json:"audience"`
	PublishedAt time.Time `json:"published_at"`
}

// Published gives an article as it is published for an audience: an internal one
// does not exist for the public, and a draft for nobody.
func (l *Library) Published(ctx context.Context, ws, id uuid.UUID, audience Audience) (Reading, error) {
	var out Reading
	err := l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		row, err := db.New(tx).PublishedArticle(ctx, db.PublishedArticleParams{WorkspaceID: ws, ID: id})
		if err != nil {
			return notFound(err)
		}
		if Audience(row.Audience) == Internal && audience != Internal {
			return ErrNotFound
		}
		out = Reading{
			ID: row.ID, Title: row.Title, Body: row.Body, Lang: row.Lang, Slug: row.Slug,
			Audience: Audience(row.Audience),
		}
		if row.PublishedAt != nil {
			out.PublishedAt = *row.PublishedAt
		}
		return nil
	})
	return out, wrap("read published article", err)
}

func articleOf(r db.Article) Article {
	a := Article{
		ID: r.ID, Status: Status(r.Status), Version: int(r.Version), CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt, TextAt: r.TextAt,
		PublishedAt: r.PublishedAt, Source: r.Source,
		Draft: Draft{
			Title: r.Title, Body: r.Body, Lang: r.Lang, Slug: r.Slug, Key: r.Key, CollectionID: r.CollectionID,
			Audience: Audience(r.Audience), NotForBot: !r.ForBot, OwnerID: r.OwnerID,
		},
	}
	if r.ReviewBy.Valid {
		a.ReviewBy = &r.ReviewBy.Time
	}
	if r.PublishedRevision != nil {
		a.Revision = int(*r.PublishedRevision)
	}
	a.Changed = r.PublishedVersion == nil || *r.PublishedVersion != r.Version
	return a
}

var langTag = regexp.MustCompile(`^[a-z]{2,3}(-[a-z0-9]{2,8})?$`)

const maxTitle = 300 // characters

// settle fills in what the editor left open and refuses what cannot be stored.
func (d Draft) settle() (Draft, error) {
	for _, s := range []string{d.Title, d.Body, d.Slug, d.Key} {
		switch {
		case !utf8.ValidString(s):
			return d, problem.New(problem.Invalid, "text_not_utf8")
		case strings.ContainsRune(s, 0):
			return d, problem.New(problem.Invalid, "text_has_nul")
		}
	}
	d.Title = strings.Join(strings.Fields(token.Unseen(d.Title)), " ")
	if d.Title == "" || utf8.RuneCountInString(d.Title) > maxTitle {
		return d, problem.New(problem.Invalid, "article_title", "limit", fmt.Sprint(maxTitle))
	}
	if err := markdown.Check(d.Body); err != nil {
		return d, err
	}
	if d.Lang = strings.ToLower(d.Lang); d.Lang == "" {
		d.Lang = token.Lang(d.Title + " " + d.Body)
	}
	if !langTag.MatchString(d.Lang) {
		return d, problem.New(problem.Invalid, "article_lang")
	}
	if d.Slug = clip.Runes(strings.TrimSpace(d.Slug), maxTitle); d.Slug == "" {
		d.Slug = markdown.Slug(d.Title)
	}
	if d.Slug == "" {
		d.Slug = "article"
	}
	if d.Key = clip.Runes(strings.TrimSpace(d.Key), maxTitle); d.Key == "" {
		d.Key = d.Slug
	}
	switch d.Audience {
	case "":
		d.Audience = Public
	case Public, Internal:
	default:
		return d, problem.New(problem.Invalid, "article_audience")
	}
	return d, nil
}

func day(t *time.Time) pgtype.Date {
	if t == nil {
		return pgtype.Date{}
	}
	return pgtype.Date{Time: *t, Valid: true}
}

func notFound(err error) error {
	if errors.Is(err, pgx.ErrNoRows) {
		return ErrNotFound
	}
	return err
}

// wrap names the operation in an error.
func wrap(op string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", op, err)
}
