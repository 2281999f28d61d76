package intake_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/files"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/intake"
	"github.com/firstlinehq/firstline/knowledge/markdown"
)

func pictureOf(t *testing.T, shade uint8) string {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, 9, 9))
	img.SetGray(1, 1, color.Gray{Y: shade})
	var out bytes.Buffer
	require.NoError(t, png.Encode(&out, img))
	return out.String()
}

// shown gives the article of a title and the bytes of the pictures that anybody
// sees in it.
func (b bundle) shown(t *testing.T, title string) (body string, pictures []string) {
	t.Helper()
	rows, _, err := b.lib.Articles(t.Context(), b.ws, knowledge.Filter{})
	require.NoError(t, err)
	for _, row := range rows {
		if row.Title != title {
			continue
		}
		a, err := b.lib.Published(t.Context(), b.ws, row.ID, knowledge.Public)
		require.NoError(t, err)
		store := files.NewStore(b.db, files.Limits{})
		for _, id := range markdown.Pictures(a.Body) {
			f, err := store.File(t.Context(), b.ws, id, false)
			require.NoError(t, err, "seen by anybody")
			var out bytes.Buffer
			require.NoError(t, store.WriteTo(t.Context(), b.ws, f, &out))
			pictures = append(pictures, out.String())
		}
		return a.Body, pictures
	}
	require.Fail(t, "no article", title)
	return "", nil
}

// uses counts the pictures that imports hold.
func (b bundle) uses(t *testing.T) (n int) {
	t.Helper()
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
		return tx.QueryRow(t.Context(), `SELECT count(*) FROM file_uses WHERE kind = $1`, string(files.Import)).Scan(&n)
	}))
	return n
}

// Articles of an archive bring their pictures, from wherever they lie in it; one
// that is missing or is no picture is named, and its article goes in.
func TestPicturesOfAnArchive(t *testing.T) {
	t.Parallel()

	b := setup(t)
	archive := zipped(t, map[string]string{
		"en/orders/label.md": "# Reading the label\n\nSee ![the label](../img/label.png), ![the box](<../img/the box.png> \"Box\"), ![lost](../img/lost.png), " +
			"![code](../img/code.png) and ![theirs](https://cdn.test/x.png).",
		"en/orders/again.html": `<h1>The label again</h1><p>Once more the label of your parcel.</p><img alt="Label" src="../img/label.png">` +
			`<img alt="Held" src="data:image/png;base64,` + base64.StdEncoding.EncodeToString([]byte(pictureOf(t, 3))) + `">`,
		"en/guide.docx": zipped(t, map[string]string{
			"word/document.xml": `<w:document xmlns:w="w" xmlns:r="r" xmlns:a="a"><w:body><w:p><w:r><w:t>A guide to the label.</w:t></w:r></w:p>
				<w:p><w:r><a:blip r:embed="r1"/><a:blip r:embed="r2"/></w:r></w:p></w:body></w:document>`,
			"word/_rels/document.xml.rels": `<Relationships><Relationship Id="r1" Type="x/image" Target="media/1.png"/><Relationship Id="r2" Type="x/image" Target="media/2.emf"/></Relationships>`,
			"word/media/1.png":             pictureOf(t, 4), "word/media/2.emf": "drawing",
		}),
		"en/img/label.png": pictureOf(t, 1), "en/img/the box.png": pictureOf(t, 2), "en/img/code.png": "<script>alert(1)</script>", "en/img/unused.png": pictureOf(t, 9),
	})

	source := intake.New{Kind: intake.Upload, Name: "help"}
	im := b.read(t, source, map[string]string{"help.zip": archive})
	require.Equal(t, map[string]string{
		"en/orders/label.md": "added", "en/orders/again.html": "added", "en/guide.docx": "added", "en/guide.docx#pictures": "pictures_left_out",
		"en/orders/label.md#../img/lost.png": "picture_missing", "en/orders/label.md#../img/code.png": "picture_kind",
	}, b.outcome(t, im))
	require.Equal(t, 4, b.uses(t), "kept as long as the plan waits")
	b.apply(t, im)
	require.Zero(t, b.uses(t))
	body, pictures := b.shown(t, "Reading the label")
	require.Equal(t, []string{pictureOf(t, 1), pictureOf(t, 2)}, pictures)
	require.Contains(t, body, "![lost](../img/lost.png)", "where it was is not forgotten")
	require.Contains(t, body, "![theirs](https://cdn.test/x.png)", "an uploaded file fetches nothing")
	_, pictures = b.shown(t, "The label again")
	require.Equal(t, []string{pictureOf(t, 1), pictureOf(t, 3)}, pictures)

	again := b.read(t, source, map[string]string{"help.zip": archive})
	require.Equal(t, 3, again.Unchanged, "the same pictures are the same files: %v", b.outcome(t, again))
}

