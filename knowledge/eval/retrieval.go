package eval

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge"
)

// Options say how to measure.
type Options struct {
	// Typos puts one random edit into each word of a question that has more than
	// four Latin letters; the same ones every time.
	Typos bool
	// Progress is told what goes on, for people; nil for silence.
	Progress func(format string, args ...any)
}

// Retrieval measures search on the set in dir: corpus, queries and qrels, plain
// or gzipped. Documents become published articles of a workspace that is removed
// afterwards. A document that cannot be an article is named by Progress and left
// out.
func Retrieval(ctx context.Context, db *postgres.DB, lib *knowledge.Library, dir string, o Options) (Report, error) {
	if o.Progress == nil {
		o.Progress = func(string, ...any) {}
	}
	s, err := readSet(ctx, dir)
	if err != nil {
		return Report{}, err
	}
	ws, remove, err := scratch(ctx, db)
	if err != nil {
		return Report{}, fmt.Errorf("make a workspace: %w", err)
	}
	r, err := s.measure(ctx, lib, ws, o)
	return r, errors.Join(err, remove())
}

func (s *set) measure(ctx context.Context, lib *knowledge.Library, ws uuid.UUID, o Options) (Report, error) {
	o.Progress("indexing %d documents", len(s.docs))
	start := time.Now()
	err := lib.Import(ctx, ws, s.articles(), func(i knowledge.Imported) {
		if i.Err != nil {
			o.Progress("document %q is left out: %v", i.Source, i.Err)
		}
	})
	if err != nil {
		return Report{}, err
	}
	if err := lib.EmbedAll(ctx, ws); err != nil {
		return Report{}, err
	}
	index := time.Since(start)
	o.Progress("asking %d questions", len(s.questions))
	var t tally
	random := rand.New(rand.NewPCG(7, 9))
	for _, q := range s.questions {
		if o.Typos {
			q.Text = misspell(q.Text, random)
		}
		start := time.Now()
		r, err := lib.Search(ctx, ws, knowledge.Query{Text: q.Text, Lang: q.Lang, Limit: 50})
		if err != nil {
			return Report{}, fmt.Errorf("question %q: %w", q.ID, err)
		}
		took := time.Since(start)
		found := make([]string, 0, len(r.Hits))
		for _, h := range r.Hits {
			found = append(found, s.docs[place(h.Key)].ID)
		}
		t.add(found, r.Confidence, took, s.grades[q.ID])
	}
	r := t.report()
	r.Index = float64(index.Milliseconds())
	return r, nil
}

// untitled stands for a missing title and has no word that could be found.
const untitled = "–"

func (s *set) articles() []knowledge.Incoming {
	out := make([]knowledge.Incoming, len(s.docs))
	for i, d := range s.docs {
		title := d.Title
		if title == "" {
			title = untitled
		}
		key := fmt.Sprintf("doc-%d", i)
		out[i] = knowledge.Incoming{Source: d.ID, Draft: knowledge.Draft{Title: title, Body: d.Text, Lang: d.Lang, Slug: key, Key: key}}
	}
	return out
}

// place reads the document's place back from its article's key.
func place(key string) int {
	var i int
	_, _ = fmt.Sscanf(key, "doc-%d", &i)
	return i
}

// scratch makes a workspace for the time of a measurement.
func scratch(ctx context.Context, db *postgres.DB) (id uuid.UUID, remove func() error, err error) {
	if id, err = uuid.NewV7(); err != nil {
		return id, nil, err
	}
	err = db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO workspaces (id, slug, name) VALUES ($1, $2, 'Evaluation')`, id, "eval-"+id.String())
		return err
	})
	return id, func() error {
		// Also after an interrupt: half a measurement must not stay.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 30*time.Minute)
		defer cancel()
		return db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) error {
			if _, err := tx.Exec(ctx, `SET LOCAL statement_timeout = '30min'`); err != nil {
				return err
			}
			_, err := tx.Exec(ctx, `DELETE FROM workspaces WHERE id = $1`, id)
			return err
		})
	}, err
}
