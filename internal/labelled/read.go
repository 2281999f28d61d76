package labelled

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// maxLine is the longest line that is read, in bytes: a corpus may hold a whole
// book as one document.
const maxLine = 64 << 20

// ErrEmpty says that a file holds no lines.
var ErrEmpty = errors.New("no lines")

var errNotUTF8 = errors.New("not UTF-8")

// Find gives the path of dir/name or dir/name.gz; an error wraps [fs.ErrNotExist]
// if there is neither.
func Find(dir, name string) (string, error) {
	plain := filepath.Join(dir, name)
	for _, path := range []string{plain, plain + ".gz"} {
		_, err := os.Stat(path)
		if err == nil {
			return path, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("look for labelled file: %w", err)
		}
	}
	return "", fmt.Errorf("%s has neither %s nor %s.gz: %w", dir, name, name, fs.ErrNotExist)
}

// Each calls f for each line that is not blank, without the space around it.
// The line is f's until it returns.
func Each(ctx context.Context, path string, f func(line []byte) error) error {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("open labelled file: %w", err)
	}
	defer func() { _ = file.Close() }() // only read
	var source io.Reader = file
	if strings.HasSuffix(path, ".gz") {
		if source, err = gzip.NewReader(file); err != nil {
			return fmt.Errorf("%s: unzip: %w", path, err)
		}
	}
	switch n, err := Lines(ctx, source, f); {
	case err == nil:
		return nil
	case errors.Is(err, ErrEmpty):
		return fmt.Errorf("%s: %w", path, err)
	case ctx.Err() != nil:
		return err
	default:
		return fmt.Errorf("%s:%d: %w", path, n, err)
	}
}

// Lines is [Each] for a file that is open. An error comes back as it is, with the
// number of its line, the first being 1.
func Lines(ctx context.Context, source io.Reader, f func(line []byte) error) (n int, err error) {
	lines := bufio.NewScanner(source)
	lines.Buffer(make([]byte, 0, 64<<10), maxLine)
	some := false
	for lines.Scan() {
		n++
		if err := ctx.Err(); err != nil {
			return n, err
		}
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		some = true
		if !utf8.Valid(line) {
			return n, errNotUTF8
		}
		if err := f(line); err != nil {
			return n, err
		}
	}
	if err := lines.Err(); err != nil {
		return n + 1, err
	}
	if !some {
		return n, ErrEmpty
	}
	return n, nil
}

// EachItem calls f for each line, decoded from JSON.
func EachItem[T any](ctx context.Context, path string, f func(T) error) error {
	return Each(ctx, path, func(line []byte) error {
		var item T
		if err := json.Unmarshal(line, &item); err != nil {
			return err
		}
		return f(item)
	})
}

// Items reads a whole file.
func Items[T any](ctx context.Context, path string) (list []T, err error) {
	err = EachItem(ctx, path, func(item T) error {
		list = append(list, item)
		return nil
	})
	return list, err
}