func TestPicturesOfAFolder(t *testing.T) {
	t.Parallel()

	b := setup(t)
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "label.md"), []byte("# Reading the label\n\nSee ![the label](label.png)."), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "label.png"), []byte(pictureOf(t, 1)), 0o600))
	im, err := b.importer.Begin(t.Context(), b.ws, nil, intake.New{Kind: intake.Upload, Name: "folder"})
	require.NoError(t, err)
	require.NoError(t, b.importer.AddFolder(t.Context(), b.ws, im.ID, dir, func(string, error) {}))
	_, err = b.importer.Start(t.Context(), b.ws, im.ID)
	require.NoError(t, err)
	b.apply(t, b.finish(t, im.ID, intake.StatePlanned))
	_, pictures := b.shown(t, "Reading the label")
	require.Equal(t, []string{pictureOf(t, 1)}, pictures)
}

// A crawl fetches what its pages show, under the rules of whose it is, and never
// from within our own network.
func TestPicturesOfAWebsite(t *testing.T) {
	t.Parallel()

	var asked atomic.Int32
	cdn := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			fmt.Fprint(w, "User-agent: *\nDisallow: /secret/\n")
			return
		}
		fmt.Fprint(w, pictureOf(t, 7))
	}))
	t.Cleanup(cdn.Close)
	inside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	t.Cleanup(inside.Close)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/help/label":
			fmt.Fprint(w, `<html lang=en><main><h1>Reading the label</h1><p>What the numbers on the label of your parcel mean.</p>`+
				`<img src="../img/label.png" alt="Label"><img src="`+cdn.URL+`/a.png" alt="Far"><img src="`+cdn.URL+`/secret/b.png" alt="Barred">`+
				`<img src="`+inside.URL+`/c.png" alt="Inward"><img src="/gone.png" alt="Gone"></main></html>`)
		case "/img/label.png":
			fmt.Fprint(w, pictureOf(t, 1))
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	t.Cleanup(srv.Close)
	b := setup(t, strings.TrimPrefix(srv.URL, "http://"), strings.TrimPrefix(cdn.URL, "http://"))
	im := b.read(t, intake.New{Kind: intake.Website, Name: "site", Address: srv.URL + "/help/label"}, nil)
	require.Equal(t, map[string]string{
		srv.URL + "/help/label": "added", srv.URL + "/help/label#secret/b.png": "page_robots",
		srv.URL + "/help/label#c.png": "page_inward", srv.URL + "/help/label#gone.png": "page_status",
	}, b.outcome(t, im))
	require.Zero(t, asked.Load())
	require.False(t, im.Partial, "a picture hides no page")
	b.apply(t, im)
	_, pictures := b.shown(t, "Reading the label")
	require.Equal(t, []string{pictureOf(t, 1), pictureOf(t, 7)}, pictures)
}

func TestCanceledImportKeepsNoPictures(t *testing.T) {
	t.Parallel()

	b := setup(t)
	im := b.read(t, intake.New{Kind: intake.Upload, Name: "help"}, map[string]string{"a.md": "# A\n\n![a](a.png)", "a.png": pictureOf(t, 1)})
	require.Equal(t, 1, b.uses(t))
	_, err := b.importer.Cancel(t.Context(), b.ws, im.ID)
	require.NoError(t, err)
	require.Zero(t, b.uses(t))
	require.NotEqual(t, uuid.Nil, im.ID)
}
