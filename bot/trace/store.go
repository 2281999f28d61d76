package trace

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/bot/trace/internal/db"
	"github.com/firstlinehq/firstline/internal/clip"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// KeepPrompts is how long prompts and replies are kept: long enough to look
// into a complaint.
const KeepPrompts = 30 * 24 * time.Hour

// textBytes bounds a stored prompt or reply: far more than a prompt is made of.
const textBytes = 64 << 10

// ErrNotFound: the conversation has no such turn.
var ErrNotFound = problem.New(problem.NotFound, "turn_not_found")

// Turn is a stored turn.
type Turn struct {
	ID           uuid.UUID
	Conversation uuid.UUID
	VisitorSeq   int64
	// MessageSeq is the bot's message; 0 if there is none.
	MessageSeq int64
	Outcome    Outcome
	Mode       Mode
	Lang       string
	Fallback   string
	Model      string
	Endpoint   string
	Usage      llm.Usage
	CostMicros int64
	FirstToken time.Duration
	Took       time.Duration
	At         time.Time
	Trace      Trace
}

// InsertTx stores a turn that came to an end. What it says of a model stands in
// t.Trace.Model, Person and Rewrite; Fallback, Model, Endpoint, Usage and CostMicros are
// taken from there, as FirstToken is from the trace.
func InsertTx(ctx context.Context, tx *postgres.Tx, t Turn) error {
	raw, err := json.Marshal(t.Trace)
	if err != nil {
		return fmt.Errorf("encode trace: %w", err)
	}
	p := db.InsertParams{
		WorkspaceID: tx.Workspace(), ID: t.ID, ConversationID: t.Conversation, VisitorSeq: t.VisitorSeq,
		Outcome: string(t.Outcome), Mode: string(t.Mode), Lang: t.Lang, Confidence: float32(t.Trace.Confidence),
		FirstTokenMs: int32(t.Trace.FirstTokenMs), TookMs: int32(t.Took.Milliseconds()), Trace: raw,
	}
	if t.MessageSeq > 0 {
		p.MessageSeq = &t.MessageSeq
	}
	if m := t.Trace.Model; m != nil {
		p.Model, p.Endpoint, p.Fallback, p.CostMicros = m.Name, m.Endpoint, m.Failure, m.CostMicros
		p.PromptTokens, p.CompletionTokens = int32(m.Usage.PromptTokens), int32(m.Usage.CompletionTokens)
		p.Prompt, p.Reply = cut(m.Sent), cut(m.Said)
	}
	if a := t.Trace.Person; a != nil {
		p.CostMicros += a.CostMicros
		p.PromptTokens += int32(a.Usage.PromptTokens)
		p.CompletionTokens += int32(a.Usage.CompletionTokens)
	}
	if r := t.Trace.Rewrite; r != nil {
		p.CostMicros += r.CostMicros
		p.PromptTokens += int32(r.Usage.PromptTokens)
		p.CompletionTokens += int32(r.Usage.CompletionTokens)
	}
	if a := t.Trace.Actions; a != nil {
		p.CostMicros += a.CostMicros
		p.PromptTokens += int32(a.Usage.PromptTokens)
		p.CompletionTokens += int32(a.Usage.CompletionTokens)
	}
	if err := db.New(tx).Insert(ctx, p); err != nil {
		return fmt.Errorf("store turn: %w", err)
	}
	return nil
}

// cut bounds a text and takes out what Postgres cannot hold.
func cut(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "�"), "\x00", "")
	if len(s) <= textBytes {
		return s
	}
	return clip.Bytes(s, textBytes) + "…"
}

