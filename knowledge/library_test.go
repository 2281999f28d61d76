package knowledge_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/posting"
)

type bundle struct {
	db  *postgres.DB
	lib *knowledge.Library
	ws  uuid.UUID
}

func setup(t *testing.T) bundle {
	t.Helper()
	db := pgtest.New(t)
	return bundle{db: db, lib: knowledge.New(db), ws: pgtest.Workspace(t, db)}
}

// mustPublish adds a published article.
func (b bundle) mustPublish(t *testing.T, d knowledge.Draft) knowledge.Article {
	t.Helper()
	a, err := b.lib.CreateArticle(t.Context(), b.ws, d)
	require.NoError(t, err)
	a, err = b.lib.Publish(t.Context(), b.ws, uuid.Nil, a.ID, a.Version)
	require.NoError(t, err)
	return a
}

// titles searches and gives the hits' titles in order.
func (b bundle) titles(t *testing.T, q knowledge.Query) string {
	t.Helper()
	r, err := b.lib.Search(t.Context(), b.ws, q)
	require.NoError(t, err)
	out := []string{}
	for _, h := range r.Hits {
		out = append(out, h.Title)
	}
	return strings.Join(out, ", ")
}

func code(err error) string {
	var p *problem.Error
	if errors.As(err, &p) {
		return p.Code
	}
	return fmt.Sprint(err)
}

func TestArticleLife(t *testing.T) {
	t.Parallel()

	b := setup(t)
	ctx := t.Context()
	ask := knowledge.Query{Text: "how long does delivery take"}

	a, err := b.lib.CreateArticle(ctx, b.ws, knowledge.Draft{Title: "Delivery times", Body: "Delivery takes two days."})
	require.NoError(t, err)
	require.Equal(t, knowledge.StatusDraft, a.Status)
	require.Equal(t, "delivery-times", a.Slug)
	require.Equal(t, "en", a.Lang)
	require.Empty(t, b.titles(t, ask), "a draft is not found")

	a, err = b.lib.Publish(ctx, b.ws, uuid.Nil, a.ID, a.Version)
	require.NoError(t, err)
	require.Equal(t, 1, a.Revision)
	require.False(t, a.Changed)
	require.Equal(t, "Delivery times", b.titles(t, ask))

	d := a.Draft
	d.Title, d.Body = "Delivery hours", "Delivery takes three days.\nOn islands four."
	saved, err := b.lib.SaveDraft(ctx, b.ws, a.ID, a.Version, d)
	require.NoError(t, err)
	require.True(t, saved.Changed)
	require.Equal(t, "Delivery times", b.titles(t, ask), "visitors read what is published")
	read, err := b.lib.Published(ctx, b.ws, a.ID, knowledge.Public)
	require.NoError(t, err)
	require.Equal(t, "Delivery takes two days.", read.Body)

	_, err = b.lib.SaveDraft(ctx, b.ws, a.ID, a.Version, d)
	require.ErrorIs(t, err, knowledge.ErrConflict, "a save based on an older version")
	_, err = b.lib.Publish(ctx, b.ws, uuid.Nil, a.ID, a.Version)
	require.ErrorIs(t, err, knowledge.ErrConflict)

	a, err = b.lib.Publish(ctx, b.ws, uuid.Nil, a.ID, saved.Version)
	require.NoError(t, err)
	r, err := b.lib.Search(ctx, b.ws, ask)
	require.NoError(t, err)
	require.Equal(t, "Delivery hours", r.Hits[0].Title)
	require.Contains(t, r.Hits[0].Passages[0].Text, "three days")

	diff, err := b.lib.Diff(ctx, b.ws, a.ID, 1, 2)
	require.NoError(t, err)
	require.Equal(t, []knowledge.DiffLine{
		{Change: "removed", Line: 1, Text: "Delivery times"},
		{Change: "added", Line: 1, Text: "Delivery hours"},
		{Change: "same", Line: 2},
		{Change: "removed", Line: 3, Text: "Delivery takes two days."},
		{Change: "added", Line: 3, Text: "Delivery takes three days."},
		{Change: "added", Line: 4, Text: "On islands four."},
	}, diff)

	a, err = b.lib.Restore(ctx, b.ws, a.ID, a.Version, 1)
	require.NoError(t, err)
	require.Equal(t, "Delivery takes two days.", a.Body)
	require.True(t, a.Changed)

	a, err = b.lib.Archive(ctx, b.ws, a.ID, a.Version)
	require.NoError(t, err)
	require.Empty(t, b.titles(t, ask), "an archived article is not found")
	_, err = b.lib.Published(ctx, b.ws, a.ID, knowledge.Internal)
	require.ErrorIs(t, err, knowledge.ErrNotFound)
	a, err = b.lib.Publish(ctx, b.ws, uuid.Nil, a.ID, a.Version)
	require.NoError(t, err)
	require.Equal(t, "Delivery times", b.titles(t, ask))

	revisions, err := b.lib.Revisions(ctx, b.ws, a.ID)
	require.NoError(t, err)
	require.Len(t, revisions, 3)
	require.Equal(t, 3, revisions[0].Number)
}

