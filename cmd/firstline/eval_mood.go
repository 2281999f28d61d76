package main

import (
	"context"
	"os"

	"github.com/firstlinehq/firstline/sentiment"
	"github.com/firstlinehq/firstline/sentiment/eval"
)

// evalMoodCmd measures the mood scorer on labelled files.
type evalMoodCmd struct {
	Dir     string            `arg:"" type:"existingdir" help:"Folder with test.jsonl or dialogues.jsonl, plain or .gz."`
	Classes []sentiment.Label `help:"Classes that may be predicted (positive,neutral,negative); those in the file if empty."`
	JSON    bool              `name:"json" help:"Print one JSON object and nothing else."`
}

// Run measures and prints. The figures never make it fail.
func (c *evalMoodCmd) Run() error {
	report, err := eval.Mood(context.Background(), c.Dir, eval.Options{Classes: c.Classes})
	if err != nil {
		return err
	}
	if c.JSON {
		return report.WriteJSON(os.Stdout)
	}
	return report.WriteTable(os.Stdout)
}
