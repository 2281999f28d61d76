package gap

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/mask"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge/gap/internal/db"
	"github.com/firstlinehq/firstline/knowledge/meaning"
)

// Outcome is what came of a question.
type Outcome string

// The outcomes. They are stored: do not rename.
const (
	Answered  Outcome = "answered"
	Missed    Outcome = "missed"    // the bot had no answer
	Rejected  Outcome = "rejected"  // the visitor said that the answer did not help
	Escalated Outcome = "escalated" // a person was needed
)

// Asked is a question as a turn understood it.
type Asked struct {
	Conversation uuid.UUID
	// Seq is the visitor's message, AnswerSeq the bot's; 0 if it said nothing.
	Seq, AnswerSeq int64
	Lang, Text     string
	Outcome        Outcome
	// Cited are the articles that the answer names.
	Cited []uuid.UUID
}

// maxText is how many characters of a question are kept.
const maxText = 600

// NoteTx keeps a question in the transaction of its answer. What says nothing
// but that a person is wanted is no question and is not kept.
func NoteTx(ctx context.Context, tx *postgres.Tx, a Asked) error {
	text := tidy(mask.New().Hide(a.Text))
	if !meaning.Of(text).Tells() {
		return nil
	}
	p := db.AddQuestionParams{
		WorkspaceID: tx.Workspace(), ConversationID: a.Conversation, Seq: a.Seq, Lang: a.Lang, Text: text, Outcome: string(a.Outcome),
		Cited: append([]uuid.UUID{}, a.Cited...),
	}
	if a.AnswerSeq > 0 {
		p.AnswerSeq = &a.AnswerSeq
	}
	return wrap("note question", db.New(tx).AddQuestion(ctx, p))
}

// RejectTx notes that the answer at answerSeq did not help.
func RejectTx(ctx context.Context, tx *postgres.Tx, conversation uuid.UUID, answerSeq int64) error {
	return wrap("reject answer", db.New(tx).Reject(ctx, db.RejectParams{
		WorkspaceID: tx.Workspace(), ConversationID: conversation, AnswerSeq: &answerSeq,
	}))
}

// RejectLastTx notes that the last answer of a conversation did not help: its
// visitor rated it badly, and no person had it.
func RejectLastTx(ctx context.Context, tx *postgres.Tx, conversation uuid.UUID) error {
	return wrap("reject answer", db.New(tx).RejectLast(ctx, db.RejectLastParams{WorkspaceID: tx.Workspace(), ConversationID: conversation}))
}

// HelpTx notes that the answer at answerSeq helped; 0 is the last one of the
// conversation.
func HelpTx(ctx context.Context, tx *postgres.Tx, conversation uuid.UUID, answerSeq int64) error {
	if answerSeq == 0 {
		return wrap("note help", db.New(tx).HelpLast(ctx, db.HelpLastParams{WorkspaceID: tx.Workspace(), ConversationID: conversation}))
	}
	return wrap("note help", db.New(tx).Help(ctx, db.HelpParams{WorkspaceID: tx.Workspace(), ConversationID: conversation, AnswerSeq: &answerSeq}))
}

// EscalateTx notes that a person was needed for what was asked last; asked is
// false if nothing was.
func EscalateTx(ctx context.Context, tx *postgres.Tx, conversation uuid.UUID) (asked bool, err error) {
	n, err := db.New(tx).Escalate(ctx, db.EscalateParams{WorkspaceID: tx.Workspace(), ConversationID: conversation})
	return n > 0, wrap("escalate question", err)
}

// tidy folds white space and cuts a text to what is kept.
func tidy(text string) string {
	text = strings.Join(strings.Fields(strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", ""), "")), " ")
	if r := []rune(text); len(r) > maxText {
		return string(r[:maxText])
	}
	return text
}

// wrap names the operation in an error.
func wrap(op string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", op, err)
}
