package intake

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge/format"
	"github.com/firstlinehq/firstline/knowledge/intake/internal/db"
)

// Bounds of one step: it is short, so that little is done again after a crash,
// and small, so that memory is.
const (
	stepFiles = 200
	stepBytes = 8 << 20
	stepTime  = 3 * time.Second
)

// readStep reads the next files.
func (w *working) readStep(ctx context.Context, now Import) (more bool, err error) {
	files, data, err := w.waiting(ctx)
	if err != nil || len(files) == 0 {
		return false, err
	}
	began := time.Now()
	var found []item
	var read []int32
	for _, f := range files {
		if len(read) > 0 && time.Since(began) > stepTime {
			break
		}
		if format.KindOf(f.Path) == format.Archive {
			if len(read) > 0 {
				break // a step of its own
			}
			err := w.unpack(ctx, now, f, data[f.Number])
			return true, err
		}
		items, err := w.readFile(ctx, now, f.Path, data[f.Number])
		if err != nil {
			return false, err
		}
		found, read = append(found, items...), append(read, f.Number)
	}
	return true, w.store(ctx, "store what was read", StateReading, func(tx *postgres.Tx, _ db.Import) error {
		return w.noteReadTx(ctx, tx, read, found, 0, false)
	})
}

// waiting gives files that are not read yet with their contents.
func (w *working) waiting(ctx context.Context) (files []db.WaitingFilesRow, data map[int32][]byte, err error) {
	data = map[int32][]byte{}
	err = w.db.InWorkspace(ctx, w.ws, func(tx *postgres.Tx) error {
		q := db.New(tx)
		all, err := q.WaitingFiles(ctx, db.WaitingFilesParams{WorkspaceID: w.ws, ImportID: w.id, Limit: stepFiles})
		if err != nil {
			return err
		}
		var numbers []int32
		size := int64(0)
		files = nil
		for _, f := range all {
			if size += f.Size; size > stepBytes && len(files) > 0 {
				break
			}
			files = append(files, f)
			if f.Size <= format.MaxFile && format.KindOf(f.Path) != format.Picture { // a larger one is named without being loaded
				numbers = append(numbers, f.Number)
			}
		}
		pieces, err := q.Pieces(ctx, db.PiecesParams{WorkspaceID: w.ws, ImportID: w.id, Files: numbers})
		clear(data)
		for _, p := range pieces {
			data[p.File] = append(data[p.File], p.Data...)
		}
		return err
	})
	return files, data, wrap("load files", err)
}

// readFile makes items of a file: its articles, or one that says why there are none.
func (w *working) readFile(ctx context.Context, now Import, name string, data []byte) ([]item, error) {
	if data == nil {
		data = []byte{}
	}
	if kind := format.KindOf(name); kind == format.Asset || kind == format.Picture { // the second comes with who shows it
		return nil, nil
	} else if kind == format.Markdown && format.Includes(string(data)) {
		text, err := w.include(ctx, name, data)
		if err != nil {
			return failedFile(now, name, err)
		}
		data = []byte(text)
	}
	docs, err := w.reader.Read(ctx, name, data, format.Web{})
	if err != nil {
		return failedFile(now, name, err)
	}
	items := make([]item, 0, len(docs))
	for _, d := range docs {
		at := place{file: name}
		failed, err := w.bring(ctx, now, at, &d)
		if err != nil {
			return nil, err
		}
		items = append(append(items, itemOf(now, at, d)), failed...)
	}
	return items, nil
}

// include gives a file's text with the files that it includes.
func (w *working) include(ctx context.Context, name string, data []byte) (string, error) {
	text, err := format.Text(data)
	if err != nil {
		return "", err
	}
	var large error // a better reason than that the file is missing
	text, err = format.Include(name, text, func(file string) (string, bool) {
		body, err := w.open(ctx, file)
		if problem.KindOf(err) == problem.TooLarge {
			large = err
		}
		return body, err == nil
	})
	if err != nil && large != nil {
		return "", large
	}
	return text, err
}

// open gives the text of another file of the import, for includes.
func (w *working) open(ctx context.Context, file string) (string, error) {
	data, err := w.openFile(ctx, file)
	if err != nil {
		return "", err
	}
	return format.Text(data)
}

