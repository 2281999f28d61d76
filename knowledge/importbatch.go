package knowledge

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge/internal/db"
)

// draftColumns are new articles, as arrays for unnest.
type draftColumns struct {
	ids, collections, owners                   []*uuid.UUID
	keys, langs, slugs, titles, bodies, people []string
	forBot                                     []bool
	reviewBy                                   []pgtype.Date
}

func (c *draftColumns) push(id uuid.UUID, d Draft) {
	c.ids, c.collections, c.owners = append(c.ids, &id), append(c.collections, d.CollectionID), append(c.owners, d.OwnerID)
	c.keys, c.langs, c.slugs = append(c.keys, d.Key), append(c.langs, d.Lang), append(c.slugs, d.Slug)
	c.titles, c.bodies, c.people = append(c.titles, d.Title), append(c.bodies, d.Body), append(c.people, string(d.Audience))
	c.forBot, c.reviewBy = append(c.forBot, !d.NotForBot), append(c.reviewBy, day(d.ReviewBy))
}

// insert gives the ids of those whose names were free.
func (c *draftColumns) insert(ctx context.Context, tx *postgres.Tx) (map[uuid.UUID]bool, error) {
	rows, err := tx.Query(ctx, `
		INSERT INTO articles (workspace_id, id, collection_id, owner_id, key, lang, slug, title, body, audience, for_bot, review_by)
		SELECT $1, * FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
		  $10::text[], $11::bool[], $12::date[])
		ON CONFLICT DO NOTHING RETURNING id`, tx.Workspace(), c.ids, c.collections, c.owners, c.keys, c.langs, c.slugs, c.titles, c.bodies,
		c.people, c.forBot, c.reviewBy)
	if err != nil {
		return nil, err
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	in := make(map[uuid.UUID]bool, len(ids))
	for _, id := range ids {
		in[id] = true
	}
	return in, err
}

// createTogether stores the working copies of new articles in one statement: one by
// one takes eight round trips each. It gives what it stored, in the places of the
// batch; what it leaves out, because something about it is not as it should be, goes
// in alone, and fails alone.
func (i *importer) createTogether(ctx context.Context, batch []Incoming) ([]*db.Article, error) {
	stored := make([]*db.Article, len(batch))
	var columns draftColumns
	for n, in := range batch {
		d, ok, err := i.ready(ctx, in)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		id, err := uuid.NewV7()
		if err != nil {
			return nil, err
		}
		columns.push(id, d)
		stored[n] = &db.Article{
			WorkspaceID: i.tx.Workspace(), ID: id, Key: d.Key, Lang: d.Lang, Slug: d.Slug, Title: d.Title, Body: d.Body,
			Audience: string(d.Audience), ForBot: !d.NotForBot, Version: 1,
		}
	}
	var in map[uuid.UUID]bool
	err := i.savepoint(ctx, func(tx *postgres.Tx) (err error) {
		in, err = columns.insert(ctx, tx)
		return err
	})
	if err != nil {
		in = nil // one of them cannot be stored; the database says of which alone
	}
	for n, row := range stored {
		switch {
		case row == nil:
		case !in[row.ID]:
			stored[n] = nil
		default:
			if err := usePicturesTx(ctx, i.tx, row.ID, row.Body); err != nil {
				return nil, err
			}
		}
	}
	return stored, nil
}

// ready settles the draft of a new article. It leaves out what is there already,
// what cannot be stored, and a name that is to be made free of others' keys too.
func (i *importer) ready(ctx context.Context, in Incoming) (d Draft, ok bool, err error) {
	if _, again := i.bySource[in.Source]; again || in.Draft.Slug == "" && in.Draft.Key != "" {
		return d, false, nil
	}
	if d, err = in.Draft.settle(); err != nil {
		return d, false, nil //nolint:nilerr // alone it says so
	}
	d.CollectionID, err = i.collection(ctx, in.Collection)
	return d, err == nil, err
}

// mark notes where articles came from, and that nobody has edited them since.
func (i *importer) mark(ctx context.Context, batch []Incoming, stored []*db.Article) error {
	var ids []uuid.UUID
	var sources []string
	var hashes [][]byte
	for n, row := range stored {
		if row != nil {
			ids, sources, hashes = append(ids, row.ID), append(sources, batch[n].Source), append(hashes, batch[n].Hash)
		}
	}
	_, err := i.tx.Exec(ctx, `
		UPDATE articles a SET source = m.source, source_hash = m.hash, source_version = version
		FROM unnest($2::uuid[], $3::text[], $4::bytea[]) AS m (id, source, hash)
		WHERE a.workspace_id = $1 AND a.id = m.id`, i.tx.Workspace(), ids, sources, hashes)
	return err
}
