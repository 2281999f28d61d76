package question

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/bot/mask"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge/question/internal/db"
)

// The errors of what is not there.
var (
	ErrSet      = problem.New(problem.NotFound, "question_set_not_found")
	ErrQuestion = problem.New(problem.NotFound, "question_not_found")
	ErrRun      = problem.New(problem.NotFound, "question_run_not_found")
)

// Store is the question sets of all workspaces.
type Store struct {
	db   *postgres.DB
	jobs *jobs.Client
}

// NewStore makes a store.
func NewStore(database *postgres.DB, client *jobs.Client) *Store {
	return &Store{db: database, jobs: client}
}

// Set is a named list of questions.
type Set struct {
	ID        uuid.UUID
	Name      string
	Questions int
	CreatedAt time.Time
}

const maxName = 120

func settleName(name string) (string, error) {
	name = strings.Join(strings.Fields(name), " ")
	if name == "" || utf8.RuneCountInString(name) > maxName {
		return "", problem.New(problem.Invalid, "question_set_name")
	}
	return name, nil
}

// Create begins a set.
func (s *Store) Create(ctx context.Context, ws, by uuid.UUID, name string) (Set, error) {
	name, err := settleName(name)
	if err != nil {
		return Set{}, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return Set{}, wrap("create set", err)
	}
	err = s.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		return taken(db.New(tx).AddSet(ctx, db.AddSetParams{WorkspaceID: ws, ID: id, Name: name, CreatedBy: &by}))
	})
	return Set{ID: id, Name: name, CreatedAt: time.Now()}, wrap("create set", err)
}

// Rename gives a set another name.
func (s *Store) Rename(ctx context.Context, ws, id uuid.UUID, name string) error {
	name, err := settleName(name)
	if err != nil {
		return err
	}
	return wrap("rename set", s.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		n, err := db.New(tx).RenameSet(ctx, db.RenameSetParams{WorkspaceID: ws, ID: id, Name: name})
		return one(n, taken(err), ErrSet)
	}))
}

// Drop deletes a set with its questions and runs.
func (s *Store) Drop(ctx context.Context, ws, id uuid.UUID) error {
	return wrap("drop set", s.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		n, err := db.New(tx).DropSet(ctx, db.DropSetParams{WorkspaceID: ws, ID: id})
		return one(n, err, ErrSet)
	}))
}

// Sets lists the sets by name.
func (s *Store) Sets(ctx context.Context, ws uuid.UUID) (out []Set, err error) {
	err = s.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		rows, err := db.New(tx).Sets(ctx, ws)
		out = make([]Set, len(rows))
		for i, r := range rows {
			out[i] = Set{ID: r.ID, Name: r.Name, Questions: int(r.Questions), CreatedAt: r.CreatedAt}
		}
		return err
	})
	return out, wrap("list sets", err)
}

// Questions gives a set's questions in the order in which they came. It fails
// with ErrSet.
func (s *Store) Questions(ctx context.Context, ws, set uuid.UUID) (out []Question, err error) {
	err = s.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		out, err = questionsTx(ctx, tx, set)
		if err != nil || len(out) > 0 {
			return err
		}
		there, err := db.New(tx).HasSet(ctx, db.HasSetParams{WorkspaceID: ws, ID: set})
		if err == nil && !there {
			err = ErrSet
		}
		return err
	})
	return out, wrap("list questions", err)
}

func questionsTx(ctx context.Context, tx *postgres.Tx, set uuid.UUID) ([]Question, error) {
	rows, err := db.New(tx).Questions(ctx, db.QuestionsParams{WorkspaceID: tx.Workspace(), SetID: set})
	if err != nil {
		return nil, err
	}
	out := make([]Question, len(rows))
	for i, r := range rows {
		out[i] = Question{ID: r.ID, Lang: r.Lang, Question: r.Question, Answerable: r.Answerable, Conversation: r.ConversationID}
		if err := json.Unmarshal(r.Label, &out[i].Label); err != nil {
			return nil, fmt.Errorf("label of %s: %w", r.ID, err)
		}
	}
	return out, nil
}

// Save adds questions to a set, or replaces those with the same ids: all of
// them, or none. What comes from a conversation is masked.
func (s *Store) Save(ctx context.Context, ws, set uuid.UUID, questions ...Question) error {
	return s.Edit(ctx, ws, set, func(map[string]Question) []Question { return questions })
}

// Edit saves what edit makes of a set's questions, which it is given by their
// ids. Nobody changes the set in between.
func (s *Store) Edit(ctx context.Context, ws, set uuid.UUID, edit func(was map[string]Question) []Question) error {
	return wrap("save questions", s.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		sql := db.New(tx)
		if _, err := sql.LockSet(ctx, db.LockSetParams{WorkspaceID: ws, ID: set}); err != nil {
			return missing(err, ErrSet)
		}
		before, err := questionsTx(ctx, tx, set)
		if err != nil {
			return err
		}
		was := make(map[string]Question, len(before))
		for _, q := range before {
			was[q.ID] = q
		}
		for _, q := range edit(was) {
			if err := saveTx(ctx, sql, ws, set, q); err != nil {
				return err
			}
		}
		all, err := questionsTx(ctx, tx, set)
		if err == nil && len(all) > maxQuestions {
			err = problem.New(problem.Invalid, "question_too_many", "limit", fmt.Sprint(maxQuestions))
		}
		return err
	}))
}

func saveTx(ctx context.Context, sql *db.Queries, ws, set uuid.UUID, q Question) error {
	q, err := q.settle()
	if err != nil {
		return err
	}
	if q.Conversation != nil {
		q.Question = mask.New().Hide(q.Question)
	}
	label, err := json.Marshal(q.Label)
	if err != nil {
		return err
	}
	return sql.SaveQuestion(ctx, db.SaveQuestionParams{
		WorkspaceID: ws, SetID: set, ID: q.ID, Lang: q.Lang, Question: q.Question, Answerable: q.Answerable,
		Label: label, ConversationID: q.Conversation,
	})
}

// Remove takes a question out of its set, with what it came to in runs.
func (s *Store) Remove(ctx context.Context, ws, set uuid.UUID, id string) error {
	return wrap("remove question", s.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		n, err := db.New(tx).DropQuestion(ctx, db.DropQuestionParams{WorkspaceID: ws, SetID: set, ID: id})
		return one(n, err, ErrQuestion)
	}))
}

func taken(err error) error {
	if postgres.IsUnique(err, "question_sets_name_key") {
		return problem.Wrap(err, problem.Conflict, "question_set_exists")
	}
	return err
}

func one(n int64, err, none error) error {
	if err == nil && n == 0 {
		return none
	}
	return err
}

func missing(err, none error) error {
	if errors.Is(err, pgx.ErrNoRows) {
		return none
	}
	return err
}

// wrap names the operation in an error.
func wrap(op string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", op, err)
}
