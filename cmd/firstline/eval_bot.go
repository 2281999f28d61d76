package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/firstlinehq/firstline/cmd/firstline/internal/rehearsal"
	"github.com/firstlinehq/firstline/internal/config"
	"github.com/firstlinehq/firstline/internal/labelled"
	"github.com/firstlinehq/firstline/internal/llm"
)

// evalBotCmd plays whole conversations with a scripted visitor.
type evalBotCmd struct {
	Dir      string          `arg:"" type:"existingdir" help:"Folder with kb/ (Markdown articles) and conversations.jsonl, plain or .gz."`
	UseModel bool            `name:"model" help:"Let the configured endpoint answer, instead of quoting the articles."`
	JSON     bool            `name:"json" help:"Print one JSON object and nothing else."`
	Database config.Database `embed:""`
	Model    config.Model    `embed:""`
}

// Run plays and prints. The figures never make it fail.
func (c *evalBotCmd) Run() (err error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	path, err := labelled.Find(c.Dir, "conversations.jsonl")
	if err != nil {
		return err
	}
	scripts, err := rehearsal.Load(ctx, path)
	if err != nil {
		return err
	}
	var model llm.Chat
	if c.UseModel {
		if model, err = chatModel(c.Model); err != nil {
			return err
		}
		if model == nil {
			return errors.New("--model needs an endpoint and a model name: --llm-url and --llm-model")
		}
	}
	db, err := openDatabase(ctx, c.Database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.shut(ctx)) }()
	fmt.Fprintf(os.Stderr, "playing %d conversations\n", len(scripts))
	report, err := rehearsal.Play(ctx, db.DB, c.Dir, scripts, model)
	if err != nil {
		return err
	}
	if c.JSON {
		return report.WriteJSON(os.Stdout)
	}
	return report.WriteTable(os.Stdout)
}