func fileTooLarge() error {
	return problem.New(problem.TooLarge, "file_too_large", "limit", fmt.Sprintf("%d MiB", format.MaxFile>>20))
}

func failedFile(now Import, name string, err error) ([]item, error) {
	p, err := asProblem(err)
	if err != nil {
		return nil, err
	}
	return []item{{source: now.Name + "/" + name, title: path.Base(name), problem: p}}, nil
}

// unpack makes files of an archive's entries, some at a time: an archive that is
// unpacked again after a crash adds only those that are missing.
func (w *working) unpack(ctx context.Context, now Import, f db.WaitingFilesRow, data []byte) error {
	var batch []format.Entry
	size := 0
	flush := func() error {
		entries := batch
		batch, size = nil, 0
		return w.store(ctx, "store entries", StateReading, func(tx *postgres.Tx, row db.Import) error {
			return w.addEntriesTx(ctx, tx, now, row, f, entries)
		})
	}
	err := w.reader.Unpack(ctx, data, func(e format.Entry) error {
		batch = append(batch, e)
		if size += len(e.Data); size > stepBytes || len(batch) >= stepFiles {
			return flush()
		}
		return nil
	})
	var failed []item
	if err == nil {
		err = flush()
	}
	if err != nil {
		if failed, err = failedFile(now, f.Path, err); err != nil {
			return err
		}
	}
	return w.store(ctx, "close archive", StateReading, func(tx *postgres.Tx, _ db.Import) error {
		_, err := tx.Exec(ctx, `DELETE FROM import_pieces WHERE workspace_id = $1 AND import_id = $2 AND file = $3`, w.ws, w.id, f.Number)
		if err != nil {
			return err
		}
		return w.noteReadTx(ctx, tx, []int32{f.Number}, failed, 0, len(failed) > 0)
	})
}

func (w *working) addEntriesTx(ctx context.Context, tx *postgres.Tx, now Import, row db.Import, archive db.WaitingFilesRow, entries []format.Entry) error {
	last, err := db.New(tx).LastFile(ctx, db.LastFileParams{WorkspaceID: w.ws, ImportID: w.id})
	if err != nil {
		return err
	}
	if int(row.Files)+len(entries) > maxFiles {
		return problem.New(problem.TooLarge, "import_too_many", "limit", fmt.Sprint(maxFiles))
	}
	var numbers []int32
	var names []string
	for i := range entries {
		if archive.Number > 1 { // beside other files, whose paths may be the same
			entries[i].Name = path.Join(strings.TrimSuffix(path.Base(archive.Path), path.Ext(archive.Path)), entries[i].Name)
		}
		if len(entries[i].Name) > 1000 {
			entries[i].Problem = problem.New(problem.Invalid, "file_name")
			entries[i].Name = strings.ToValidUTF8(entries[i].Name[:1000], "")
		}
		numbers, names = append(numbers, last+1+int32(i)), append(names, entries[i].Name)
	}
	// What is here already was unpacked before a crash, or is twice in the archive.
	rows, err := tx.Query(ctx, `
		INSERT INTO import_files (workspace_id, import_id, number, path, kind)
		SELECT $1, $2, r.number, r.path, 'file' FROM unnest($3::int[], $4::text[]) AS r (number, path)
		ON CONFLICT (workspace_id, import_id, path) DO NOTHING RETURNING number`, w.ws, w.id, numbers, names)
	if err != nil {
		return err
	}
	added, err := pgx.CollectRows(rows, pgx.RowTo[int32])
	if err != nil {
		return err
	}
	size := int64(0)
	for _, number := range added {
		size += int64(len(entries[number-last-1].Data))
	}
	if row.Bytes+size > maxUnpacked {
		return problem.New(problem.TooLarge, "import_too_large", "limit", "1 GiB")
	}
	if err := db.New(tx).AddBytes(ctx, db.AddBytesParams{WorkspaceID: w.ws, ID: w.id, More: size}); err != nil {
		return err
	}
	return w.fillEntriesTx(ctx, tx, now, entries, last, added)
}

