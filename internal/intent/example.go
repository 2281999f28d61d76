package intent

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/mask"
	"github.com/firstlinehq/firstline/internal/intent/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// Limits of examples.
const (
	// MostExamples a workspace may have: training them takes minutes.
	MostExamples = 50_000
	maxText      = 1000 // characters
)

// Example is a labelled message. Intent is nil where it is out of scope.
type Example struct {
	ID     uuid.UUID
	Intent *uuid.UUID
	Text   string
	// Conversation it was taken from; nil if somebody wrote it.
	Conversation *uuid.UUID
	At           time.Time
}

// Filter chooses examples, newest first.
type Filter struct {
	// Only those of Intent, nil for those out of scope; false gives all.
	Only   bool
	Intent *uuid.UUID
	// Words occur in the text as they stand; empty gives all.
	Words string
	// Before is the last example of the page before; nil begins.
	Before *uuid.UUID
}

// examplePage is how many examples a page has.
const examplePage = 100

// ExamplesTx gives a page of examples; more says that others follow.
func (s *Store) ExamplesTx(ctx context.Context, tx *postgres.Tx, f Filter) (list []Example, more bool, err error) {
	rows, err := db.New(tx).Examples(ctx, db.ExamplesParams{
		WorkspaceID: tx.Workspace(), Filtered: f.Only, IntentID: f.Intent, Words: f.Words, Before: f.Before, LimitTo: examplePage + 1,
	})
	if err != nil {
		return nil, false, fmt.Errorf("list examples: %w", err)
	}
	if len(rows) > examplePage {
		rows, more = rows[:examplePage], true
	}
	list = make([]Example, len(rows))
	for i, r := range rows {
		list[i] = Example{ID: r.ID, Intent: r.IntentID, Text: r.Text, Conversation: r.ConversationID, At: r.CreatedAt}
	}
	return list, more, nil
}

// Added is what became of given examples. What had its label already counts in
// neither.
type Added struct {
	New   int `json:"new"`
	Moved int `json:"moved"` // had another label
}

// AddTx labels texts as intent, nil for out of scope. Empty texts are left
// out; one that is too long is a problem that names its line.
func (s *Store) AddTx(ctx context.Context, tx *postgres.Tx, intent *uuid.UUID, texts []string, by uuid.UUID) (Added, error) {
	return s.addTx(ctx, tx, addition{intent: intent, texts: texts, by: by})
}

// AddMessageTx labels a visitor's message, masked.
func (s *Store) AddMessageTx(ctx context.Context, tx *postgres.Tx, intent *uuid.UUID, m Message, by uuid.UUID) (Added, error) {
	text, err := db.New(tx).Message(ctx, db.MessageParams{WorkspaceID: tx.Workspace(), ConversationID: m.Conversation, Seq: m.Seq})
	if err != nil {
		return Added{}, notFound(err, problem.New(problem.NotFound, "message_not_found"), "read message")
	}
	text = mask.New().Hide(text)
	if r := []rune(text); len(r) > maxText {
		text = string(r[:maxText])
	}
	return s.addTx(ctx, tx, addition{intent: intent, texts: []string{text}, by: by, from: &m.Conversation})
}

// Message names a visitor's message.
type Message struct {
	Conversation uuid.UUID
	Seq          int64
}

type addition struct {
	intent *uuid.UUID
	texts  []string
	by     uuid.UUID
	from   *uuid.UUID
}

func (s *Store) addTx(ctx context.Context, tx *postgres.Tx, a addition) (Added, error) {
	q := db.New(tx)
	if a.intent != nil {
		if _, err := q.Intent(ctx, db.IntentParams{WorkspaceID: tx.Workspace(), ID: *a.intent}); err != nil {
			return Added{}, notFound(err, ErrNotFound, "find intent")
		}
	}
	p := db.AddExamplesParams{WorkspaceID: tx.Workspace(), IntentID: a.intent, ConversationID: a.from, CreatedBy: &a.by}
	seen := make(map[string]bool, len(a.texts))
	for i, text := range a.texts {
		text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "")), " ")
		if utf8.RuneCountInString(text) > maxText {
			return Added{}, problem.New(problem.Invalid, "example_too_long", "line", fmt.Sprint(i+1))
		}
		if text == "" || seen[text] {
			continue
		}
		seen[text] = true
		id, err := uuid.NewV7()
		if err != nil {
			return Added{}, fmt.Errorf("example id: %w", err)
		}
		p.Ids, p.Texts = append(p.Ids, id), append(p.Texts, text)
	}
	if len(p.Ids) == 0 {
		return Added{}, nil
	}
	row, err := q.AddExamples(ctx, p)
	if err != nil {
		return Added{}, fmt.Errorf("add examples: %w", err)
	}
	n, err := q.CountExamples(ctx, tx.Workspace())
	if err != nil {
		return Added{}, fmt.Errorf("count examples: %w", err)
	}
	if n > MostExamples {
		return Added{}, problem.New(problem.Invalid, "examples_too_many", "limit", fmt.Sprint(MostExamples))
	}
	return Added{New: int(row.Added), Moved: int(row.Moved)}, nil
}

// MoveTx gives examples another label, nil for out of scope.
func (s *Store) MoveTx(ctx context.Context, tx *postgres.Tx, ids []uuid.UUID, intent *uuid.UUID) error {
	_, err := db.New(tx).MoveExamples(ctx, db.MoveExamplesParams{WorkspaceID: tx.Workspace(), Ids: ids, IntentID: intent})
	if postgres.IsForeignKey(err) {
		return ErrNotFound
	}
	if err != nil {
		return fmt.Errorf("move examples: %w", err)
	}
	return nil
}

// DropTx deletes examples; those that are gone are no fault.
func (s *Store) DropTx(ctx context.Context, tx *postgres.Tx, ids []uuid.UUID) error {
	if _, err := db.New(tx).DeleteExamples(ctx, db.DeleteExamplesParams{WorkspaceID: tx.Workspace(), Ids: ids}); err != nil {
		return fmt.Errorf("delete examples: %w", err)
	}
	return nil
}
