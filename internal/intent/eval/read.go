package eval

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

const maxLine = 1 << 20 // bytes

// item is a line of train or test. Its language is not looked at: a bot meets
// messages of all, and the classifier takes them as they come.
type item struct {
	Text  *string `json:"text"`
	Label string  `json:"label"`
}

func (i item) check() error {
	switch {
	case i.Text == nil:
		return errors.New("text is missing")
	case strings.TrimSpace(i.Label) == "":
		return errors.New("label is missing")
	}
	return nil
}

// read reads name.jsonl or name.jsonl.gz of dir. An error names file and line.
func read(ctx context.Context, dir, name string) ([]item, error) {
	path := filepath.Join(dir, name+".jsonl")
	file, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		path += ".gz"
		file, err = os.Open(path)
	}
	if err != nil {
		return nil, fmt.Errorf("open evaluation file: %w", err)
	}
	defer func() { _ = file.Close() }() // only read
	var source io.Reader = file
	if strings.HasSuffix(path, ".gz") {
		if source, err = gzip.NewReader(file); err != nil {
			return nil, fmt.Errorf("%s: unzip: %w", path, err)
		}
	}
	items, err := decode(ctx, path, source)
	if err == nil && len(items) == 0 {
		err = fmt.Errorf("%s: no lines", path)
	}
	return items, err
}

func decode(ctx context.Context, path string, source io.Reader) (items []item, err error) {
	lines := bufio.NewScanner(source)
	lines.Buffer(make([]byte, 0, 64<<10), maxLine)
	n := 0
	for lines.Scan() {
		n++
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		var it item
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case !utf8.Valid(line):
			err = errors.New("not UTF-8")
		default:
			if err = json.Unmarshal(line, &it); err == nil {
				err = it.check()
			}
		}
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		items = append(items, it)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s:%d: %w", path, n+1, err)
	}
	return items, nil
}
