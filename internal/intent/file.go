package intent

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/intent/internal/db"
	"github.com/firstlinehq/firstline/internal/intent/learn"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// fileLine is a line of a file of examples, as `firstline eval intents` reads.
type fileLine struct {
	Text  string `json:"text"`
	Label string `json:"label"`
}

// Imported is what became of a file.
type Imported struct {
	Added
	// Intents is how many were made.
	Intents int `json:"intents"`
}

// ImportTx adds the examples of a file, one JSON object {text, label} a line,
// and the intents that are not there yet; "oos" is out of scope. A line that
// cannot be used refuses the whole file, named.
func (s *Store) ImportTx(ctx context.Context, tx *postgres.Tx, file io.Reader, by uuid.UUID) (Imported, error) {
	texts, labels, err := readFile(file)
	if err != nil {
		return Imported{}, err
	}
	list, _, err := s.ListTx(ctx, tx)
	if err != nil {
		return Imported{}, err
	}
	known := make(map[string]uuid.UUID, len(list))
	for _, in := range list {
		known[strings.ToLower(in.Name)] = in.ID
	}
	var done Imported
	for _, label := range labels {
		var intent *uuid.UUID
		if label != learn.OutOfScope {
			id, ok := known[label]
			if !ok {
				made, err := s.SaveTx(ctx, tx, Intent{Name: texts[label][0].name})
				if err != nil {
					return Imported{}, err
				}
				id = made.ID
				done.Intents++
			}
			intent = &id
		}
		lines := make([]string, len(texts[label]))
		for i, l := range texts[label] {
			lines[i] = l.text
		}
		added, err := s.AddTx(ctx, tx, intent, lines, by)
		if err != nil {
			return Imported{}, err
		}
		done.New += added.New
		done.Moved += added.Moved
	}
	return done, nil
}

type labelled struct{ name, text string }

// readFile gives the texts by label, in lower case, and the labels in their order.
func readFile(file io.Reader) (texts map[string][]labelled, labels []string, err error) {
	texts = make(map[string][]labelled)
	lines := bufio.NewScanner(file)
	lines.Buffer(make([]byte, 0, 64<<10), 1<<20)
	for n := 1; lines.Scan(); n++ {
		raw := strings.TrimSpace(lines.Text())
		if raw == "" {
			continue
		}
		var l fileLine
		bad := json.Unmarshal([]byte(raw), &l) != nil || strings.TrimSpace(l.Text) == "" || len([]rune(l.Text)) > maxText
		name := learn.OutOfScope
		if !bad && !strings.EqualFold(strings.TrimSpace(l.Label), learn.OutOfScope) {
			name, err = settleName(l.Label)
			bad = err != nil
		}
		if bad {
			return nil, nil, problem.New(problem.Invalid, "intent_file_line", "line", fmt.Sprint(n))
		}
		key := strings.ToLower(name)
		if texts[key] == nil {
			labels = append(labels, key)
		}
		texts[key] = append(texts[key], labelled{name, l.Text})
	}
	if err := lines.Err(); err != nil {
		return nil, nil, problem.Wrap(err, problem.Invalid, "intent_file")
	}
	if len(labels) == 0 {
		return nil, nil, problem.Wrap(errors.New("no lines"), problem.Invalid, "intent_file")
	}
	return texts, labels, nil
}

// ExportTx writes all examples, in the format that ImportTx reads.
func (s *Store) ExportTx(ctx context.Context, tx *postgres.Tx, w io.Writer) error {
	rows, err := db.New(tx).AllExamples(ctx, tx.Workspace())
	if err != nil {
		return fmt.Errorf("read examples: %w", err)
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for _, r := range rows {
		if err := out.Encode(fileLine{Text: r.Text, Label: r.Label}); err != nil {
			return fmt.Errorf("write examples: %w", err)
		}
	}
	return nil
}
