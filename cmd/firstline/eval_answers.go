package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/firstlinehq/firstline/bot/eval"
	"github.com/firstlinehq/firstline/internal/config"
)

// evalAnswersCmd measures the bot's answers on a labelled set.
type evalAnswersCmd struct {
	Dir      string          `arg:"" type:"existingdir" help:"Folder with kb/ (Markdown articles) and questions.jsonl, plain or .gz."`
	UseModel bool            `name:"model" help:"Let the configured endpoint answer, instead of quoting the articles."`
	JSON     bool            `name:"json" help:"Print one JSON object and nothing else."`
	Details  string          `type:"path" help:"File for what became of each question, one JSON object a line."`
	Database config.Database `embed:""`
	Model    config.Model    `embed:""`
}

// Run measures and prints. The figures never make it fail.
func (c *evalAnswersCmd) Run() (err error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	options := eval.Options{Progress: func(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }}
	if c.UseModel {
		if options.Model, err = chatModel(c.Model); err != nil {
			return err
		}
		if options.Model == nil {
			return errors.New("--model needs an endpoint and a model name: --llm-url and --llm-model")
		}
	}
	db, err := openDatabase(ctx, c.Database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.shut(ctx)) }()
	report, err := eval.Answers(ctx, db.DB, c.Dir, options)
	if err != nil {
		return err
	}
	if c.Details != "" {
		if err := c.writeDetails(report); err != nil {
			return err
		}
	}
	if c.JSON {
		return report.WriteJSON(os.Stdout)
	}
	return report.WriteTable(os.Stdout)
}

func (c *evalAnswersCmd) writeDetails(report eval.Report) error {
	f, err := os.Create(c.Details)
	if err != nil {
		return err
	}
	return errors.Join(report.WriteDetails(f), f.Close())
}
