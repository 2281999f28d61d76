package intake

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge/format"
)

// AddFolder uploads a folder's files, or one file. Links are not followed, so
// nothing outside the folder is read. skipped is told of files that cannot be
// taken.
func (m *Importer) AddFolder(ctx context.Context, ws, id uuid.UUID, dir string, skipped func(file string, err error)) error {
	info, err := os.Stat(dir)
	if err != nil {
		return folderProblem(err)
	}
	if !info.IsDir() {
		return m.addFile(ctx, ws, id, os.DirFS(filepath.Dir(dir)), filepath.Base(dir))
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return folderProblem(err)
	}
	defer root.Close()
	return fs.WalkDir(root.FS(), ".", func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && file == ".":
			return folderProblem(err)
		case err != nil:
			skipped(file, problem.Wrap(err, problem.Invalid, "file_unreadable"))
			return nil
		case d.IsDir() && strings.HasPrefix(d.Name(), ".") && file != ".":
			return fs.SkipDir
		case d.IsDir(), !d.Type().IsRegular(), strings.HasPrefix(d.Name(), "."), format.KindOf(file) == format.Asset:
			return nil
		case !utf8.ValidString(file):
			skipped(strings.ToValidUTF8(file, "?"), problem.New(problem.Invalid, "file_name_not_utf8"))
			return nil
		}
		if err := m.addFile(ctx, ws, id, root.FS(), file); err != nil {
			p, ours := asProblem(err)
			if ours != nil || p.Code == "import_too_large" {
				return err
			}
			skipped(file, p)
		}
		return nil
	})
}

func (m *Importer) addFile(ctx context.Context, ws, id uuid.UUID, from fs.FS, name string) error {
	f, err := from.Open(name)
	if err != nil {
		return problem.Wrap(err, problem.Invalid, "file_unreadable")
	}
	defer func() { _ = f.Close() }() // only read
	if info, err := f.Stat(); err != nil || info.Size() > format.MaxFile {
		return problem.New(problem.TooLarge, "file_too_large", "limit", "64 MiB")
	}
	for number := 0; ; number++ {
		data := make([]byte, MaxPiece)
		n, err := io.ReadFull(f, data)
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			return problem.Wrap(err, problem.Invalid, "file_unreadable")
		}
		if n > 0 || number == 0 {
			if err := m.AddPiece(ctx, ws, id, Piece{Path: name, Number: number, Data: data[:n]}); err != nil {
				return err
			}
		}
		if err != nil {
			return nil
		}
	}
}

func folderProblem(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return problem.Wrap(err, problem.NotFound, "folder_not_found")
	}
	return problem.Wrap(err, problem.Invalid, "folder_unreadable")
}