func TestIndexForgetsWhatWasReplaced(t *testing.T) {
	t.Parallel()

	b := setup(t)
	a := b.mustPublish(t, knowledge.Draft{Title: "One", Body: "apricot banana"})
	b.mustPublish(t, knowledge.Draft{Title: "Two", Body: "cherry banana"})
	for _, body := range []string{"date", "elderberry", "fig"} {
		d := a.Draft
		d.Body = body
		var err error
		a, err = b.lib.SaveDraft(t.Context(), b.ws, a.ID, a.Version, d)
		require.NoError(t, err)
		a, err = b.lib.Publish(t.Context(), b.ws, uuid.Nil, a.ID, a.Version)
		require.NoError(t, err)
	}
	require.Empty(t, b.titles(t, knowledge.Query{Text: "apricot"}))
	require.Empty(t, b.titles(t, knowledge.Query{Text: "elderberry"}))
	require.Equal(t, "One", b.titles(t, knowledge.Query{Text: "fig"}))
	require.Equal(t, "Two", b.titles(t, knowledge.Query{Text: "banana"}))

	_, err := b.lib.Archive(t.Context(), b.ws, a.ID, a.Version)
	require.NoError(t, err)
	var shelved int
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
		return tx.QueryRow(t.Context(), `SELECT sum(articles) FROM index_shelves`).Scan(&shelved)
	}))
	require.NotContains(t, b.indexed(t), posting.ID("fig"))
	require.NotContains(t, b.indexed(t), posting.ID("apricot"))
	require.Contains(t, b.indexed(t), posting.ID("banana"))
	require.Equal(t, 1, shelved)
}

func TestSearchFindsOnlyWhatTheAskerMaySee(t *testing.T) {
	t.Parallel()

	b := setup(t)
	other := bundle{db: b.db, lib: b.lib, ws: pgtest.Workspace(t, b.db)}
	same := func(title string) knowledge.Draft {
		return knowledge.Draft{Title: title, Slug: title, Body: "The refund code is ZX-4711."}
	}
	other.mustPublish(t, same("neighbour"))
	_, err := b.lib.CreateArticle(t.Context(), b.ws, same("draft"))
	require.NoError(t, err)
	internal := same("internal")
	internal.Audience = knowledge.Internal
	b.mustPublish(t, internal)
	notBot := same("not-for-bot")
	notBot.NotForBot = true
	b.mustPublish(t, notBot)

	for _, text := range []string{"refund code", "ZX-4711", "zx4711", "ZX-4712", "refnud cod"} {
		require.Equal(t, "not-for-bot", b.titles(t, knowledge.Query{Text: text}), text)
		require.Empty(t, b.titles(t, knowledge.Query{Text: text, ForBot: true}), text)
		require.Equal(t, "neighbour", other.titles(t, knowledge.Query{Text: text, Audience: knowledge.Internal}), text)
		require.Len(t, strings.Split(b.titles(t, knowledge.Query{Text: text, Audience: knowledge.Internal}), ", "), 2, text)
	}

	r, err := other.lib.Search(t.Context(), other.ws, knowledge.Query{Text: "refund"})
	require.NoError(t, err)
	_, err = b.lib.Article(t.Context(), b.ws, r.Hits[0].ArticleID)
	require.ErrorIs(t, err, knowledge.ErrNotFound, "another workspace's article")
	_, err = b.lib.Publish(t.Context(), b.ws, uuid.Nil, r.Hits[0].ArticleID, 1)
	require.ErrorIs(t, err, knowledge.ErrNotFound)
}

