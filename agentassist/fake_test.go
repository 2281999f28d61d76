package agentassist_test

import (
	"context"
	"iter"

	"github.com/firstlinehq/firstline/internal/llm"
)

// echo is a model that says something of what it was asked.
type echo struct {
	of func(llm.Request) string
}

func (e *echo) Stream(_ context.Context, req llm.Request) iter.Seq2[llm.Delta, error] {
	return func(yield func(llm.Delta, error) bool) {
		if yield(llm.Delta{Text: e.of(req)}, nil) {
			yield(llm.Delta{Finish: llm.FinishStop, Model: "echo"}, nil)
		}
	}
}
