package eval

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/firstlinehq/firstline/internal/labelled"
)

// set is a labelled set: documents, questions, and which of the documents
// answer them how well.
type set struct {
	docs      []document
	questions []question
	grades    map[string]map[string]int
}

type document struct {
	ID    string `json:"doc_id"`
	Title string `json:"title"`
	Text  string `json:"text"`
	Lang  string `json:"lang"`
}

type question struct {
	ID   string `json:"query_id"`
	Text string `json:"text"`
	Lang string `json:"lang"`
}

func readSet(ctx context.Context, dir string) (*set, error) {
	s := &set{grades: map[string]map[string]int{}}
	docs, questions := map[string]bool{}, map[string]bool{}
	err := eachItem(ctx, dir, "corpus.jsonl", func(d document) error {
		s.docs = append(s.docs, d)
		return once(docs, d.ID, "doc_id")
	})
	if err != nil {
		return nil, err
	}
	err = eachItem(ctx, dir, "queries.jsonl", func(q question) error {
		s.questions = append(s.questions, q)
		return once(questions, q.ID, "query_id")
	})
	if err != nil {
		return nil, err
	}
	if err := s.readGrades(ctx, dir); err != nil {
		return nil, err
	}
	return s, nil
}

// readGrades takes grades of documents that are not in the corpus too: nobody can
// find those, which is what their question measures then.
func (s *set) readGrades(ctx context.Context, dir string) error {
	path, err := labelled.Find(dir, "qrels.tsv")
	if err != nil {
		return err
	}
	header := true
	return labelled.Each(ctx, path, func(line []byte) error {
		if header {
			header = false
			return nil
		}
		fields := strings.Split(string(line), "\t")
		if len(fields) != 3 {
			return errors.New("want query_id, doc_id and relevance, separated by tabs")
		}
		grade, err := strconv.Atoi(fields[2])
		switch {
		case err != nil || grade < 0 || grade > 100:
			return fmt.Errorf("relevance %q is not a number from 0 to 100", fields[2])
		case grade == 0:
			return nil
		}
		if s.grades[fields[0]] == nil {
			s.grades[fields[0]] = map[string]int{}
		}
		s.grades[fields[0]][fields[1]] = grade
		return nil
	})
}

func once(seen map[string]bool, id, name string) error {
	if id == "" {
		return fmt.Errorf("%s is missing", name)
	}
	if seen[id] {
		return fmt.Errorf("%s %q stands twice", name, id)
	}
	seen[id] = true
	return nil
}

func eachItem[T any](ctx context.Context, dir, name string, do func(T) error) error {
	path, err := labelled.Find(dir, name)
	if err != nil {
		return err
	}
	return labelled.EachItem(ctx, path, do)
}