func TestCreateArticleRefuses(t *testing.T) {
	t.Parallel()

	b := setup(t)
	_, err := b.lib.CreateArticle(t.Context(), b.ws, knowledge.Draft{Title: "Taken", Slug: "taken", Key: "k"})
	require.NoError(t, err)
	for name, c := range map[string]struct {
		draft knowledge.Draft
		code  string
	}{
		"NoTitle":     {knowledge.Draft{Title: " \u200b "}, "article_title"},
		"LongTitle":   {knowledge.Draft{Title: strings.Repeat("长", 301)}, "article_title"},
		"BadUTF8":     {knowledge.Draft{Title: "x", Body: "\xff"}, "text_not_utf8"},
		"NUL":         {knowledge.Draft{Title: "x", Body: "\x00"}, "text_has_nul"},
		"TooLarge":    {knowledge.Draft{Title: "x", Body: strings.Repeat("a ", 1<<20)}, "article_too_large"},
		"Bomb":        {knowledge.Draft{Title: "x", Body: strings.Repeat("> ", 1000) + "x"}, "article_too_nested"},
		"Lang":        {knowledge.Draft{Title: "x", Lang: "english"}, "article_lang"},
		"Audience":    {knowledge.Draft{Title: "x", Audience: "all"}, "article_audience"},
		"Slug":        {knowledge.Draft{Title: "x", Slug: "taken"}, "article_slug_taken"},
		"Translation": {knowledge.Draft{Title: "x", Slug: "x", Key: "k", Lang: "en"}, "article_translation_exists"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			_, err := b.lib.CreateArticle(t.Context(), b.ws, c.draft)
			require.Equal(t, c.code, code(err))
		})
	}
}

func TestCreateArticleNumbersSlugsOfEqualTitles(t *testing.T) {
	t.Parallel()

	b := setup(t)
	for _, slug := range []string{"faq", "faq-2", "faq-3"} {
		a, err := b.lib.CreateArticle(t.Context(), b.ws, knowledge.Draft{Title: "FAQ"})
		require.NoError(t, err)
		require.Equal(t, slug, a.Slug)
	}
}

func TestArticlesFilter(t *testing.T) {
	t.Parallel()

	b := setup(t)
	c, err := b.lib.AddCollection(t.Context(), b.ws, knowledge.Collection{Title: "Orders"})
	require.NoError(t, err)
	a := b.mustPublish(t, knowledge.Draft{Title: "Returns", CollectionID: &c.ID})
	_, err = b.lib.CreateArticle(t.Context(), b.ws, knowledge.Draft{Title: "退货", Audience: knowledge.Internal})
	require.NoError(t, err)
	require.NoError(t, b.lib.NoteOutcome(t.Context(), b.ws, knowledge.Cited, a.ID, uuid.New()))
	require.NoError(t, b.lib.NoteOutcome(t.Context(), b.ws, knowledge.Cited, a.ID))

	for name, c := range map[string]struct {
		filter knowledge.Filter
		want   []string
	}{
		"All":        {knowledge.Filter{}, []string{"退货", "Returns"}},
		"Status":     {knowledge.Filter{Status: knowledge.StatusPublished}, []string{"Returns"}},
		"Lang":       {knowledge.Filter{Lang: "zh"}, []string{"退货"}},
		"Audience":   {knowledge.Filter{Audience: knowledge.Internal}, []string{"退货"}},
		"Collection": {knowledge.Filter{CollectionID: &c.ID}, []string{"Returns"}},
		"Title":      {knowledge.Filter{Title: "TURN%"}, nil},
		"TitlePart":  {knowledge.Filter{Title: "turn"}, []string{"Returns"}},
		"Due":        {knowledge.Filter{ReviewDue: true}, nil},
		"Page":       {knowledge.Filter{Limit: 1, Offset: 1}, []string{"Returns"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			rows, _, err := b.lib.Articles(t.Context(), b.ws, c.filter)
			require.NoError(t, err)
			var titles []string
			for _, r := range rows {
				titles = append(titles, r.Title)
			}
			require.Equal(t, c.want, titles)
		})
	}
	rows, total, err := b.lib.Articles(t.Context(), b.ws, knowledge.Filter{Title: "Ret"})
	require.NoError(t, err)
	require.Equal(t, 1, total)
	require.Equal(t, 2, rows[0].Cited)
}