// fillEntriesTx stores the contents of new files, numbered from after last.
func (w *working) fillEntriesTx(ctx context.Context, tx *postgres.Tx, now Import, entries []format.Entry, last int32, added []int32) error {
	var failed []item
	var dead, alive []int32
	var data [][]byte
	for _, number := range added {
		e := entries[number-last-1]
		if e.Problem != nil {
			failed = append(failed, item{source: now.Name + "/" + e.Name, title: path.Base(e.Name), problem: e.Problem})
			dead = append(dead, number)
			continue
		}
		alive, data = append(alive, number), append(data, e.Data)
	}
	_, err := tx.Exec(ctx, `
		INSERT INTO import_pieces (workspace_id, import_id, file, piece, data)
		SELECT $1, $2, r.file, 0, r.data FROM unnest($3::int[], $4::bytea[]) AS r (file, data)`, w.ws, w.id, alive, data)
	if err != nil {
		return err
	}
	return w.noteReadTx(ctx, tx, dead, failed, int32(len(added)), false)
}

// noteReadTx stores items and that files have been read. found is how many new
// files turned up; partial says that some of the source was not seen.
func (w *working) noteReadTx(ctx context.Context, tx *postgres.Tx, read []int32, items []item, found int32, partial bool) error {
	q := db.New(tx)
	if err := q.MarkRead(ctx, db.MarkReadParams{WorkspaceID: w.ws, ImportID: w.id, Numbers: read}); err != nil {
		return err
	}
	failed, err := w.insertItemsTx(ctx, tx, items)
	if err != nil {
		return err
	}
	return q.CountRead(ctx, db.CountReadParams{WorkspaceID: w.ws, ID: w.id, Found: found, Read: int32(len(read)), Failed: failed, Partial: partial})
}

// insertItemsTx stores items. A source that is there already keeps the first.
func (w *working) insertItemsTx(ctx context.Context, tx *postgres.Tx, items []item) (failed int32, err error) {
	if len(items) == 0 {
		return 0, nil
	}
	last, err := db.New(tx).LastItem(ctx, db.LastItemParams{WorkspaceID: w.ws, ImportID: w.id})
	if err != nil {
		return 0, err
	}
	if int(last)+len(items) > MaxArticles {
		return 0, problem.New(problem.TooLarge, "import_too_many", "limit", fmt.Sprint(MaxArticles))
	}
	number := last
	for some := range slices.Chunk(items, rowsAtOnce) { // one table may hold them all
		var c itemColumns
		for _, it := range some {
			number++
			c.add(number, it)
			if it.problem != nil {
				failed++
			}
		}
		if _, err := tx.Exec(ctx, insertItems,
			w.ws, w.id, c.numbers, c.sources, c.titles, c.langs, c.changes, c.problems, c.articles, c.hashes, c.incomings); err != nil {
			return 0, err
		}
	}
	return failed, nil
}

const insertItems = `
		INSERT INTO import_items (workspace_id, import_id, number, source, title, lang, change, problem, article_id, hash, incoming)
		SELECT $1, $2, * FROM unnest($3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::jsonb[], $9::uuid[], $10::bytea[], $11::jsonb[])
		ON CONFLICT (workspace_id, import_id, source) DO NOTHING`

// itemColumns are items as the columns of one statement.
type itemColumns struct {
	numbers                         []int32
	sources, titles, langs, changes []string
	problems, incomings             []*string
	articles                        []*uuid.UUID
	hashes                          [][]byte
}

func (c *itemColumns) add(number int32, it item) {
	change := it.change
	if change == "" {
		change = "read"
	}
	if it.problem != nil {
		change = "failed"
	}
	c.numbers, c.sources, c.titles = append(c.numbers, number), append(c.sources, it.source), append(c.titles, it.title)
	c.langs, c.changes = append(c.langs, it.lang), append(c.changes, change)
	c.problems, c.incomings = append(c.problems, text(encode(it.problem))), append(c.incomings, text(it.incoming))
	c.articles, c.hashes = append(c.articles, it.article), append(c.hashes, it.hash)
}

func text(raw []byte) *string {
	if raw == nil {
		return nil
	}
	s := string(raw)
	return &s
}
