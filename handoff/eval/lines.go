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
	"strings"
	"unicode/utf8"

	"github.com/firstlinehq/firstline/handoff"
)

const maxLine = 4 << 20 // bytes

// eachItem decodes each line of a .jsonl or .jsonl.gz file that is not blank.
// An error names the file and the line.
func eachItem[T any](ctx context.Context, path string, f func(T) error) error {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("open evaluation file: %w", err)
	}
	defer func() { _ = file.Close() }() // only read
	var source io.Reader = file
	if strings.HasSuffix(path, ".gz") {
		if source, err = gzip.NewReader(file); err != nil {
			return fmt.Errorf("%s: unzip: %w", path, err)
		}
	}
	lines := bufio.NewScanner(source)
	lines.Buffer(make([]byte, 0, 64<<10), maxLine)
	n := 0
	for lines.Scan() {
		n++
		if err := ctx.Err(); err != nil {
			return err
		}
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		if !utf8.Valid(line) {
			return fmt.Errorf("%s:%d: not UTF-8", path, n)
		}
		var item T
		if err := json.Unmarshal(line, &item); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
		if err := f(item); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("%s:%d: %w", path, n+1, err)
	}
	if n == 0 {
		return fmt.Errorf("%s: no lines", path)
	}
	return nil
}

// turn is one line of a transcript in a file.
type turn struct {
	Role string  `json:"role"`
	Text *string `json:"text"`
}

// transcript checks the turns and numbers them from 1. The bot's lines carry no
// marks in a file, so their wording tells what they offered and missed.
func transcript(turns []turn) ([]handoff.Line, error) {
	if len(turns) == 0 {
		return nil, errors.New("turns are missing")
	}
	lines := make([]handoff.Line, len(turns))
	for i, t := range turns {
		role := handoff.Role(t.Role)
		switch role {
		case handoff.RoleVisitor, handoff.RoleBot, handoff.RoleAgent:
		default:
			return nil, fmt.Errorf("turn %d: role %q is not visitor, bot or agent", i, t.Role)
		}
		if t.Text == nil {
			return nil, fmt.Errorf("turn %d: text is missing", i)
		}
		lines[i] = handoff.Line{Role: role, Seq: int64(i + 1), Text: *t.Text}
	}
	return handoff.MarkBotLines(lines), nil
}
