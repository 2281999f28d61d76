package intake_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/egress"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/format"
	"github.com/firstlinehq/firstline/knowledge/intake"
	"github.com/firstlinehq/firstline/knowledge/markdown"
)

// The test's own binary is the child that reads hostile files.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == format.ChildCommand {
		if err := format.Child(os.Args[2], os.Stdin, os.Stdout); err != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

type bundle struct {
	db       *postgres.DB
	ws       uuid.UUID
	lib      *knowledge.Library
	importer *intake.Importer
}

func setup(t *testing.T, private ...string) bundle {
	t.Helper()
	db := pgtest.New(t)
	lib := knowledge.New(db)
	exe, err := os.Executable()
	require.NoError(t, err)
	return bundle{db: db, ws: pgtest.Workspace(t, db), lib: lib, importer: intake.NewImporter(intake.Parts{
		DB: db, Library: lib, Reader: format.Confined{Exe: exe},
		Fetch: egress.New(egress.Config{Private: private, Redirects: 4}), Pause: time.Nanosecond,
	})}
}

// read takes files in until the plan is made.
func (b bundle) read(t *testing.T, n intake.New, files map[string]string) intake.Import {
	t.Helper()
	im, err := b.importer.Begin(t.Context(), b.ws, nil, n)
	require.NoError(t, err)
	for name, content := range files {
		for piece := 0; piece == 0 || piece*intake.MaxPiece < len(content); piece++ {
			part := content[piece*intake.MaxPiece : min(len(content), (piece+1)*intake.MaxPiece)]
			require.NoError(t, b.importer.AddPiece(t.Context(), b.ws, im.ID, intake.Piece{Path: name, Number: piece, Data: []byte(part)}))
		}
	}
	_, err = b.importer.Start(t.Context(), b.ws, im.ID)
	require.NoError(t, err)
	return b.finish(t, im.ID, intake.StatePlanned)
}

func (b bundle) finish(t *testing.T, id uuid.UUID, state string) intake.Import {
	t.Helper()
	im, err := b.importer.Finish(t.Context(), b.ws, id, func(intake.Import) {})
	require.NoError(t, err)
	require.Equal(t, state, im.State, "%+v", im.Problem)
	return im
}

func (b bundle) apply(t *testing.T, im intake.Import) intake.Import {
	t.Helper()
	_, err := b.importer.Apply(t.Context(), b.ws, im.ID, true)
	require.NoError(t, err)
	return b.finish(t, im.ID, intake.StateDone)
}

// outcome is each item's change, or the code of its problem, by source.
func (b bundle) outcome(t *testing.T, im intake.Import) map[string]string {
	t.Helper()
	out := map[string]string{}
	for after := 0; ; {
		items, err := b.importer.Items(t.Context(), b.ws, im.ID, intake.ItemFilter{After: after})
		require.NoError(t, err)
		for _, i := range items {
			out[strings.TrimPrefix(i.Source, im.Name+"/")] = i.Change
			if i.Problem != nil {
				require.Equal(t, "failed", i.Change)
				out[strings.TrimPrefix(i.Source, im.Name+"/")] = i.Problem.Code
			}
			after = i.Number
		}
		if len(items) == 0 {
			return out
		}
	}
}

func (b bundle) find(t *testing.T, text string) string {
	t.Helper()
	r, err := b.lib.Search(t.Context(), b.ws, knowledge.Query{Text: text, Limit: 1})
	require.NoError(t, err)
	if len(r.Hits) == 0 {
		return ""
	}
	return r.Hits[0].Title
}

