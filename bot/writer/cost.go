package writer

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"github.com/firstlinehq/firstline/bot/budget"
	"github.com/firstlinehq/firstline/bot/guard"
	"github.com/firstlinehq/firstline/bot/prompt"
	"github.com/firstlinehq/firstline/bot/trace"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// settleTime bounds the correction of a charge, which is made even when the
// turn is cut off.
const settleTime = 3 * time.Second

// unknownBudget stands in a trace when the budget could not be read: a call
// that cannot be charged is not made.
const unknownBudget budget.Limit = "budget_unknown"

// said is what a model has said so far, and who it is.
type said struct {
	text strings.Builder
	last llm.Delta
}

func (s *said) note(d llm.Delta) {
	s.text.WriteString(d.Text)
	s.last = d
}

// reserve charges the most that the call can cost.
func (w Writer) reserve(ctx context.Context, task Task, built prompt.Built) (r budget.Reservation, hit budget.Limit) {
	most := llm.Usage{PromptTokens: promptTokens(built), CompletionTokens: answerTokens}
	err := w.DB.InWorkspace(ctx, task.Workspace, func(tx *postgres.Tx) (err error) {
		r, hit, err = budget.ReserveTx(ctx, tx, task.Visitor, budget.Cost{
			Tokens: most.Tokens(), Micros: llm.PriceOf(w.Model).Micros(most),
		})
		return err
	})
	if err != nil {
		if ctx.Err() == nil {
			slog.WarnContext(ctx, "the budget could not be read; the answer is made without a model", "turn", task.Turn, "error", err)
		}
		return r, unknownBudget
	}
	return r, hit
}

// settle notes what the call did cost, also if it was cut off: the endpoint has
// worked for it all the same.
func (w Writer) settle(ctx context.Context, task Task, r budget.Reservation, note *trace.Model, built prompt.Built, s *said) {
	note.Name, note.Endpoint, note.Usage = s.last.Model, s.last.Endpoint, s.last.Usage
	price := s.last.Price
	if begun := s.text.Len() > 0; note.Usage == (llm.Usage{}) && (begun || ctx.Err() != nil) {
		note.Estimated = true
		note.Usage = llm.Usage{PromptTokens: promptTokens(built), CompletionTokens: llm.EstimateTokens(s.text.String())}
		if !begun {
			price = llm.PriceOf(w.Model) // whoever was asked had not said a word
		}
	}
	note.CostMicros = price.Micros(note.Usage)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleTime)
	defer cancel()
	err := w.DB.InWorkspace(ctx, task.Workspace, func(tx *postgres.Tx) error {
		return budget.SettleTx(ctx, tx, r, budget.Cost{Tokens: note.Usage.Tokens(), Micros: note.CostMicros})
	})
	if err != nil {
		slog.WarnContext(ctx, "what a model's call cost was not recorded; it stays charged with the most", "turn", task.Turn, "error", err)
	}
}

func promptTokens(built prompt.Built) int {
	return llm.EstimateTokens(built.System) + llm.EstimateTokens(built.User)
}

// redacted are the sentences that were dropped, fit to be kept.
func redacted(dropped []guard.Dropped) []guard.Dropped {
	out := make([]guard.Dropped, len(dropped))
	for i, d := range dropped {
		d.Text = trace.Redact(d.Text)
		out[i] = d
	}
	return out
}
