package intake

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/clip"
	"github.com/firstlinehq/firstline/internal/files"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge/format"
	"github.com/firstlinehq/firstline/knowledge/intake/internal/db"
	"github.com/firstlinehq/firstline/knowledge/markdown"
)

// Bounds of the pictures of one document: what more it shows stays a description.
const (
	maxPictures  = 100
	picturesTime = 40 * time.Second // for those of a page
	// maxKnown is how many pictures a worker remembers to have asked for: sites show
	// the same logo on every page.
	maxKnown = 5000
)

// bring keeps the pictures that a document shows and names them in its text.
// Those that cannot be kept come back as items that say why; the text then goes
// on naming where they were, and shows their description.
func (w *working) bring(ctx context.Context, now Import, at place, d *format.Document) ([]item, error) {
	b := bringing{working: w, at: at, shown: d.Pictures, until: time.Now().Add(picturesTime)}
	var failed []item
	var ours error
	tooMany := 0
	d.Page.Body = markdown.ReplacePictures(d.Page.Body, func(address string) string {
		if ours != nil || b.count >= maxPictures {
			if len(b.shown[address].Data) > 0 {
				tooMany++
			}
			return b.original(address)
		}
		id, err := b.one(ctx, address)
		switch {
		case err == nil && id == uuid.Nil:
			return b.original(address)
		case err == nil:
			return markdown.FilePath + id.String()
		}
		var why *problem.Error
		if why, ours = asProblem(err); ours == nil {
			name := clip.Runes(pictureName(b.original(address)), 300)
			failed = append(failed, item{source: now.Name + "/" + at.file + "#" + name, title: path.Base(name), problem: why})
		}
		return b.original(address)
	})
	for _, why := range leftOut(d.LeftOut, tooMany) {
		failed = append(failed, item{
			source: now.Name + "/" + at.file + "#pictures" + d.Part + why.Params["form"], title: path.Base(at.file), problem: why,
		})
	}
	return failed, ours
}

// leftOut says which pictures of a document are missing, and on which of its pages:
// by their form, where that is why, and the others together.
func leftOut(missing []format.LeftOut, tooMany int) (why []*problem.Error) {
	byForm := map[string][]format.LeftOut{}
	for _, m := range missing {
		byForm[m.Form] = append(byForm[m.Form], m)
	}
	for _, form := range slices.Sorted(maps.Keys(byForm)) {
		if form != "" {
			why = append(why, problem.New(problem.Invalid, "pictures_of_form", "form", form, "count", strconv.Itoa(len(byForm[form])), "pages", pagesOf(byForm[form])))
		}
	}
	count := strconv.Itoa(len(byForm[""]) + tooMany)
	switch pages := pagesOf(byForm[""]); {
	case count == "0":
	case pages != "" && tooMany == 0:
		why = append(why, problem.New(problem.Invalid, "pictures_left_out_pages", "count", count, "pages", pages))
	default:
		why = append(why, problem.New(problem.Invalid, "pictures_left_out", "count", count))
	}
	return why
}

// maxPagesNamed is how many pages one line names.
const maxPagesNamed = 12

// pagesOf lists the pages of pictures, each once; "" where there are none.
func pagesOf(missing []format.LeftOut) string {
	var pages []string
	for _, m := range missing {
		page := strconv.Itoa(m.Page)
		switch {
		case m.Page == 0 || slices.Contains(pages, page):
		case len(pages) == maxPagesNamed:
			return strings.Join(pages, ", ") + " …"
		default:
			pages = append(pages, page)
		}
	}
	return strings.Join(pages, ", ")
}

// bringing is the pictures of one document on their way.
type bringing struct {
	*working
	at    place
	shown map[string]format.Shown
	until time.Time
	count int
}

// original is where a picture was before it was read; "" within the document.
func (b *bringing) original(address string) string {
	if s, ok := b.shown[address]; ok {
		return s.Address
	}
	if strings.HasPrefix(address, "picture:") {
		return ""
	}
	return address
}

