package knowledge

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge/internal/db"
	"github.com/firstlinehq/firstline/knowledge/markdown"
)

// Collection is a shelf of the help centre as readers see it.
type Collection struct {
	ID       uuid.UUID `json:"id"`
	Slug     string    `json:"slug"`
	Title    string    `json:"title"`
	Position int       `json:"position"`
	// Published is how many articles in it are published.
	Published int `json:"published"`
}

// Collections gives a workspace's collections in their order.
func (l *Library) Collections(ctx context.Context, ws uuid.UUID) ([]Collection, error) {
	out := []Collection{}
	err := l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		rows, err := db.New(tx).Collections(ctx, ws)
		for _, r := range rows {
			out = append(out, Collection{ID: r.ID, Slug: r.Slug, Title: r.Title, Position: int(r.Position), Published: int(r.Published)})
		}
		return err
	})
	return out, wrap("list collections", err)
}

// SaveCollection adds a collection, or changes the one with c.ID. An empty slug
// is made from the title.
func (l *Library) SaveCollection(ctx context.Context, ws uuid.UUID, c Collection) (Collection, error) {
	c.Title = strings.TrimSpace(c.Title)
	if n := utf8.RuneCountInString(c.Title); n == 0 || n > 200 || !utf8.ValidString(c.Title) || strings.ContainsRune(c.Title, 0) {
		return c, problem.New(problem.Invalid, "collection_title", "limit", "200")
	}
	if c.Slug = markdown.Slug(c.Slug); c.Slug == "" {
		c.Slug = markdown.Slug(c.Title)
	}
	err := l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		var err error
		c.ID, err = saveCollectionTx(ctx, tx, c)
		return err
	})
	return c, wrap("save collection", err)
}

func saveCollectionTx(ctx context.Context, tx *postgres.Tx, c Collection) (uuid.UUID, error) {
	q := db.New(tx)
	var err error
	if c.ID != uuid.Nil {
		var n int64
		n, err = q.UpdateCollection(ctx, db.UpdateCollectionParams{
			WorkspaceID: tx.Workspace(), ID: c.ID, Slug: c.Slug, Title: c.Title, Position: int32(c.Position),
		})
		if err == nil && n == 0 {
			return c.ID, problem.New(problem.NotFound, "collection_not_found")
		}
	} else {
		if c.ID, err = uuid.NewV7(); err != nil {
			return c.ID, err
		}
		err = q.InsertCollection(ctx, db.InsertCollectionParams{
			WorkspaceID: tx.Workspace(), ID: c.ID, Slug: c.Slug, Title: c.Title, Position: int32(c.Position),
		})
	}
	if postgres.IsUnique(err, "collections_slug_key") {
		return c.ID, problem.Wrap(err, problem.Conflict, "collection_slug_taken")
	}
	return c.ID, err
}
