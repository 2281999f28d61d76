package budget

import (
	"context"
	"fmt"
	"iter"
	"log/slog"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// RefusedError says which limit did not allow a call.
type RefusedError struct{ Limit Limit }

// Error implements error.
func (e *RefusedError) Error() string { return string(e.Limit) }

// settleTime bounds the correction of a charge, which is made even when the
// caller has gone.
const settleTime = 3 * time.Second

// unstated is how long a reply may be that nobody bounded, in tokens.
const unstated = 2000

// Metered is a model on a workspace's budget, for whoever asks one beside a
// bot's reply: a call that a limit does not allow fails with a [*RefusedError],
// and what each call cost is charged.
type Metered struct {
	DB        *postgres.DB
	Chat      llm.Chat
	Workspace uuid.UUID
	// Visitor is who caused the call and is charged with it; the zero id for
	// nobody.
	Visitor uuid.UUID
}

// For puts a model on the budget of whichever workspace asks it.
func For(db *postgres.DB, chat llm.Chat) func(ws uuid.UUID) llm.Chat {
	return func(ws uuid.UUID) llm.Chat { return Metered{DB: db, Chat: chat, Workspace: ws} }
}

// Ready reports whether asking makes sense.
func (m Metered) Ready() bool { return llm.Ready(m.Chat) }

// Stream implements [llm.Chat].
func (m Metered) Stream(ctx context.Context, req llm.Request) iter.Seq2[llm.Delta, error] {
	return func(yield func(llm.Delta, error) bool) {
		most := llm.Usage{CompletionTokens: req.MaxTokens}
		if most.CompletionTokens == 0 {
			most.CompletionTokens = unstated
		}
		for _, one := range req.Messages {
			most.PromptTokens += llm.EstimateTokens(one.Text)
		}
		charge, err := m.reserve(ctx, Cost{Tokens: most.Tokens(), Micros: llm.PriceOf(m.Chat).Micros(most)})
		if err != nil {
			yield(llm.Delta{}, err)
			return
		}
		var so heard
		defer func() { // also when the consumer broke off
			m.settle(ctx, charge, m.spent(ctx, most.PromptTokens, &so))
		}()
		for d, err := range m.Chat.Stream(ctx, req) {
			if err == nil {
				so.begun, so.last = true, d
				so.text.WriteString(d.Text)
			}
			if !yield(d, err) {
				return
			}
		}
	}
}

// heard is what a model has said so far.
type heard struct {
	begun bool
	last  llm.Delta
	text  strings.Builder
}

// spent is what a call cost, estimated if the endpoint did not say. One that
// was cut off before the first word may be billed for its prompt all the same;
// one that the endpoint refused is not.
func (m Metered) spent(ctx context.Context, promptTokens int, so *heard) Cost {
	used, price := so.last.Usage, so.last.Price
	if used == (llm.Usage{}) && (so.begun || ctx.Err() != nil) {
		used = llm.Usage{PromptTokens: promptTokens, CompletionTokens: llm.EstimateTokens(so.text.String())}
	}
	if !so.begun {
		price = llm.PriceOf(m.Chat) // whoever was asked had not said a word
	}
	return Cost{Tokens: used.Tokens(), Micros: price.Micros(used)}
}

func (m Metered) reserve(ctx context.Context, most Cost) (r Reservation, err error) {
	hit := None
	err = m.DB.InWorkspace(ctx, m.Workspace, func(tx *postgres.Tx) (err error) {
		r, hit, err = ReserveTx(ctx, tx, m.Visitor, most)
		return err
	})
	switch {
	case err != nil:
		return r, fmt.Errorf("charge a call: %w", err)
	case hit != None:
		return r, &RefusedError{hit}
	}
	return r, nil
}

func (m Metered) settle(ctx context.Context, r Reservation, spent Cost) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleTime)
	defer cancel()
	err := m.DB.InWorkspace(ctx, m.Workspace, func(tx *postgres.Tx) error { return SettleTx(ctx, tx, r, spent) })
	if err != nil {
		slog.WarnContext(ctx, "what a model's call cost was not recorded; it stays charged with the most", "error", err)
	}
}
