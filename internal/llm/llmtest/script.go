package llmtest

import (
	"context"
	"iter"
	"sync"

	"github.com/firstlinehq/firstline/internal/llm"
)

// Scripted is a model without a network that says the given texts in turn,
// the last one for ever, and remembers what it was asked.
type Scripted struct {
	mu    sync.Mutex // protects texts and asked
	texts []string
	asked []llm.Request
	// Err, when set, is how every reply ends after its text.
	Err error
}

// Script makes a model that says texts in turn.
func Script(texts ...string) *Scripted { return &Scripted{texts: texts} }

// Asked are the requests so far.
func (s *Scripted) Asked() []llm.Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]llm.Request(nil), s.asked...)
}

// Stream implements [llm.Chat].
func (s *Scripted) Stream(ctx context.Context, req llm.Request) iter.Seq2[llm.Delta, error] {
	s.mu.Lock()
	s.asked = append(s.asked, req)
	text := ""
	if len(s.texts) > 0 {
		text = s.texts[0]
		s.texts = next(s.texts)
	}
	s.mu.Unlock()
	return func(yield func(llm.Delta, error) bool) {
		for _, piece := range Pieces(text) {
			if ctx.Err() != nil {
				yield(llm.Delta{}, ctx.Err())
				return
			}
			if !yield(llm.Delta{Text: piece}, nil) {
				return
			}
		}
		if s.Err != nil {
			yield(llm.Delta{}, s.Err)
			return
		}
		yield(llm.Delta{Finish: llm.FinishStop, Model: "script", Usage: llm.Usage{PromptTokens: 10, CompletionTokens: len(text) / 4}}, nil)
	}
}