// one keeps a picture; nil for one that is none of the import's business, such as
// another site's in an uploaded file.
func (b *bringing) one(ctx context.Context, address string) (uuid.UUID, error) {
	data := b.shown[address].Data
	address = b.original(address)
	key := address
	if data == nil {
		target, err := url.Parse(address)
		switch {
		case address == "", err != nil, strings.HasPrefix(address, markdown.FilePath):
			return uuid.Nil, nil
		case b.at.page == nil && (target.Host != "" || target.Scheme != ""):
			return uuid.Nil, nil
		case b.at.page == nil:
			key = path.Join(path.Dir(b.at.file), target.Path)
			if strings.HasPrefix(target.Path, "/") { // from the top of the import
				key = path.Clean(strings.TrimPrefix(target.Path, "/"))
			}
		}
		if id, ok := b.pictures[key]; ok {
			return id, nil
		}
	}
	b.count++
	var err error
	if data == nil {
		data, err = b.load(ctx, key)
	}
	var id uuid.UUID
	if err == nil {
		id, err = b.keep(ctx, data)
	}
	if _, ours := asProblem(err); ours == nil && key != "" {
		if b.pictures == nil || len(b.pictures) >= maxKnown {
			b.pictures = map[string]uuid.UUID{}
		}
		b.pictures[key] = id // nil for one that cannot be had: it is said once
	}
	return id, err
}

// load gets a picture's bytes: from the import, or from the site.
func (b *bringing) load(ctx context.Context, key string) ([]byte, error) {
	if b.at.page == nil {
		data, err := b.openFile(ctx, key)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil, problem.New(problem.Invalid, "picture_missing", "file", clip.Runes(key, 80))
		}
		return data, err
	}
	to, err := url.Parse(key)
	if err != nil || time.Now().After(b.until) {
		return nil, problem.New(problem.Invalid, "picture_missing", "file", clip.Runes(key, 80))
	}
	rules, err := b.enter(ctx, to)
	if err != nil {
		return nil, err
	}
	got, err := b.get(ctx, key, files.MaxBytes)
	switch {
	case err != nil:
		return nil, err
	case got.status != http.StatusOK:
		return nil, problem.New(problem.Invalid, "page_status", "status", http.StatusText(got.status))
	case got.at.Host == to.Host && !rules.robots.Test(got.at.RequestURI()):
		return nil, rules.refused
	}
	return got.body, nil
}

func (b *bringing) keep(ctx context.Context, data []byte) (id uuid.UUID, err error) {
	picture, err := files.Picture(ctx, data)
	if err != nil {
		return uuid.Nil, err
	}
	err = b.db.InWorkspace(ctx, b.ws, func(tx *postgres.Tx) error {
		f, err := files.PutTx(ctx, tx, picture)
		if err != nil {
			return err
		}
		id = f.ID
		return files.UseTx(ctx, tx, files.Import, b.id, []uuid.UUID{id})
	})
	return id, err
}

func pictureName(address string) string {
	if address == "" {
		return "picture"
	}
	if u, err := url.Parse(address); err == nil && u.Path != "" {
		return strings.TrimPrefix(u.Path, "/")
	}
	return address
}

// openFile gives the bytes of another file of the import.
func (w *working) openFile(ctx context.Context, file string) (data []byte, err error) {
	err = w.db.InWorkspace(ctx, w.ws, func(tx *postgres.Tx) error {
		q := db.New(tx)
		number, err := q.FileByPath(ctx, db.FileByPathParams{WorkspaceID: w.ws, ImportID: w.id, Path: file})
		if err != nil {
			return err
		}
		size, err := q.FileSize(ctx, db.FileSizeParams{WorkspaceID: w.ws, ImportID: w.id, File: number})
		if err != nil {
			return err
		}
		if size > format.MaxFile {
			return fileTooLarge()
		}
		pieces, err := q.Pieces(ctx, db.PiecesParams{WorkspaceID: w.ws, ImportID: w.id, Files: []int32{number}})
		data = []byte{}
		for _, p := range pieces {
			data = append(data, p.Data...)
		}
		return err
	})
	return data, err
}
