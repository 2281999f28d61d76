package intake_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/intake"
	"github.com/firstlinehq/firstline/knowledge/markdown"
)

func write(t *testing.T, dir, file, content string) {
	t.Helper()
	full := filepath.Join(dir, file)
	require.NoError(t, os.MkdirAll(filepath.Dir(full), 0o755))
	require.NoError(t, os.WriteFile(full, []byte(content), 0o644))
}

func TestFolder(t *testing.T) {
	t.Parallel()

	dir := t.TempDir()
	write(t, dir, "en/orders/lost-parcel.md", "---\ntitle: Lost parcel\n---\nAsk the carrier.")
	write(t, dir, "zh/orders/lost-parcel.md", "# 包裹丢失\n联系快递公司。")
	write(t, dir, "returns.zh.md", "退货说明")
	write(t, dir, "en/intern.markdown", "---\naudience: internal\nbot: false\nstatus: draft\nkey: k\nslug: s\ncollection: 客服\n---\nx")
	write(t, dir, ".git/x.md", "no")
	write(t, dir, "en/readme.txt", "no")
	write(t, dir, "bad/utf8.md", "\xff\xfe")
	write(t, dir, "bad/nul.md", "a\x00b")
	write(t, dir, "bad/meta.md", "---\ntitle: [\n---\n")
	write(t, dir, "bad/large.md", strings.Repeat("a", 3*markdown.MaxBody))
	secret := filepath.Join(t.TempDir(), "secret.md")
	require.NoError(t, os.WriteFile(secret, []byte("secret"), 0o644))
	require.NoError(t, os.Symlink(secret, filepath.Join(dir, "en", "link.md")))

	articles, failed, err := intake.Folder(dir, "help")
	require.NoError(t, err)
	byFile := map[string]knowledge.Incoming{}
	for _, a := range articles {
		byFile[a.Source] = a
	}
	require.Len(t, byFile, 4)
	en, zh := byFile["help/en/orders/lost-parcel.md"], byFile["help/zh/orders/lost-parcel.md"]
	require.Equal(t, "Lost parcel", en.Draft.Title)
	require.Equal(t, "en", en.Draft.Lang)
	require.Equal(t, "Orders", en.Collection)
	require.Equal(t, "orders-lost-parcel", en.Draft.Slug)
	require.Equal(t, "包裹丢失", zh.Draft.Title)
	require.Equal(t, en.Draft.Key, zh.Draft.Key)
	require.Equal(t, "zh", byFile["help/returns.zh.md"].Draft.Lang)
	require.Equal(t, "Returns", byFile["help/returns.zh.md"].Draft.Title)
	meta := byFile["help/en/intern.markdown"]
	require.True(t, meta.Unpublished)
	require.True(t, meta.Draft.NotForBot)
	require.Equal(t, knowledge.Internal, meta.Draft.Audience)
	require.Equal(t, "客服", meta.Collection)

	codes := map[string]string{}
	for _, f := range failed {
		var p *problem.Error
		require.ErrorAs(t, f.Err, &p)
		codes[f.Source] = p.Code
	}
	require.Equal(t, map[string]string{
		"bad/utf8.md": "text_not_utf8", "bad/nul.md": "text_has_nul", "bad/meta.md": "front_matter_broken", "bad/large.md": "article_too_large",
	}, codes)

	_, _, err = intake.Folder(filepath.Join(dir, "nowhere"), "x")
	require.Equal(t, problem.NotFound, problem.KindOf(err))
}

func TestImportTwice(t *testing.T) {
	t.Parallel()

	db := pgtest.New(t)
	lib, ws := knowledge.New(db), pgtest.Workspace(t, db)
	dir := t.TempDir()
	run := func() map[string]string {
		articles, failed, err := intake.Folder(dir, "help")
		require.NoError(t, err)
		require.Empty(t, failed)
		got := map[string]string{}
		require.NoError(t, lib.Import(t.Context(), ws, articles, func(i knowledge.Imported) {
			got[i.Source] = i.Change
			var p *problem.Error
			if errors.As(i.Err, &p) {
				got[i.Source] = p.Code
			}
		}))
		return got
	}
	find := func(text string) string {
		r, err := lib.Search(context.Background(), ws, knowledge.Query{Text: text, Limit: 1})
		require.NoError(t, err)
		if len(r.Hits) == 0 {
			return ""
		}
		return r.Hits[0].Title
	}

	write(t, dir, "en/a.md", "---\ntitle: Refunds\n---\nMoney comes back in five days.")
	write(t, dir, "en/b.md", "---\ntitle: Shipping\nslug: ship\n---\nWe use bicycles.")
	write(t, dir, "en/c.md", "---\ntitle: Twin\nslug: ship\n---\nSame slug.")
	require.Equal(t, map[string]string{"help/en/a.md": "added", "help/en/b.md": "added", "help/en/c.md": "article_slug_taken"}, run())
	require.Equal(t, "Refunds", find("money back"))

	write(t, dir, "en/a.md", "---\ntitle: Repayments\n---\nMoney comes back in six days.")
	write(t, dir, "en/c.md", "---\ntitle: Twin\n---\nOwn slug.")
	require.Equal(t, map[string]string{"help/en/a.md": "changed", "help/en/b.md": "unchanged", "help/en/c.md": "added"}, run())
	require.Equal(t, "Repayments", find("money back"))
	require.Equal(t, "Twin", find("own slug"))

	// An editor's work is not overwritten by the next import.
	rows, _, err := lib.Articles(t.Context(), ws, knowledge.Filter{Title: "Shipping"})
	require.NoError(t, err)
	a, err := lib.Article(t.Context(), ws, rows[0].ID)
	require.NoError(t, err)
	d := a.Draft
	d.Body = "We use boats."
	a, err = lib.SaveDraft(t.Context(), ws, a.ID, a.Version, d)
	require.NoError(t, err)
	_, err = lib.Publish(t.Context(), ws, uuid.Nil, a.ID, a.Version)
	require.NoError(t, err)
	require.Equal(t, "unchanged", run()["help/en/b.md"])
	write(t, dir, "en/b.md", "---\ntitle: Shipping\nslug: ship\n---\nWe use trains.")
	require.Equal(t, "article_edited_since_import", run()["help/en/b.md"])
	require.Equal(t, "Shipping", find("boats"))
}
