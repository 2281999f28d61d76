package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/firstlinehq/firstline/internal/config"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/eval"
)

// benchSearchCmd measures how fast search is.
type benchSearchCmd struct {
	Chunks    int             `default:"10000" help:"Passages to search."`
	Questions int             `default:"500" help:"Questions to ask."`
	WordsOnly bool            `help:"Leave vectors out."`
	JSON      bool            `name:"json" help:"Print one JSON object and nothing else."`
	Database  config.Database `embed:""`
}

// Run measures in a workspace of its own, which it removes, and prints.
func (c *benchSearchCmd) Run() (err error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	db, err := openDatabase(ctx, c.Database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.shut(ctx)) }()
	report, err := eval.Bench(ctx, db.DB, knowledge.New(db.DB), eval.BenchOptions{
		Chunks: c.Chunks, Questions: c.Questions, WordsOnly: c.WordsOnly,
		Progress: func(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) },
	})
	if err != nil {
		return err
	}
	if c.JSON {
		return report.WriteJSON(os.Stdout)
	}
	return report.WriteTable(os.Stdout)
}
