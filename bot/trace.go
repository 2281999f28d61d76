package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/extract"
	"github.com/firstlinehq/firstline/bot/guard"
	"github.com/firstlinehq/firstline/bot/internal/db"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Outcome says how a turn ended.
type Outcome string

// The outcomes. They are stored: do not rename.
const (
	Answered   Outcome = "answered"
	Missed     Outcome = "missed"      // said that there is no answer
	Clarified  Outcome = "clarified"   // asked back
	SmallTalk  Outcome = "small_talk"  // a greeting, a thank-you
	FixedLine  Outcome = "line"        // a line that says what is going on
	HandedOver Outcome = "handed_over" // a person was asked for
	Superseded Outcome = "superseded"  // in vain: the visitor wrote on, or a person took over
)

// Mode says what made the text.
type Mode string

// The modes. They are stored: do not rename.
const (
	ByModel    Mode = "model"
	Extractive Mode = "extractive"
	Fixed      Mode = "fixed"
	NoText     Mode = "none"
)

// Trace explains a turn. It holds no text of the visitor.
type Trace struct {
	Steps        []Step           `json:"steps"`
	FirstTokenMs int64            `json:"first_token_ms"`
	Decision     handoff.Decision `json:"decision"`
	Small        string           `json:"small_talk,omitempty"`
	FollowUp     bool             `json:"follow_up"`
	// Confidence is retrieval's, Cover the extractive answer's, both 0…1.
	Confidence float64       `json:"confidence"`
	Cover      float64       `json:"cover"`
	Signs      extract.Signs `json:"signs"`
	Retrieval  []Retrieved   `json:"retrieval"`
	Model      *ModelTrace   `json:"model,omitempty"`
}

// Step is a part of a turn and when it ended, counted from the claim.
type Step struct {
	Name    string `json:"name"`
	EndedMs int64  `json:"ended_ms"`
}

// Retrieved is a passage that was found.
type Retrieved struct {
	Article uuid.UUID `json:"article_id"`
	Title   string    `json:"title"`
	Section string    `json:"section,omitempty"`
	Score   float64   `json:"score"`
	Cited   bool      `json:"cited"`
}

// ModelTrace is what happened with a model.
type ModelTrace struct {
	Name   string `json:"name"`
	Prompt string `json:"prompt"` // version of the prompt
	// Failure says why the reply was not used, "" if it was.
	Failure string          `json:"failure,omitempty"`
	Usage   llm.Usage       `json:"usage"`
	Dropped []guard.Dropped `json:"dropped,omitempty"`
	// Masked counts personal data that were masked, by kind.
	Masked map[string]int `json:"masked,omitempty"`
}

func (t *turn) insertTx(ctx context.Context, tx *postgres.Tx, outcome Outcome, mode Mode, message int64) error {
	t.trace.Decision = t.decision
	raw, err := json.Marshal(t.trace)
	if err != nil {
		return fmt.Errorf("encode trace: %w", err)
	}
	p := db.InsertTurnParams{
		WorkspaceID: tx.Workspace(), ID: t.id, ConversationID: t.claim.ID, VisitorSeq: t.claim.Seq,
		Outcome: string(outcome), Mode: string(mode), Lang: t.lang, Confidence: float32(t.found.confidence),
		FirstTokenMs: int32(t.trace.FirstTokenMs), TookMs: int32(time.Since(t.begun).Milliseconds()), Trace: raw,
	}
	if message > 0 {
		p.MessageSeq = &message
	}
	if m := t.trace.Model; m != nil {
		p.Model, p.Fallback = m.Name, m.Failure
		p.PromptTokens, p.CompletionTokens = int32(m.Usage.PromptTokens), int32(m.Usage.CompletionTokens)
	}
	if err := db.New(tx).InsertTurn(ctx, p); err != nil {
		return fmt.Errorf("store turn: %w", err)
	}
	return nil
}

// recordLost keeps a turn that came to nothing, for its cost and for whoever
// asks why. Losing this row loses nothing that anybody waits for.
func (t *turn) recordLost(ctx context.Context, cause error) {
	if t.trace.Model == nil && !t.shown {
		return // it had not begun to say anything
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

// TurnRecord is a stored turn.
type TurnRecord struct {
	ID         uuid.UUID
	VisitorSeq int64
	// MessageSeq is the bot's message; 0 if there is none.
	MessageSeq int64
	Outcome    Outcome
	Mode       Mode
	Fallback   string
	Model      string
	Usage      llm.Usage
	Took       time.Duration
	At         time.Time
	Trace      Trace
}

// TurnsTx lists a conversation's turns, newest first, at most 100.
func (b *Bot) TurnsTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) ([]TurnRecord, error) {
	rows, err := db.New(tx).TurnsOf(ctx, db.TurnsOfParams{WorkspaceID: tx.Workspace(), ConversationID: id})
	if err != nil {
		return nil, fmt.Errorf("read turns: %w", err)
	}
	list := make([]TurnRecord, len(rows))
	for i, r := range rows {
		list[i] = TurnRecord{
			ID: r.ID, VisitorSeq: r.VisitorSeq, Outcome: Outcome(r.Outcome), Mode: Mode(r.Mode), Fallback: r.Fallback, Model: r.Model,
			Usage: llm.Usage{PromptTokens: int(r.PromptTokens), CompletionTokens: int(r.CompletionTokens)},
			Took:  time.Duration(r.TookMs) * time.Millisecond, At: r.At,
		}
		if r.MessageSeq != nil {
			list[i].MessageSeq = *r.MessageSeq
		}
		if err := json.Unmarshal(r.Trace, &list[i].Trace); err != nil {
			return nil, fmt.Errorf("decode trace of turn %s: %w", r.ID, err)
		}
	}
	return list, nil
}
