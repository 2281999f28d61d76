package eval

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/firstlinehq/firstline/internal/labelled"
	"github.com/firstlinehq/firstline/knowledge/markdown"
	"github.com/firstlinehq/firstline/knowledge/question"
)

const maxFiles = 20_000

// Set is a set of articles and questions.
type Set struct {
	Articles  []Article
	Questions []question.Question
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
	path, err := labelled.Find(dir, "questions.jsonl")
	if err != nil {
		return Set{}, err
	}
	s.Questions, err = readQuestions(path)
	return s, err
}

// Articles reads the pages of dir/kb.
func Articles(dir string) ([]Article, error) {
	var s Set
	err := s.loadArticles(filepath.Join(dir, "kb"))
	return s.Articles, err
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

func readQuestions(path string) (out []question.Question, err error) {
	err = labelled.EachItem(context.Background(), path, func(q question.Question) error {
		if q.ID == "" || strings.TrimSpace(q.Question) == "" || q.Answerable && q.Article == "" {
			return errors.New("needs id, question, and article if answerable")
		}
		out = append(out, q)
		return nil
	})
	return out, err
}
