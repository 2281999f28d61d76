package format

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/firstlinehq/firstline/internal/problem"
)

// Bounds of an archive. A text shrinks to a tenth, rarely to a fiftieth; what
// shrinks more is made to fill the disk.
const (
	maxEntries  = 110_000
	maxUnpacked = 512 << 20
	maxRatio    = 200
	freeSize    = 1 << 20 // up to which the ratio says nothing
)

// Entry is a file of an archive.
type Entry struct {
	// Name is its path, with slashes, within the archive.
	Name string `json:"name"`
	Size int    `json:"size"`
	// Problem says why it was not unpacked; nil otherwise.
	Problem *problem.Error `json:"problem,omitempty"`
	Data    []byte         `json:"-"`
}

// unpack gives the files of a zip archive that could be articles. Those that
// cannot be unpacked are named and the others follow; err ends the archive.
func unpack(data []byte, yield func(Entry) error) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return broken(err)
	}
	if len(z.File) > maxEntries {
		return problem.New(problem.TooLarge, "import_too_many", "limit", fmt.Sprint(maxEntries))
	}
	total, top := 0, commonTop(z.File)
	for _, f := range z.File {
		name, ok := entryName(f)
		if !ok || KindOf(name) == Asset {
			continue
		}
		e := Entry{Name: strings.TrimPrefix(name, top)}
		if f.Mode().IsRegular() {
			e.Data, e.Problem = unpackOne(f, maxUnpacked-total)
		} else {
			e.Problem = problem.New(problem.Invalid, "file_is_link")
		}
		if total += len(e.Data); total >= maxUnpacked {
			return problem.New(problem.TooLarge, "archive_bomb")
		}
		e.Size = len(e.Data)
		if err := yield(e); err != nil {
			return err
		}
	}
	return nil
}

// commonTop is the one folder that all files lie in, with its slash: archives of
// a folder have its name before each path, which says nothing. A language does.
func commonTop(files []*zip.File) string {
	top, found := "", false
	for _, f := range files {
		name, ok := entryName(f)
		if !ok {
			continue
		}
		first, _, nested := strings.Cut(name, "/")
		if !nested || found && top != first+"/" || len(first) == 2 {
			return ""
		}
		top, found = first+"/", true
	}
	return top
}

// entryName is a clean path; false for folders and what tools leave behind.
func entryName(f *zip.File) (string, bool) {
	name := f.Name
	if f.NonUTF8 || !utf8.ValidString(name) { // archives made in China name files in GBK
		if decoded, err := simplifiedchinese.GB18030.NewDecoder().String(name); err == nil {
			name = decoded
		}
	}
	name = strings.ToValidUTF8(strings.ReplaceAll(name, `\`, "/"), "_")
	if strings.HasSuffix(name, "/") {
		return "", false
	}
	name = strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, "\x00", "_")), "/")
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") || part == "__MACOSX" {
			return "", false
		}
	}
	return name, name != ""
}

func unpackOne(f *zip.File, left int) ([]byte, *problem.Error) {
	if KindOf(f.Name) == Archive {
		return nil, problem.New(problem.Invalid, "archive_nested")
	}
	if f.Flags&1 != 0 {
		return nil, problem.New(problem.Invalid, "file_locked")
	}
	r, err := f.Open()
	if err != nil {
		return nil, problem.Wrap(err, problem.Invalid, "file_broken")
	}
	defer r.Close()
	// The size that the archive claims is not believed; what comes out counts.
	limit := min(MaxFile, left)
	data, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	switch {
	case len(data) > freeSize && uint64(len(data)) > maxRatio*max(f.CompressedSize64, 1):
		return nil, problem.New(problem.TooLarge, "archive_bomb")
	case err != nil:
		return nil, problem.Wrap(err, problem.Invalid, "file_broken")
	case len(data) > limit:
		return nil, problem.New(problem.TooLarge, "file_too_large", "limit", fmt.Sprintf("%d MiB", MaxFile>>20))
	}
	return data, nil
}
