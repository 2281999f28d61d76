package main

import (
	"context"
	"os"

	"github.com/firstlinehq/firstline/handoff/eval"
)

// evalDecisionsCmd measures the three-way decision on a labelled file.
type evalDecisionsCmd struct {
	File string `arg:"" type:"existingfile" help:"Labelled turns, .jsonl or .jsonl.gz."`
	JSON bool   `name:"json" help:"Print one JSON object and nothing else."`
}

// Run measures and prints. The figures never make it fail.
func (c *evalDecisionsCmd) Run() error {
	report, err := eval.Decisions(context.Background(), c.File)
	if err != nil {
		return err
	}
	if c.JSON {
		return report.WriteJSON(os.Stdout)
	}
	return report.WriteTable(os.Stdout)
}

// evalBriefsCmd measures what briefs find in labelled conversations.
type evalBriefsCmd struct {
	File string `arg:"" type:"existingfile" help:"Labelled conversations, .jsonl or .jsonl.gz."`
	JSON bool   `name:"json" help:"Print one JSON object and nothing else."`
}

// Run measures and prints. The figures never make it fail.
func (c *evalBriefsCmd) Run() error {
	report, err := eval.Briefs(context.Background(), c.File)
	if err != nil {
		return err
	}
	if c.JSON {
		return report.WriteJSON(os.Stdout)
	}
	return report.WriteTable(os.Stdout)
}
