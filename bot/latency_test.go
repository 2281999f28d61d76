package bot_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/conversation"
)

// TestFirstTokenSoon measures from sending to the first piece of an answer
// without a model, one visitor at a time.
func TestFirstTokenSoon(t *testing.T) { //nolint:paralleltest // it measures time
	b := setup(t, nil)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	go func() { _ = b.bot.Run(ctx) }()
	questions := []string{feeQuestion, "How long does a PayPal refund take?", "How do I reset my password?", "收到商品后几天内可以退货？", "do you ship to the USA?"}
	var took []time.Duration
	ws := b.ref.Workspace
	for i := range 40 {
		b.newConversation(ws)
		seen := b.watch()
		begun := time.Now()
		b.says(questions[i%len(questions)])
		b.bot.Nudge(b.ref)
		late := time.After(10 * time.Second)
		for waiting := true; waiting; {
			select {
			case e := <-seen:
				waiting = e.Kind != "answer.delta" && !(e.Kind == "message.added" && e.Author.Kind == conversation.ByBot)
			case <-late:
				t.Fatal("no answer")
			}
		}
		took = append(took, time.Since(begun))
	}
	slices.Sort(took)
	t.Logf("first token p50 %v p95 %v", took[len(took)/2], took[len(took)*95/100])
	require.Less(t, took[len(took)/2], 500*time.Millisecond, "generous: other tests run beside this one")
}
