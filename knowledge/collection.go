package knowledge

import (
	"cmp"
	"context"
	"encoding/json"
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
	ID    uuid.UUID `json:"id"`
	Slug  string    `json:"slug"`
	Title string    `json:"title"`
	// Titles are what it is called in languages where that is not Title.
	Titles   map[string]string `json:"titles,omitempty"`
	Position int               `json:"position"`
	// Published is how many articles in it are published.
	Published int `json:"published"`
}

// Collections gives a workspace's collections in their order.
func (l *Library) Collections(ctx context.Context, ws uuid.UUID) ([]Collection, error) {
	out := []Collection{}
	err := l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		rows, err := db.New(tx).Collections(ctx, ws)
		for _, r := range rows {
			c := Collection{ID: r.ID, Slug: r.Slug, Title: r.Title, Position: int(r.Position), Published: int(r.Published)}
			if err := json.Unmarshal(r.Titles, &c.Titles); err != nil {
				return err
			}
			out = append(out, c)
		}
		return err
	})
	return out, wrap("list collections", err)
}

// AddCollection adds a collection after the others. An empty slug is made from
// the title.
func (l *Library) AddCollection(ctx context.Context, ws uuid.UUID, c Collection) (Collection, error) {
	c, err := c.settle()
	if err != nil {
		return c, err
	}
	if c.Slug = markdown.Slug(c.Slug); c.Slug == "" {
		c.Slug = cmp.Or(markdown.Slug(c.Title), "collection")
	}
	err = l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		c, err = addCollectionTx(ctx, tx, c)
		return err
	})
	return c, wrap("add collection", err)
}

func addCollectionTx(ctx context.Context, tx *postgres.Tx, c Collection) (Collection, error) {
	var err error
	if c.ID, err = uuid.NewV7(); err != nil {
		return c, err
	}
	titles, err := c.titles()
	if err != nil {
		return c, err
	}
	position, err := db.New(tx).InsertCollection(ctx, db.InsertCollectionParams{WorkspaceID: tx.Workspace(), ID: c.ID, Slug: c.Slug, Title: c.Title, Titles: titles})
	if postgres.IsUnique(err, "collections_slug_key") {
		return c, problem.Wrap(err, problem.Conflict, "collection_slug_taken")
	}
	c.Position = int(position)
	return c, err
}

// RenameCollection gives the collection with c.ID other titles; its address stays.
func (l *Library) RenameCollection(ctx context.Context, ws uuid.UUID, c Collection) error {
	c, err := c.settle()
	if err != nil {
		return err
	}
	titles, err := c.titles()
	if err != nil {
		return err
	}
	return l.changeCollection(ctx, "rename collection", ws, func(q *db.Queries) (int64, error) {
		return q.RenameCollection(ctx, db.RenameCollectionParams{WorkspaceID: ws, ID: c.ID, Title: c.Title, Titles: titles})
	})
}

// DeleteCollection takes a collection away. Its articles stay, in none.
func (l *Library) DeleteCollection(ctx context.Context, ws, id uuid.UUID) error {
	return l.changeCollection(ctx, "delete collection", ws, func(q *db.Queries) (int64, error) {
		return q.DeleteCollection(ctx, db.DeleteCollectionParams{WorkspaceID: ws, ID: id})
	})
}

// OrderCollections puts the collections with these ids in this order; ids of
// others count for nothing.
func (l *Library) OrderCollections(ctx context.Context, ws uuid.UUID, ids []uuid.UUID) error {
	return l.changeCollection(ctx, "order collections", ws, func(q *db.Queries) (int64, error) {
		return 1, q.OrderCollections(ctx, db.OrderCollectionsParams{WorkspaceID: ws, Ids: ids})
	})
}

// changeCollection runs do, which tells how many collections it changed.
func (l *Library) changeCollection(ctx context.Context, op string, ws uuid.UUID, do func(*db.Queries) (int64, error)) error {
	err := l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		n, err := do(db.New(tx))
		if err == nil && n == 0 {
			return problem.New(problem.NotFound, "collection_not_found")
		}
		return err
	})
	return wrap(op, err)
}

// settle trims the titles, forgets those that say nothing of their own and
// refuses what cannot be stored.
func (c Collection) settle() (Collection, error) {
	var err error
	if c.Title, err = collectionTitle(c.Title); err != nil {
		return c, err
	}
	titles := map[string]string{}
	for lang, title := range c.Titles {
		if title = strings.TrimSpace(title); title == "" || title == c.Title || !langTag.MatchString(lang) {
			continue
		}
		if titles[lang], err = collectionTitle(title); err != nil {
			return c, err
		}
	}
	c.Titles = titles
	return c, nil
}

func (c Collection) titles() ([]byte, error) {
	if c.Titles == nil {
		return []byte("{}"), nil
	}
	return json.Marshal(c.Titles)
}

func collectionTitle(title string) (string, error) {
	title = strings.TrimSpace(title)
	if n := utf8.RuneCountInString(title); n == 0 || n > 200 || !utf8.ValidString(title) || strings.ContainsRune(title, 0) {
		return title, problem.New(problem.Invalid, "collection_title", "limit", "200")
	}
	return title, nil
}