func zipped(t *testing.T, files map[string]string) string {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, content := range files {
		f, err := z.Create(name)
		require.NoError(t, err)
		_, err = f.Write([]byte(content))
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return out.String()
}

func TestImportTwice(t *testing.T) {
	t.Parallel()

	b := setup(t)
	help := intake.New{Kind: intake.Upload, Name: "help"}
	first := map[string]string{
		"en/orders/a.md": "---\ntitle: Refunds\n---\nMoney comes back in five days.",
		"zh/orders/a.md": "# 退款\n五天内到账。",
		"en/b.md":        "---\ntitle: Shipping\nslug: ship\n---\nWe use bicycles.",
		"en/c.md":        "---\ntitle: Twin\nslug: ship\n---\nSame slug.",
		"en/gone.md":     "---\ntitle: Gift cards\n---\nCards of paper.",
		"en/dead.md":     "\x00\x01\x02\x03",
	}
	im := b.read(t, help, first)
	require.Empty(t, b.find(t, "money back"), "nothing is applied before the plan was seen")
	require.Equal(t, 5, im.Added)
	require.Equal(t, 1, im.Failed)
	im = b.apply(t, im)
	out := b.outcome(t, im)
	taken := 0
	for _, name := range []string{"en/b.md", "en/c.md"} {
		if out[name] == "article_slug_taken" {
			taken++
		}
	}
	require.Equal(t, 1, taken, "%v", out)
	require.Equal(t, "file_not_text", out["en/dead.md"])
	require.Equal(t, "Refunds", b.find(t, "money back"))
	require.Equal(t, "退款", b.find(t, "到账"))

	rows, _, err := b.lib.Articles(t.Context(), b.ws, knowledge.Filter{Title: "Refunds"})
	require.NoError(t, err)
	siblings, _, err := b.lib.Articles(t.Context(), b.ws, knowledge.Filter{Key: rows[0].Key})
	require.NoError(t, err)
	require.Len(t, siblings, 2, "en and zh are translations of each other")

	// The same again changes nothing; what an editor changed stays.
	edited := rows[0]
	a, err := b.lib.Article(t.Context(), b.ws, edited.ID)
	require.NoError(t, err)
	d := a.Draft
	d.Body = "Money comes back by boat."
	_, err = b.lib.SaveDraft(t.Context(), b.ws, a.ID, a.Version, d)
	require.NoError(t, err)
	second := map[string]string{
		"en/orders/a.md": "---\ntitle: Refunds\n---\nMoney comes back in six days.",
		"zh/orders/a.md": first["zh/orders/a.md"],
		"en/b.md":        "---\ntitle: Shipping\nslug: ship\n---\nWe use trains.",
		"en/c.md":        "---\ntitle: Twin\nslug: twin\n---\nOwn slug.",
	}
	im = b.read(t, help, second)
	out = b.outcome(t, im)
	require.Equal(t, "article_edited_since_import", out["en/orders/a.md"])
	require.Equal(t, "unchanged", out["zh/orders/a.md"])
	require.Equal(t, "removed", out["en/gone.md"])
	require.Equal(t, "Gift cards", b.find(t, "cards of paper"))
	b.apply(t, im)
	require.Empty(t, b.find(t, "cards of paper"))
	require.Equal(t, "Shipping", b.find(t, "trains"))

	// What the source has again comes back.
	second["en/gone.md"] = first["en/gone.md"]
	im = b.read(t, help, second)
	require.Equal(t, "changed", b.outcome(t, im)["en/gone.md"])
	b.apply(t, im)
	require.Equal(t, "Gift cards", b.find(t, "cards of paper"))

	// Another source of the same files is another source.
	im = b.read(t, intake.New{Kind: intake.Upload, Name: "other"}, map[string]string{"en/x.md": "# X\ntext"})
	require.Zero(t, im.Removed)
}

// Each bad file is named, and the rest goes in.
func TestBadFiles(t *testing.T) {
	t.Parallel()

	b := setup(t)
	im := b.read(t, intake.New{Kind: intake.Upload, Name: "bad"}, map[string]string{
		"help.zip": zipped(t, map[string]string{
			"a/good.md": "# Good\nKept.", "a/loop.md": "{!other.md!}", "a/other.md": "{!loop.md!}", "a/bomb.md": strings.Repeat("0", 30<<20),
			"a/latin.md": "# Caf\xe9\nR\xe9clamation", "a/gbk.md": "# \xcd\xcb\xbb\xf5\n\xc8\xfd\xca\xae\xcc\xec\xc4\xda\xbf\xc9\xd2\xd4\xcd\xcb\xbb\xf5\xa1\xa3",
			"a/utf16.md": "\xff\xfe#\x00 \x00U\x00\n\x00x\x00", "b/million.md": strings.Repeat("a b ", 250_000), "b/meta.md": "---\ntitle: [\n---\n",
			"b/broken.pdf": "%PDF-1.4 nothing", "b/broken.docx": "PK", "b/tool.exe": "MZ", "b/picture.png": "x", "b/inner.zip": "PK",
		}),
		"faq.csv": "question,answer\nHow long?,A week.\n,nothing\n",
	})
	out := b.outcome(t, im)
	for name, want := range map[string]string{
		"a/good.md": "added", "a/loop.md": "include_cycle", "a/other.md": "include_cycle", "a/bomb.md": "archive_bomb", "a/latin.md": "added",
		"a/gbk.md": "added", "a/utf16.md": "added", "b/million.md": "article_too_large", "b/meta.md": "front_matter_broken",
		"b/broken.pdf": "file_broken", "b/broken.docx": "file_broken", "b/tool.exe": "file_kind_unknown", "b/inner.zip": "archive_nested",
		"faq.csv#how-long": "added", "faq.csv#row 3": "table_row_empty",
	} {
		got, ok := out[name]
		if !ok {
			got = out["help/"+name] // the archive came second
		}
		require.Equal(t, want, got, "%s in %v", name, out)
	}
	im = b.apply(t, im)
	require.Equal(t, 5, im.Applied)
	require.Equal(t, "Good", b.find(t, "kept"))
	require.Equal(t, "退货", b.find(t, "三十天内可以退货"))
}

func TestTooMuch(t *testing.T) {
	t.Parallel()

	b := setup(t)
	im, err := b.importer.Begin(t.Context(), b.ws, nil, intake.New{Kind: intake.Upload, Name: "x"})
	require.NoError(t, err)
	_, err = b.importer.Start(t.Context(), b.ws, im.ID)
	requireCode(t, err, "import_empty")
	requireCode(t, b.importer.AddPiece(t.Context(), b.ws, im.ID, intake.Piece{Path: "../..", Data: []byte("x")}), "file_name")
	requireCode(t, b.importer.AddPiece(t.Context(), b.ws, im.ID, intake.Piece{Path: "a.md", Data: make([]byte, intake.MaxPiece+1)}), "file_too_large")
	_, err = b.importer.Apply(t.Context(), b.ws, im.ID, true)
	requireCode(t, err, "import_state")
	_, err = b.importer.Cancel(t.Context(), b.ws, im.ID)
	require.NoError(t, err)
	requireCode(t, b.importer.AddPiece(t.Context(), b.ws, im.ID, intake.Piece{Path: "a.md"}), "import_state")
	for _, n := range []intake.New{{Kind: intake.Upload}, {Kind: intake.Upload, Name: "a/b"}, {Kind: intake.Website, Address: "ftp://x"}, {Kind: intake.Website, Address: "https://u:p@x/"}} {
		_, err := b.importer.Begin(t.Context(), b.ws, nil, n)
		require.Equal(t, problem.Invalid, problem.KindOf(err), "%+v", n)
	}
	_, err = b.importer.Import(t.Context(), pgtest.Workspace(t, b.db), im.ID)
	requireCode(t, err, "import_not_found")
}

// A table of more articles than an import takes is named, and no part of it goes in.
func TestTooManyArticles(t *testing.T) {
	t.Parallel()

	b := setup(t)
	im, err := b.importer.Begin(t.Context(), b.ws, nil, intake.New{Kind: intake.Upload, Name: "many"})
	require.NoError(t, err)
	table := "question,answer\n" + strings.Repeat("How?,So.\n", intake.MaxArticles+1)
	require.NoError(t, b.importer.AddPiece(t.Context(), b.ws, im.ID, intake.Piece{Path: "faq.csv", Data: []byte(table)}))
	_, err = b.importer.Start(t.Context(), b.ws, im.ID)
	require.NoError(t, err)
	require.Equal(t, map[string]string{"faq.csv": "import_too_many"}, b.outcome(t, b.finish(t, im.ID, intake.StatePlanned)))
}

func requireCode(t *testing.T, err error, code string) {
	t.Helper()
	var p *problem.Error
	require.ErrorAs(t, err, &p)
	require.Equal(t, code, p.Code)
}

func TestFolder(t *testing.T) {
	t.Parallel()

	b := setup(t)
	dir := t.TempDir()
	write := func(file, content string) {
		full := filepath.Join(dir, file)
		require.NoError(t, os.MkdirAll(filepath.Dir(full), 0o755))
		require.NoError(t, os.WriteFile(full, []byte(content), 0o644))
	}
	write("en/orders/lost-parcel.md", "---\ntitle: Lost parcel\n---\nAsk the carrier.")
	write("returns.zh.md", "退货说明")
	write("en/intern.markdown", "---\naudience: internal\nbot: false\nstatus: draft\nkey: k\nslug: s\ncollection: 客服\nreview_by: 2030-01-02\n---\nx")
	write(".git/x.md", "no")
	write("en/large.md", strings.Repeat("a", 3*markdown.MaxBody))
	secret := filepath.Join(t.TempDir(), "secret.md")
	require.NoError(t, os.WriteFile(secret, []byte("secret"), 0o644))
	require.NoError(t, os.Symlink(secret, filepath.Join(dir, "en", "link.md")))

	im, err := b.importer.Begin(t.Context(), b.ws, nil, intake.New{Kind: intake.Upload, Name: "help"})
	require.NoError(t, err)
	require.NoError(t, b.importer.AddFolder(t.Context(), b.ws, im.ID, dir, func(file string, err error) { t.Errorf("%s: %v", file, err) }))
	_, err = b.importer.Start(t.Context(), b.ws, im.ID)
	require.NoError(t, err)
	im = b.finish(t, im.ID, intake.StatePlanned)
	require.Equal(t, map[string]string{
		"en/orders/lost-parcel.md": "added", "returns.zh.md": "added", "en/intern.markdown": "added", "en/large.md": "article_too_large",
	}, b.outcome(t, im))
	b.apply(t, im)
	rows, _, err := b.lib.Articles(t.Context(), b.ws, knowledge.Filter{})
	require.NoError(t, err)
	byTitle := map[string]knowledge.ArticleRow{}
	for _, r := range rows {
		byTitle[r.Title] = r
	}
	require.Equal(t, knowledge.StatusDraft, byTitle["Intern"].Status)
	require.Equal(t, knowledge.Internal, byTitle["Intern"].Audience)
	require.True(t, byTitle["Intern"].NotForBot)
	require.Equal(t, "2030-01-02", byTitle["Intern"].ReviewBy.Format(time.DateOnly))
	require.Equal(t, "zh", byTitle["Returns"].Lang)
	require.Equal(t, "orders-lost-parcel", byTitle["Lost parcel"].Slug)
	requireCode(t, b.importer.AddFolder(t.Context(), b.ws, im.ID, filepath.Join(dir, "nowhere"), nil), "folder_not_found")
}

func TestWebsite(t *testing.T) {
	t.Parallel()

	var b bundle
	pages := map[string]string{
		"/robots.txt":   "User-agent: *\nDisallow: /help/secret\n",
		"/help/":        `<main><h1>Help</h1><p>All about parcels and refunds of our shop.</p><a href="late">Late</a> <a href="secret/x">x</a> <a href="/shop">shop</a> <a href="inward">in</a> <a href="loop">loop</a> <a href="away">away</a> <a href="none">none</a> <a href="zh/late">中文</a></main>`,
		"/help/late":    `<html lang="en"><main><h1>Late parcels</h1><p>Wait three days, then write to us about it.</p><a href="/help/">back</a></main>`,
		"/help/zh/late": `<html lang="zh"><main><h1>包裹晚到</h1><p>请等待三天，然后联系我们的客服，我们会帮您查询。</p></main>`,
		"/map.xml":      `<sitemapindex><sitemap><loc>HOST/map.xml</loc></sitemap><sitemap><loc>HOST/pages.xml</loc></sitemap></sitemapindex>`,
		"/pages.xml":    `<urlset><url><loc>HOST/help/late</loc></url><url><loc>http://elsewhere.example/</loc></url></urlset>`,
	}
	var inside *httptest.Server
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/help/inward":
			http.Redirect(w, r, inside.URL+"/token", http.StatusFound)
			return
		case "/help/loop":
			http.Redirect(w, r, "/help/loop", http.StatusFound)
			return
		case "/help/away":
			http.Redirect(w, r, "http://"+r.Host+"/gone", http.StatusFound)
			return
		case "/help/secret/x", "/shop":
			t.Errorf("%s must not be read", r.URL.Path)
		}
		body, ok := pages[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, strings.ReplaceAll(body, "HOST", "http://"+r.Host))
	}))
	t.Cleanup(srv.Close)
	inside = httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("a redirect led inward") }))
	t.Cleanup(inside.Close)
	b = setup(t, strings.TrimPrefix(srv.URL, "http://"))

	im := b.read(t, intake.New{Kind: intake.Website, Name: "site", Address: srv.URL + "/help/"}, nil)
	require.Equal(t, map[string]string{
		srv.URL + "/help/": "added", srv.URL + "/help/late": "added", srv.URL + "/help/zh/late": "added",
		srv.URL + "/help/secret/x": "page_robots", srv.URL + "/help/inward": "page_inward", srv.URL + "/help/loop": "page_redirects",
		srv.URL + "/help/away": "page_status", srv.URL + "/help/none": "page_status",
	}, b.outcome(t, im))
	b.apply(t, im)
	require.Equal(t, "Late parcels", b.find(t, "wait three days"))
	rows, _, err := b.lib.Articles(t.Context(), b.ws, knowledge.Filter{Title: "Late parcels"})
	require.NoError(t, err)
	require.Len(t, rows, 1)
	_, total, err := b.lib.Articles(t.Context(), b.ws, knowledge.Filter{Key: rows[0].Key})
	require.NoError(t, err)
	require.Equal(t, 2, total, "a page and its translation belong together")

	// A page that is gone is removed, one that only failed is not; a sitemap that
	// names itself ends.
	im = b.read(t, intake.New{Kind: intake.Website, Name: "site", Address: srv.URL + "/map.xml"}, nil)
	out := b.outcome(t, im)
	require.Equal(t, "unchanged", out[srv.URL+"/help/late"])
	require.Equal(t, "removed", out[srv.URL+"/help/"])

	// A crawl that stops at its limit has not seen what is gone.
	im = b.read(t, intake.New{Kind: intake.Website, Name: "site", Address: srv.URL + "/help/", Settings: intake.Settings{MaxPages: 2}}, nil)
	require.True(t, im.Partial)
	require.Zero(t, im.Removed)
	require.Equal(t, 2, im.Files)

	// Without leave, the same address is inside.
	strict := setup(t)
	im = strict.read(t, intake.New{Kind: intake.Website, Name: "site", Address: srv.URL + "/help/"}, nil)
	require.Equal(t, map[string]string{srv.URL + "/help/": "page_inward"}, strict.outcome(t, im))
}

