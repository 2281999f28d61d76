package question

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/labelled"
	"github.com/firstlinehq/firstline/internal/problem"
)

// Question is a question and what a right answer is.
type Question struct {
	// ID names it within its set.
	ID       string `json:"id"`
	Lang     string `json:"lang"`
	Question string `json:"question"`
	// Answerable: there is an answer in the articles.
	Answerable bool `json:"answerable"`
	Label
	// Conversation is where it was asked; nil if somebody wrote it.
	Conversation *uuid.UUID `json:"-"`
}

// Label is what a right answer is.
type Label struct {
	// History is what was said before, oldest first.
	History []Line `json:"history,omitempty"`
	// Article is the slug of the right article, Also those that are as right.
	Article string   `json:"article,omitempty"`
	Also    []string `json:"also,omitempty"`
	// Ambiguous: it may mean any of Article and Also, and a question back which of
	// them is right.
	Ambiguous bool `json:"ambiguous,omitempty"`
	// MustContain stand in a right answer, or one of their alternatives.
	MustContain    []string            `json:"must_contain,omitempty"`
	MustNotContain []string            `json:"must_not_contain,omitempty"`
	Alt            map[string]Spelling `json:"alt,omitempty"`
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

// Line is a line of a history. Without a role they take turns, the visitor first.
type Line struct {
	Role string `json:"role,omitempty"`
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
	maxQuestions = 2000 // of a set
	maxText      = 2000 // characters of a question
	maxID        = 120
	maxList      = 20 // things that an answer must hold
)

// settle folds and checks a question. An answerable one names its article or
// what the answer must hold.
func (q Question) settle() (Question, error) {
	q.Question, q.ID = strings.TrimSpace(q.Question), strings.TrimSpace(q.ID)
	q.Article = strings.TrimSpace(q.Article)
	bad := func(field string) (Question, error) {
		return q, problem.New(problem.Invalid, "question_invalid", "id", q.ID, "field", field)
	}
	switch {
	case q.ID == "" || utf8.RuneCountInString(q.ID) > maxID:
		return bad("id")
	case q.Question == "" || utf8.RuneCountInString(q.Question) > maxText:
		return bad("question")
	case strings.ContainsRune(q.Question, 0) || !utf8.ValidString(q.Question):
		return bad("question")
	case q.Lang != "en" && q.Lang != "zh":
		return bad("lang")
	case q.Answerable && q.Article == "" && len(q.MustContain) == 0:
		return bad("article")
	case len(q.MustContain) > maxList, len(q.MustNotContain) > maxList, len(q.Also) > maxList, len(q.History) > maxList:
		return bad("must_contain")
	}
	return q, nil
}

// Read reads a set from a file of `firstline eval answers`: one object a line.
// A line that cannot be used is an error that names it.
func Read(r io.Reader) ([]Question, error) {
	var out []Question
	seen := map[string]bool{}
	n, err := labelled.Lines(context.Background(), r, func(line []byte) error {
		var q Question
		if err := json.Unmarshal(line, &q); err != nil {
			return err
		}
		q, err := q.settle()
		if err != nil {
			return err
		}
		if seen[q.ID] || len(out) == maxQuestions {
			return fmt.Errorf("%q stands twice, or there are more than %d", q.ID, maxQuestions)
		}
		seen[q.ID] = true
		out = append(out, q)
		return nil
	})
	switch {
	case errors.Is(err, labelled.ErrEmpty):
		return nil, problem.New(problem.Invalid, "question_none")
	case err != nil:
		return nil, problem.Wrap(err, problem.Invalid, "question_line", "line", fmt.Sprint(n))
	}
	return out, nil
}

// Write writes questions as Read takes them.
func Write(w io.Writer, questions []Question) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, q := range questions {
		if err := enc.Encode(q); err != nil {
			return fmt.Errorf("write question %s: %w", q.ID, err)
		}
	}
	return nil
}
