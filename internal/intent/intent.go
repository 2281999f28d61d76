package intent

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/intent/internal/db"
	"github.com/firstlinehq/firstline/internal/intent/learn"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// Errors of this package.
var (
	ErrNotFound = problem.New(problem.NotFound, "intent_not_found")
	ErrTaken    = problem.New(problem.Conflict, "intent_name_taken")
	ErrTraining = problem.New(problem.Conflict, "intents_training")
	ErrNoModel  = problem.New(problem.NotFound, "intent_model_not_found")
)

// Store is the intents of all workspaces.
type Store struct {
	db       *postgres.DB
	jobs     *jobs.Client
	embedder llm.Embedder // nil without an endpoint

	mu     sync.Mutex // protects models
	models map[modelKey]*learn.Model
	// training holds one at a time on this node, so that live turns have the
	// processors.
	training chan struct{}
}

type modelKey struct {
	workspace uuid.UUID
	version   int32
}

// NewStore makes a store; embedder may be nil.
func NewStore(database *postgres.DB, client *jobs.Client, embedder llm.Embedder) *Store {
	return &Store{db: database, jobs: client, embedder: embedder, models: make(map[modelKey]*learn.Model), training: make(chan struct{}, 1)}
}

// Intent is something that messages may want.
type Intent struct {
	ID uuid.UUID
	// Name is at most 60 characters, and no two differ in case alone.
	Name string
	// Description is for people; at most 400 characters.
	Description string
	// Team and Skills are where a handover of it goes; nil and none leave it to
	// others.
	Team   *uuid.UUID
	Skills []string
	// Priority of a handover, 1 to 3; 0 leaves it to the reason.
	Priority int
	// Examples is how many there are.
	Examples int
}

// ListTx gives the workspace's intents by name, and how many examples are out of
// scope.
func (s *Store) ListTx(ctx context.Context, tx *postgres.Tx) (list []Intent, outside int, err error) {
	q := db.New(tx)
	rows, err := q.Intents(ctx, tx.Workspace())
	if err != nil {
		return nil, 0, fmt.Errorf("list intents: %w", err)
	}
	list = make([]Intent, len(rows))
	for i, r := range rows {
		list[i] = Intent{
			ID: r.ID, Name: r.Name, Description: r.Description, Team: r.TeamID, Skills: r.Skills,
			Priority: int(r.Priority), Examples: int(r.Examples),
		}
	}
	n, err := q.CountOutside(ctx, tx.Workspace())
	if err != nil {
		return nil, 0, fmt.Errorf("count examples out of scope: %w", err)
	}
	return list, int(n), nil
}

// SaveTx adds an intent, or changes the one with in.ID.
func (s *Store) SaveTx(ctx context.Context, tx *postgres.Tx, in Intent) (Intent, error) {
	var err error
	if in.Name, err = settleName(in.Name); err != nil {
		return in, err
	}
	switch {
	case utf8.RuneCountInString(in.Description) > 400:
		return in, problem.New(problem.Invalid, "setting_too_long", "field", "description")
	case in.Priority < 0 || in.Priority > 3:
		return in, problem.New(problem.Invalid, "intent_priority")
	}
	in.Skills = settleSkills(in.Skills)
	q := db.New(tx)
	if in.ID == uuid.Nil {
		if in.ID, err = uuid.NewV7(); err != nil {
			return in, fmt.Errorf("intent id: %w", err)
		}
	} else if _, err := q.Intent(ctx, db.IntentParams{WorkspaceID: tx.Workspace(), ID: in.ID}); err != nil {
		return in, notFound(err, ErrNotFound, "find intent")
	}
	err = q.SaveIntent(ctx, db.SaveIntentParams{
		WorkspaceID: tx.Workspace(), ID: in.ID, Name: in.Name, Description: in.Description,
		TeamID: in.Team, Skills: in.Skills, Priority: int16(in.Priority),
	})
	if postgres.IsUnique(err, "intents_name") {
		return in, problem.Wrap(err, problem.Conflict, "intent_name_taken", "name", in.Name)
	}
	if err != nil {
		return in, fmt.Errorf("save intent: %w", err)
	}
	return in, nil
}

func settleName(name string) (string, error) {
	name = strings.Join(strings.Fields(name), " ")
	switch {
	case name == "" || utf8.RuneCountInString(name) > 60:
		return "", problem.New(problem.Invalid, "intent_name")
	case strings.EqualFold(name, learn.OutOfScope):
		return "", problem.New(problem.Invalid, "intent_name_reserved", "name", name)
	}
	return name, nil
}

func settleSkills(skills []string) []string {
	out := []string{}
	for _, skill := range skills {
		if skill = strings.TrimSpace(skill); skill != "" && !slices.Contains(out, skill) {
			out = append(out, skill)
		}
	}
	return out
}

// DeleteTx deletes an intent with its examples. A live model goes on, and no
// longer gives it.
func (s *Store) DeleteTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) error {
	n, err := db.New(tx).DeleteIntent(ctx, db.DeleteIntentParams{WorkspaceID: tx.Workspace(), ID: id})
	if err != nil {
		return fmt.Errorf("delete intent: %w", err)
	}
	if n == 0 {
		return ErrNotFound
	}
	return nil
}

func notFound(err, sentinel error, op string) error {
	if errors.Is(err, pgx.ErrNoRows) {
		return sentinel
	}
	return fmt.Errorf("%s: %w", op, err)
}