// A worker that dies leaves a claim that runs out; whoever comes next goes on
// where it was, and two at once do nothing twice.
func TestInterruptedImportGoesOn(t *testing.T) {
	t.Parallel()

	b := setup(t)
	files := map[string]string{}
	for i := range 450 {
		files[fmt.Sprintf("en/%d.md", i)] = fmt.Sprintf("# Article %d\nText number %d.", i, i)
	}
	im, err := b.importer.Begin(t.Context(), b.ws, nil, intake.New{Kind: intake.Upload, Name: "many"})
	require.NoError(t, err)
	raw := zipped(t, files)
	require.NoError(t, b.importer.AddPiece(t.Context(), b.ws, im.ID, intake.Piece{Path: "many.zip", Data: []byte(raw)}))
	_, err = b.importer.Start(t.Context(), b.ws, im.ID)
	require.NoError(t, err)
	interrupt := func() {
		ctx, cancel := context.WithCancel(t.Context())
		steps := 0
		_, _ = b.importer.Finish(ctx, b.ws, im.ID, func(intake.Import) {
			if steps++; steps == 2 {
				cancel()
			}
		})
		require.Equal(t, 2, steps)
	}
	interrupt()
	now, err := b.importer.Import(t.Context(), b.ws, im.ID)
	require.NoError(t, err)
	require.Equal(t, intake.StateReading, now.State)
	b.finish(t, im.ID, intake.StatePlanned)
	_, err = b.importer.Apply(t.Context(), b.ws, im.ID, true)
	require.NoError(t, err)
	interrupt()
	now, err = b.importer.Import(t.Context(), b.ws, im.ID)
	require.NoError(t, err)
	require.Equal(t, 200, now.Applied)
	now = b.finish(t, im.ID, intake.StateDone)
	require.Equal(t, 450, now.Applied)
	require.Zero(t, now.Failed)
	_, total, err := b.lib.Articles(t.Context(), b.ws, knowledge.Filter{Status: knowledge.StatusPublished})
	require.NoError(t, err)
	require.Equal(t, 450, total)
}
