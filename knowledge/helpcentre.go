package knowledge

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge/internal/db"
)

// Listed is a public article in the help centre's lists.
type Listed struct {
	ID   uuid.UUID
	Slug string
	// Key is shared by an article and its translations.
	Key, Lang, Title string
	// Collection it stands in; "" for none.
	Collection  string
	PublishedAt time.Time
}

// HelpStamp changes whenever what a help centre shows does: an article that anybody
// may read, or the order and names of collections. What was made from the library
// after a stamp was read is good for as long as it stays.
func (l *Library) HelpStamp(ctx context.Context, ws uuid.UUID) (stamp int64, err error) {
	err = l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) (err error) {
		stamp, err = db.New(tx).HelpStamp(ctx, ws)
		return err
	})
	return stamp, wrap("read help stamp", err)
}

// PublicArticles lists what anybody may read, by collection and title. lang ""
// lists every language.
func (l *Library) PublicArticles(ctx context.Context, ws uuid.UUID, lang string) ([]Listed, error) {
	var out []Listed
	err := l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		rows, err := db.New(tx).PublicArticles(ctx, db.PublicArticlesParams{WorkspaceID: ws, Lang: lang})
		out = make([]Listed, len(rows))
		for i, r := range rows {
			out[i] = Listed{ID: r.ID, Slug: r.Slug, Key: r.Key, Lang: r.Lang, Title: r.Title, Collection: r.Collection}
			if r.PublishedAt != nil {
				out[i].PublishedAt = *r.PublishedAt
			}
		}
		return err
	})
	return out, wrap("list public articles", err)
}

// Translation is the same article in another language.
type Translation struct{ Lang, Slug string }

// PublicPage is a public article with where it stands.
type PublicPage struct {
	Reading
	Collection string
	// Translations are the others that anybody may read.
	Translations []Translation
}

// PublicPage gives the article that anybody may read at an address;
// [ErrNotFound] for an internal one, a draft and an unknown one alike.
func (l *Library) PublicPage(ctx context.Context, ws uuid.UUID, lang, slug string) (PublicPage, error) {
	var out PublicPage
	err := l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		q := db.New(tx)
		row, err := q.PublicArticle(ctx, db.PublicArticleParams{WorkspaceID: ws, Lang: lang, Slug: slug})
		if err != nil {
			return notFound(err)
		}
		out = PublicPage{Collection: row.Collection, Reading: Reading{
			ID: row.ID, Title: row.Title, Body: row.Body, Lang: row.Lang, Slug: row.Slug, Audience: Public,
		}}
		if row.PublishedAt != nil {
			out.PublishedAt = *row.PublishedAt
		}
		others, err := q.PublicTranslations(ctx, db.PublicTranslationsParams{WorkspaceID: ws, Key: row.Key, ID: row.ID})
		for _, o := range others {
			out.Translations = append(out.Translations, Translation{Lang: o.Lang, Slug: o.Slug})
		}
		return err
	})
	return out, wrap("read public article", err)
}
