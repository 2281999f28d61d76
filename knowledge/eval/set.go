package eval

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"
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

// maxLine is the longest line of a file, in bytes.
const maxLine = 64 << 20

func readSet(dir string) (*set, error) {
	s := &set{grades: map[string]map[string]int{}}
	docs, questions := map[string]bool{}, map[string]bool{}
	err := eachLine(dir, "corpus.jsonl", func(line []byte) error {
		var d document
		if err := decode(line, &d); err != nil {
			return err
		}
		s.docs = append(s.docs, d)
		return once(docs, d.ID, "doc_id")
	})
	if err != nil {
		return nil, err
	}
	err = eachLine(dir, "queries.jsonl", func(line []byte) error {
		var q question
		if err := decode(line, &q); err != nil {
			return err
		}
		s.questions = append(s.questions, q)
		return once(questions, q.ID, "query_id")
	})
	if err != nil {
		return nil, err
	}
	if err := s.readGrades(dir); err != nil {
		return nil, err
	}
	if len(s.docs) == 0 || len(s.questions) == 0 {
		return nil, fmt.Errorf("%s: no documents or no questions", dir)
	}
	return s, nil
}

// readGrades takes grades of documents that are not in the corpus too: nobody can
// find those, which is what their question measures then.
func (s *set) readGrades(dir string) error {
	header := true
	return eachLine(dir, "qrels.tsv", func(line []byte) error {
		if header {
			header = false
			return nil
		}
		fields := strings.Split(strings.TrimRight(string(line), "\r"), "\t")
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

func decode(line []byte, into any) error {
	if !utf8.Valid(line) {
		return errors.New("not UTF-8")
	}
	return json.Unmarshal(line, into)
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

// eachLine reads dir/name, or dir/name.gz, and names file and line in errors.
func eachLine(dir, name string, do func(line []byte) error) error {
	file, from, err := open(dir, name)
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewScanner(from)
	lines.Buffer(nil, maxLine)
	n := 0
	for lines.Scan() {
		n++
		if len(strings.TrimSpace(lines.Text())) == 0 {
			continue
		}
		if err := do(lines.Bytes()); err != nil {
			return fmt.Errorf("%s line %d: %w", file.Name(), n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("%s line %d: %w", file.Name(), n+1, err)
	}
	return nil
}

func open(dir, name string) (*os.File, io.Reader, error) {
	file, err := os.Open(filepath.Join(dir, name))
	if err == nil {
		return file, file, nil
	}
	if !errors.Is(err, os.ErrNotExist) {
		return nil, nil, err
	}
	if file, err = os.Open(filepath.Join(dir, name+".gz")); err != nil {
		return nil, nil, fmt.Errorf("%s has neither %s nor %s.gz", dir, name, name)
	}
	z, err := gzip.NewReader(file)
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("%s: %w", file.Name(), err), file.Close())
	}
	return file, z, nil
}
