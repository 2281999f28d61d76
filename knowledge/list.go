package knowledge

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/postgres"
)

// Filter says which articles a list shows. Zero fields do not filter.
type Filter struct {
	Status Status
	// Current leaves out what is archived.
	Current      bool
	Lang         string
	Audience     Audience
	CollectionID *uuid.UUID
	// Title is a part of the title, in any case.
	Title string
	// Text is a part of title or body, in any case.
	Text string
	// Key shows an article with its translations.
	Key string
	// OwnerID shows articles of one agent.
	OwnerID *uuid.UUID
	// ReviewDue shows articles whose review-by day has come.
	ReviewDue bool
	// Offset and Limit cut a page out; 0 means a limit of 50, at most 500.
	Offset, Limit int
}

// ArticleRow is an article in a list.
type ArticleRow struct {
	ID       uuid.UUID `json:"id"`
	Title    string    `json:"title"`
	Slug     string    `json:"slug"`
	Key      string    `json:"key"`
	Lang     string    `json:"lang"`
	Status   Status    `json:"status"`
	Audience Audience  `json:"audience"`
	// NotForBot keeps the bot from using it.
	NotForBot    bool       `json:"not_for_bot,omitempty"`
	CollectionID *uuid.UUID `json:"collection_id,omitempty"`
	OwnerID      *uuid.UUID `json:"owner_id,omitempty"`
	ReviewBy     *time.Time `json:"review_by,omitempty"`
	Version      int        `json:"version"`
	// Changed says that the working copy differs from what is published.
	Changed   bool      `json:"changed"`
	UpdatedAt time.Time `json:"updated_at"`
	// TextAt is when title or body changed last; CreatedAt, when it was begun.
	TextAt    time.Time `json:"text_at"`
	CreatedAt time.Time `json:"created_at"`
	// Shown, Cited, Resolved and Escalated count outcomes of 180 days.
	Shown     int `json:"shown"`
	Cited     int `json:"cited"`
	Resolved  int `json:"resolved"`
	Escalated int `json:"escalated"`
}

// Articles lists articles, last changed first, and how many there are in all.
func (l *Library) Articles(ctx context.Context, ws uuid.UUID, f Filter) (rows []ArticleRow, total int, err error) {
	where, args := f.conditions(ws)
	if f.Limit <= 0 || f.Limit > 500 {
		f.Limit = 50
	}
	sql := fmt.Sprintf(`
		WITH page AS (
		  SELECT a.*, count(*) OVER () AS total FROM articles a WHERE %s
		  ORDER BY a.updated_at DESC, a.id LIMIT %d OFFSET %d)
		SELECT p.id, p.title, p.slug, p.key, p.lang, p.status, p.audience, NOT p.for_bot, p.collection_id, p.owner_id, p.review_by, p.version,
		  p.published_version IS DISTINCT FROM p.version, p.updated_at, p.text_at, p.created_at, p.total,
		  coalesce(o.shown, 0), coalesce(o.cited, 0), coalesce(o.resolved, 0), coalesce(o.escalated, 0)
		FROM page p LEFT JOIN LATERAL (
		  SELECT sum(count) FILTER (WHERE outcome = 'shown') AS shown, sum(count) FILTER (WHERE outcome = 'cited') AS cited,
		    sum(count) FILTER (WHERE outcome = 'resolved') AS resolved, sum(count) FILTER (WHERE outcome = 'escalated') AS escalated
		  FROM article_outcomes o WHERE o.workspace_id = $1 AND o.article_id = p.id AND o.day > app_now()::date - 180) o ON true
		ORDER BY p.updated_at DESC, p.id`, strings.Join(where, " AND "), f.Limit, max(0, f.Offset))
	rows = []ArticleRow{}
	err = l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		found, err := tx.Query(ctx, sql, args...)
		if err != nil {
			return err
		}
		var r ArticleRow
		rows = rows[:0]
		_, err = pgx.ForEachRow(found, []any{
			&r.ID, &r.Title, &r.Slug, &r.Key, &r.Lang, &r.Status, &r.Audience, &r.NotForBot, &r.CollectionID, &r.OwnerID, &r.ReviewBy, &r.Version,
			&r.Changed, &r.UpdatedAt, &r.TextAt, &r.CreatedAt, &total, &r.Shown, &r.Cited, &r.Resolved, &r.Escalated,
		}, func() error {
			rows = append(rows, r)
			return nil
		})
		return err
	})
	return rows, total, wrap("list articles", err)
}

func (f Filter) conditions(ws uuid.UUID) (where []string, args []any) {
	where, args = []string{"a.workspace_id = $1"}, []any{ws}
	add := func(condition string, value any) {
		args = append(args, value)
		where = append(where, fmt.Sprintf(condition, len(args)))
	}
	if f.Status != "" {
		add("a.status = $%d", string(f.Status))
	}
	if f.Current {
		where = append(where, "a.status <> 'archived'")
	}
	if f.Lang != "" {
		add("a.lang = $%d", f.Lang)
	}
	if f.Audience != "" {
		add("a.audience = $%d", string(f.Audience))
	}
	if f.CollectionID != nil {
		add("a.collection_id = $%d", *f.CollectionID)
	}
	if f.Title != "" {
		add("position(lower($%d) in lower(a.title)) > 0", f.Title)
	}
	if f.Text != "" {
		add("position(lower($%[1]d) in lower(a.title || ' ' || a.body)) > 0", f.Text)
	}
	if f.Key != "" {
		add("a.key = $%d", f.Key)
	}
	if f.OwnerID != nil {
		add("a.owner_id = $%d", *f.OwnerID)
	}
	if f.ReviewDue {
		where = append(where, "a.review_by <= app_now()::date")
	}
	return where, args
}

// Slugs gives the names in addresses of all articles, by id.
func (l *Library) Slugs(ctx context.Context, ws uuid.UUID) (map[uuid.UUID]string, error) {
	out := map[uuid.UUID]string{}
	err := l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		rows, err := tx.Query(ctx, `SELECT id, slug FROM articles WHERE workspace_id = $1`, ws)
		if err != nil {
			return err
		}
		var id uuid.UUID
		var slug string
		_, err = pgx.ForEachRow(rows, []any{&id, &slug}, func() error {
			out[id] = slug
			return nil
		})
		return err
	})
	return out, wrap("list slugs", err)
}
