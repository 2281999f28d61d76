package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/firstlinehq/firstline/internal/config"
	"github.com/firstlinehq/firstline/internal/intent/eval"
)

// evalIntentsCmd measures the classification of intents on labelled files.
type evalIntentsCmd struct {
	Dir      string       `arg:"" type:"existingdir" help:"Folder with train.jsonl and test.jsonl, plain or .gz."`
	Embedder string       `name:"embedder" enum:"builtin,model" default:"builtin" help:"builtin (words) or model (the configured endpoint's vectors as well)."`
	JSON     bool         `name:"json" help:"Print one JSON object and nothing else."`
	Model    config.Model `embed:""`
}

// Run measures and prints. The figures never make it fail.
func (c *evalIntentsCmd) Run() error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	options := eval.Options{Progress: func(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }}
	if c.Embedder == "model" {
		embedder, err := embedModel(c.Model, nil)
		if err != nil {
			return err
		}
		if embedder == nil {
			return errNoEmbedModel
		}
		options.Embed = embedder.Embed
	}
	report, err := eval.Intents(ctx, c.Dir, options)
	if err != nil {
		return err
	}
	if c.JSON {
		return report.WriteJSON(os.Stdout)
	}
	return report.WriteTable(os.Stdout)
}
