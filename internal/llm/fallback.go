package llm

import (
	"context"
	"iter"
)

// Fallback asks each endpoint in turn until one begins to answer. Once text
// has been yielded there is no way back: two models' halves make no answer.
type Fallback []Chat

// Stream implements [Chat].
func (f Fallback) Stream(ctx context.Context, req Request) iter.Seq2[Delta, error] {
	return func(yield func(Delta, error) bool) {
		err := error(&Error{Reason: NotTried})
		for _, c := range f {
			begun := false
			err = nil
			for d, e := range c.Stream(ctx, req) {
				if e != nil {
					err = e
					break
				}
				begun = true
				if !yield(d, nil) {
					return
				}
			}
			if err == nil {
				return
			}
			if begun || ctx.Err() != nil {
				break
			}
		}
		yield(Delta{}, err)
	}
}
