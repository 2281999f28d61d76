package account

import (
	"context"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/mail"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/account/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

const setUpKey = "setup_token_hash"

// OpenSetUp makes a fresh set-up token if no agent exists yet, for the server
// to print on its terminal; "" once the installation has an agent.
func (s *Store) OpenSetUp(ctx context.Context) (token string, err error) {
	err = s.db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) error {
		q := db.New(tx)
		n, err := q.CountAgents(ctx)
		if err != nil || n > 0 {
			return err
		}
		plain, hash := newToken()
		token = plain
		return q.PutInstallation(ctx, db.PutInstallationParams{Key: setUpKey, Value: hex.EncodeToString(hash)})
	})
	if err != nil {
		return "", fmt.Errorf("open set-up: %w", err)
	}
	return token, nil
}

// NeedsSetUp reports whether no agent exists yet.
func (s *Store) NeedsSetUp(ctx context.Context) (bool, error) {
	var n int64
	err := s.db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) (err error) {
		n, err = db.New(tx).CountAgents(ctx)
		return err
	})
	return n == 0, err
}

// SetUp is what the first admin says in the first-run wizard.
type SetUp struct {
	Token, WorkspaceName, WorkspaceSlug, Name, Email, Password, Locale string
}

// FirstRun makes the first workspace and its admin, who is also the
// installation's operator, and closes the set-up for good. It fails with
// ErrSetUpDone when an agent exists or the token is not the printed one.
func (s *Store) FirstRun(ctx context.Context, in SetUp) (Workspace, error) {
	ws := Workspace{Slug: in.WorkspaceSlug, Name: strings.TrimSpace(in.WorkspaceName)}
	err := s.db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) error {
		q := db.New(tx)
		// Two wizards at once: the second waits here and finds the door shut.
		if err := q.LockInstallation(ctx); err != nil {
			return err
		}
		kept, err := q.GetInstallation(ctx, setUpKey)
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrSetUpDone
		}
		if err != nil {
			return err
		}
		if subtle.ConstantTimeCompare([]byte(kept), []byte(hex.EncodeToString(hashToken(in.Token)))) != 1 {
			return ErrSetUpDone
		}
		if n, err := q.CountAgents(ctx); err != nil || n > 0 {
			return errors.Join(err, ErrSetUpDone)
		}
		if ws.ID, err = createWorkspace(ctx, q, ws); err != nil {
			return err
		}
		id, err := createAgent(ctx, q, NewAgent{Name: in.Name, Email: in.Email, Password: in.Password, Locale: in.Locale, Operator: true})
		if err != nil {
			return err
		}
		if err := putMember(ctx, q, ws.ID, id, NewMember{Role: RoleAdmin, Capacity: 4}); err != nil {
			return err
		}
		return q.DeleteInstallation(ctx, setUpKey)
	})
	if err != nil {
		return Workspace{}, fmt.Errorf("first run: %w", err)
	}
	return ws, nil
}

// NewAgent is a person to be made an agent.
type NewAgent struct {
	Name, Email, Password, Color, Locale string
	Operator                             bool
}

// NewMember is an agent's place in a workspace.
type NewMember struct {
	Role      Role
	Skills    []string
	Languages []string
	Capacity  int
}

// CreateWorkspace adds a workspace; only the operator's commands call it.
func (s *Store) CreateWorkspace(ctx context.Context, ws Workspace) (Workspace, error) {
	err := s.db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) (err error) {
		ws.ID, err = createWorkspace(ctx, db.New(tx), ws)
		return err
	})
	return ws, err
}

// CreateMember adds an agent to the installation and to a workspace. It fails
// with ErrEmailTaken or ErrPassword.
func (s *Store) CreateMember(ctx context.Context, ws uuid.UUID, a NewAgent, m NewMember) (id uuid.UUID, err error) {
	err = s.db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) (err error) {
		q := db.New(tx)
		if id, err = createAgent(ctx, q, a); err != nil {
			return err
		}
		return putMember(ctx, q, ws, id, m)
	})
	return id, err
}

func createWorkspace(ctx context.Context, q *db.Queries, ws Workspace) (uuid.UUID, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return id, fmt.Errorf("workspace id: %w", err)
	}
	settings, err := json.Marshal(ws.Settings)
	if err != nil {
		return id, fmt.Errorf("encode settings: %w", err)
	}
	err = q.CreateWorkspace(ctx, db.CreateWorkspaceParams{ID: id, Slug: ws.Slug, Name: ws.Name, Settings: settings})
	if postgres.IsUnique(err, "workspaces_slug_key") {
		return id, problem.Wrap(err, problem.Conflict, "slug_taken")
	}
	if err != nil {
		return id, fmt.Errorf("create workspace: %w", err)
	}
	return id, nil
}

func createAgent(ctx context.Context, q *db.Queries, a NewAgent) (uuid.UUID, error) {
	addr, err := mail.ParseAddress(strings.TrimSpace(a.Email))
	if err != nil || len(addr.Address) > 254 {
		return uuid.Nil, problem.New(problem.Invalid, "email_invalid")
	}
	if n := len([]rune(a.Password)); n < 10 || n > 200 {
		return uuid.Nil, ErrPassword
	}
	id, err := uuid.NewV7()
	if err != nil {
		return id, fmt.Errorf("agent id: %w", err)
	}
	if a.Locale == "" {
		a.Locale = "en"
	}
	hash, err := hashPassword(ctx, a.Password)
	if err != nil {
		return id, err
	}
	err = q.CreateAgent(ctx, db.CreateAgentParams{
		ID: id, Email: strings.ToLower(addr.Address), Name: strings.TrimSpace(a.Name),
		PasswordHash: hash, Color: a.Color, Locale: a.Locale, Operator: a.Operator,
	})
	if postgres.IsUnique(err, "agents_email_key") {
		return id, ErrEmailTaken
	}
	if err != nil {
		return id, fmt.Errorf("create agent: %w", err)
	}
	return id, nil
}

func putMember(ctx context.Context, q *db.Queries, ws, agent uuid.UUID, m NewMember) error {
	err := q.PutMember(ctx, db.PutMemberParams{
		WorkspaceID: ws, AgentID: agent, Role: string(m.Role), Capacity: int32(m.Capacity),
		Skills: orEmpty(m.Skills), Languages: orEmpty(m.Languages),
	})
	if err != nil {
		return fmt.Errorf("put member: %w", err)
	}
	return nil
}

func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
