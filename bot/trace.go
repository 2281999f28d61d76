package bot

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/firstlinehq/firstline/bot/trace"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Outcome says how a turn ended, Mode what made its text.
type (
	Outcome = trace.Outcome
	Mode    = trace.Mode
)

// The outcomes and modes, in the words of this package.
const (
	Answered   = trace.Answered
	Missed     = trace.Missed
	Clarified  = trace.Clarified
	SmallTalk  = trace.SmallTalk
	FixedLine  = trace.FixedLine
	Guided     = trace.Guided
	HandedOver = trace.HandedOver
	Superseded = trace.Superseded

	ByModel    = trace.ByModel
	Extractive = trace.Extractive
	Fixed      = trace.Fixed
	NoText     = trace.NoText
)

// insertTx records the turn and tells whoever observes.
func (t *turn) insertTx(ctx context.Context, tx *postgres.Tx, outcome Outcome, mode Mode, message int64) error {
	t.trace.Decision, t.trace.Flow = t.decision, t.flow.Trace()
	took := time.Since(t.begun)
	if observe := t.bot.Observe; observe != nil {
		seen := Observed{
			Outcome: outcome, Mode: mode, Took: took, FirstToken: time.Duration(t.trace.FirstTokenMs) * time.Millisecond, Shown: t.screen.Shown(),
		}
		if m := t.trace.Model; m != nil {
			seen.Failure = m.Failure
		}
		tx.AfterCommit(func(context.Context) { observe(seen) })
	}
	return trace.InsertTx(ctx, tx, trace.Turn{
		ID: t.id, Conversation: t.claim.ID, VisitorSeq: t.claim.Seq, MessageSeq: message,
		Outcome: outcome, Mode: mode, Lang: t.lang, Took: took, Trace: t.trace,
	})
}

// Observed is a turn that came to an end, for metrics.
type Observed struct {
	Outcome Outcome
	Mode    Mode
	Took    time.Duration
	// FirstToken is from the claim to the first text on the visitor's screen;
	// it means something if Shown.
	FirstToken time.Duration
	Shown      bool
	// Failure says why a model's reply was not used; "" if it was, or if none
	// was asked.
	Failure string
}

// recordLost keeps a turn that came to nothing, for its cost and for whoever
// asks why. Losing this row loses nothing that anybody waits for.
func (t *turn) recordLost(ctx context.Context, cause error) {
	x := &t.trace
	if x.Model == nil && x.Rewrite == nil && x.Person == nil && x.Actions == nil && !t.screen.Shown() {
		return // it had asked nobody and said nothing
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 3*time.Second)
	defer cancel()
	err := t.bot.DB.InWorkspace(ctx, t.claim.Workspace, func(tx *postgres.Tx) error {
		return t.insertTx(ctx, tx, Superseded, NoText, 0)
	})
	if err != nil && !errors.Is(err, conversation.ErrNotFound) {
		slog.WarnContext(ctx, "a superseded turn was not recorded", "turn", t.id, "cause", cause, "error", err)
	}
}