// OfConversationTx lists a conversation's turns without prompts and replies,
// newest first, at most 100.
func OfConversationTx(ctx context.Context, tx *postgres.Tx, conversation uuid.UUID) ([]Turn, error) {
	rows, err := db.New(tx).OfConversation(ctx, db.OfConversationParams{WorkspaceID: tx.Workspace(), ConversationID: conversation})
	if err != nil {
		return nil, fmt.Errorf("read turns: %w", err)
	}
	list := make([]Turn, len(rows))
	for i, r := range rows {
		list[i], err = turnFrom(db.BotTurn{
			ID: r.ID, ConversationID: conversation, VisitorSeq: r.VisitorSeq, MessageSeq: r.MessageSeq, Outcome: r.Outcome, Mode: r.Mode,
			Lang: r.Lang, Fallback: r.Fallback, Model: r.Model, Endpoint: r.Endpoint, PromptTokens: r.PromptTokens,
			CompletionTokens: r.CompletionTokens, CostMicros: r.CostMicros, FirstTokenMs: r.FirstTokenMs, TookMs: r.TookMs, Trace: r.Trace, At: r.At,
		})
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}

// GetTx gives a turn with what its model was sent and said, redacted, unless
// that has been forgotten. It fails with [ErrNotFound].
func GetTx(ctx context.Context, tx *postgres.Tx, conversation, id uuid.UUID) (Turn, error) {
	row, err := db.New(tx).Get(ctx, db.GetParams{WorkspaceID: tx.Workspace(), ConversationID: conversation, ID: id})
	if errors.Is(err, pgx.ErrNoRows) {
		return Turn{}, ErrNotFound
	}
	if err != nil {
		return Turn{}, fmt.Errorf("read turn: %w", err)
	}
	t, err := turnFrom(row)
	if err == nil && t.Trace.Model != nil {
		t.Trace.Model.Sent, t.Trace.Model.Said = row.Prompt, row.Reply
	}
	return t, err
}

func turnFrom(r db.BotTurn) (Turn, error) {
	t := Turn{
		ID: r.ID, Conversation: r.ConversationID, VisitorSeq: r.VisitorSeq, Outcome: Outcome(r.Outcome), Mode: Mode(r.Mode), Lang: r.Lang,
		Fallback: r.Fallback, Model: r.Model, Endpoint: r.Endpoint, CostMicros: r.CostMicros,
		Usage:      llm.Usage{PromptTokens: int(r.PromptTokens), CompletionTokens: int(r.CompletionTokens)},
		FirstToken: time.Duration(r.FirstTokenMs) * time.Millisecond,
		Took:       time.Duration(r.TookMs) * time.Millisecond, At: r.At,
	}
	if r.MessageSeq != nil {
		t.MessageSeq = *r.MessageSeq
	}
	if err := json.Unmarshal(r.Trace, &t.Trace); err != nil {
		return t, fmt.Errorf("decode trace of turn %s: %w", r.ID, err)
	}
	return t, nil
}

// OpenTx gives the outcome of those of a conversation's bot messages that did
// not answer, by their seq.
func OpenTx(ctx context.Context, tx *postgres.Tx, conversation uuid.UUID) (map[int64]Outcome, error) {
	rows, err := db.New(tx).Open(ctx, db.OpenParams{WorkspaceID: tx.Workspace(), ConversationID: conversation})
	if err != nil {
		return nil, fmt.Errorf("read open turns: %w", err)
	}
	outcomes := make(map[int64]Outcome, len(rows))
	for _, r := range rows {
		outcomes[r.MessageSeq] = Outcome(r.Outcome)
	}
	return outcomes, nil
}

// Forget empties the prompts and replies of all workspaces that are older than
// [KeepPrompts].
func Forget(ctx context.Context, across *postgres.DB) error {
	for {
		var n int64
		err := across.AcrossWorkspaces(ctx, func(tx *postgres.Tx) (err error) {
			n, err = db.New(tx).ForgetTexts(ctx, db.ForgetTextsParams{OlderSeconds: KeepPrompts.Seconds(), AtMost: forgetAtOnce})
			return err
		})
		if err != nil {
			return fmt.Errorf("forget prompts: %w", err)
		}
		if n < forgetAtOnce {
			return nil
		}
	}
}

// forgetAtOnce is how many turns one transaction forgets the texts of.
const forgetAtOnce = 500
