package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/firstlinehq/firstline/internal/config"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/eval"
)

// evalRetrievalCmd measures search on labelled sets.
type evalRetrievalCmd struct {
	Dirs     []string        `arg:"" type:"existingdir" name:"dir" help:"Folder with corpus.jsonl, queries.jsonl and qrels.tsv, plain or .gz; several give a table."`
	Typos    bool            `help:"Misspell one letter of each word of more than four letters in the questions."`
	Embedder string          `name:"embedder" enum:"builtin,model,none" default:"builtin" help:"What is searched with: builtin (words, spelling and glossary), model (the configured endpoint's vectors as well) or none (as builtin: no vectors are built in)."`
	JSON     bool            `name:"json" help:"Print one JSON object and nothing else."`
	Database config.Database `embed:""`
	Model    config.Model    `embed:""`
}

// Run measures and prints. The figures never make it fail.
func (c *evalRetrievalCmd) Run() (err error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	db, err := openDatabase(ctx, c.Database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.shut(ctx)) }()
	lib, err := c.library(db.DB)
	if err != nil {
		return err
	}
	names, reports := make([]string, len(c.Dirs)), make([]eval.Report, len(c.Dirs))
	for i, dir := range c.Dirs {
		names[i] = filepath.Base(dir)
		reports[i], err = eval.Retrieval(ctx, db.DB, lib, dir, eval.Options{
			Typos:    c.Typos,
			Progress: func(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) },
		})
		if err != nil {
			return err
		}
	}
	return c.print(names, reports)
}

// print gives one set's report alone, so that a script reads one JSON object.
func (c *evalRetrievalCmd) print(names []string, reports []eval.Report) error {
	switch {
	case c.JSON && len(reports) == 1:
		return reports[0].WriteJSON(os.Stdout)
	case c.JSON:
		all := map[string]eval.Report{}
		for i, name := range names {
			all[name] = reports[i]
		}
		return json.NewEncoder(os.Stdout).Encode(all)
	case len(reports) == 1:
		return reports[0].WriteTable(os.Stdout)
	}
	return eval.WriteReports(os.Stdout, names, reports)
}

// library is one with the embedder asked for. What is built in is the search by
// words with its glossary, so builtin and none measure the same.
func (c *evalRetrievalCmd) library(db *postgres.DB) (*knowledge.Library, error) {
	if c.Embedder != "model" {
		return knowledge.New(db), nil
	}
	embedder, err := embedModel(c.Model, nil)
	if err == nil && embedder == nil {
		err = errNoEmbedModel
	}
	return knowledge.New(db, knowledge.WithEmbedder(embedder)), err
}

// newLibrary is the library of the commands that need nothing but the articles.
func newLibrary(db *postgres.DB) *knowledge.Library { return knowledge.New(db) }
