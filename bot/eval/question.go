package eval

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/firstlinehq/firstline/knowledge/markdown"
)

// Question is one labelled question.
type Question struct {
	ID       string `json:"id"`
	Lang     string `json:"lang"`
	Question string `json:"question"`
	// History is what was said before, the visitor first and then in turns, or
	// lines with a role.
	History    []Line `json:"history"`
	Answerable bool   `json:"answerable"`
	// Article is the slug of the right article, Also those that are as right.
	Article string   `json:"article"`
	Also    []string `json:"also"`
	// MustContain stand in a right answer, or one of their alternatives.
	MustContain    []string            `json:"must_contain"`
	MustNotContain []string            `json:"must_not_contain"`
	Alt            map[string]Spelling `json:"alt"`
}

// Spelling is a list of accepted spellings; a single string is a list of one.
type Spelling []string

// UnmarshalJSON implements json.Unmarshaler.
func (s *Spelling) UnmarshalJSON(raw []byte) error {
	var one string
	if json.Unmarshal(raw, &one) == nil {
		*s = Spelling{one}
		return nil
	}
	return json.Unmarshal(raw, (*[]string)(s))
}

// Line is a line of a history.
type Line struct {
	Role string `json:"role"`
	Text string `json:"text"`
}

// UnmarshalJSON takes a line with its role, or a text alone.
func (l *Line) UnmarshalJSON(raw []byte) error {
	if json.Unmarshal(raw, &l.Text) == nil {
		return nil
	}
	type plain Line
	return json.Unmarshal(raw, (*plain)(l))
}

const (
	maxLine  = 1 << 20
	maxFiles = 20_000
)

// Set is a set of articles and questions.
type Set struct {
	Articles  []Article
	Questions []Question
}

// Article is a page of kb/.
type Article struct {
	File string
	markdown.Page
}

// Load reads dir. A file or line that cannot be used is an error that names it.
func Load(dir string) (Set, error) {
	var s Set
	if err := s.loadArticles(filepath.Join(dir, "kb")); err != nil {
		return Set{}, err
	}
	for _, name := range []string{"questions.jsonl", "questions.jsonl.gz"} {
		path := filepath.Join(dir, name)
		raw, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return Set{}, fmt.Errorf("read questions: %w", err)
		}
		s.Questions, err = readQuestions(path, raw)
		return s, err
	}
	return Set{}, fmt.Errorf("%s holds no questions.jsonl", dir)
}

func (s *Set) loadArticles(dir string) error {
	dir, err := filepath.EvalSymlinks(dir) // WalkDir does not follow its root
	if err != nil {
		return fmt.Errorf("read articles: %w", err)
	}
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".md") {
			return err
		}
		if len(s.Articles) == maxFiles {
			return fmt.Errorf("more than %d articles", maxFiles)
		}
		raw, err := os.ReadFile(path) //nolint:gosec // found under the operator's folder
		if err != nil {
			return err
		}
		page, err := markdown.ReadPage(raw)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		s.Articles = append(s.Articles, Article{File: path, Page: page})
		return nil
	})
	if err != nil {
		return fmt.Errorf("read articles: %w", err)
	}
	if len(s.Articles) == 0 {
		return fmt.Errorf("%s holds no articles", dir)
	}
	return nil
}

func readQuestions(path string, raw []byte) ([]Question, error) {
	var r io.Reader = bytes.NewReader(raw)
	if strings.HasSuffix(path, ".gz") {
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		r = z
	}
	scan := bufio.NewScanner(r)
	scan.Buffer(nil, maxLine)
	var out []Question
	for n := 1; scan.Scan(); n++ {
		if len(bytes.TrimSpace(scan.Bytes())) == 0 {
			continue
		}
		var q Question
		if err := json.Unmarshal(scan.Bytes(), &q); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		if q.ID == "" || strings.TrimSpace(q.Question) == "" || q.Answerable && q.Article == "" {
			return nil, fmt.Errorf("%s:%d: needs id, question, and article if answerable", path, n)
		}
		out = append(out, q)
	}
	if err := scan.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s holds no questions", path)
	}
	return out, nil
}
