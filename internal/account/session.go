package account

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/account/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// SessionTTL is how long a sign-in lasts.
const SessionTTL = 14 * 24 * time.Hour

// SignIn checks e-mail and password and opens a session. It fails with
// ErrSignIn, after the same time whether or not the e-mail is known.
func (s *Store) SignIn(ctx context.Context, email, password string) (token string, agent Agent, err error) {
	var row db.Agent
	found := true
	err = s.db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) (err error) {
		row, err = db.New(tx).AgentByEmail(ctx, strings.ToLower(strings.TrimSpace(email)))
		if errors.Is(err, pgx.ErrNoRows) {
			found = false
			return nil
		}
		return err
	})
	if err != nil {
		return "", Agent{}, fmt.Errorf("find agent: %w", err)
	}
	hash := noSuchAgent
	if found {
		hash = row.PasswordHash
	}
	right, err := verifyPassword(ctx, hash, password)
	if err != nil {
		return "", Agent{}, err
	}
	if !right || !found || row.DisabledAt != nil {
		return "", Agent{}, ErrSignIn
	}
	plain, tokenHash := newToken()
	err = s.db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) error {
		return db.New(tx).CreateSession(ctx, db.CreateSessionParams{
			TokenHash: tokenHash, AgentID: row.ID, TtlSeconds: SessionTTL.Seconds(),
		})
	})
	if err != nil {
		return "", Agent{}, fmt.Errorf("open session: %w", err)
	}
	return plain, Agent{ID: row.ID, Email: row.Email, Name: row.Name, Color: row.Color, Locale: row.Locale, Operator: row.Operator}, nil
}

// AgentBySession finds whose session a token is. It fails with ErrSession.
func (s *Store) AgentBySession(ctx context.Context, token string) (agent Agent, of []Membership, err error) {
	if token == "" {
		return Agent{}, nil, ErrSession
	}
	err = s.db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) error {
		q := db.New(tx)
		row, err := q.SessionAgent(ctx, hashToken(token))
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrSession
		}
		if err != nil {
			return fmt.Errorf("find session: %w", err)
		}
		agent = Agent{ID: row.ID, Email: row.Email, Name: row.Name, Color: row.Color, Locale: row.Locale, Operator: row.Operator}
		memberships, err := q.MembershipsOf(ctx, row.ID)
		if err != nil {
			return fmt.Errorf("find memberships: %w", err)
		}
		for _, m := range memberships {
			of = append(of, Membership{Workspace: m.WorkspaceID, Slug: m.Slug, Name: m.Name, Role: Role(m.Role)})
		}
		return nil
	})
	return agent, of, err
}

// SignOut ends one session; an unknown token is no error.
func (s *Store) SignOut(ctx context.Context, token string) error {
	return s.db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) error {
		return db.New(tx).DeleteSession(ctx, hashToken(token))
	})
}

// ChangePassword sets a new password and ends all other sessions of the agent.
func (s *Store) ChangePassword(ctx context.Context, agent Agent, token, current, next string) error {
	if n := len([]rune(next)); n < 10 || n > 200 {
		return ErrPassword
	}
	return s.db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) error {
		q := db.New(tx)
		row, err := q.AgentByEmail(ctx, agent.Email)
		if err != nil {
			return fmt.Errorf("find agent: %w", err)
		}
		right, err := verifyPassword(ctx, row.PasswordHash, current)
		if err != nil {
			return err
		}
		if !right {
			return ErrSignIn
		}
		hash, err := hashPassword(ctx, next)
		if err != nil {
			return err
		}
		if err := q.SetPassword(ctx, db.SetPasswordParams{ID: row.ID, PasswordHash: hash}); err != nil {
			return fmt.Errorf("set password: %w", err)
		}
		return q.DeleteOtherSessions(ctx, db.DeleteOtherSessionsParams{AgentID: row.ID, TokenHash: hashToken(token)})
	})
}

// SetLocale keeps the language of an agent's console.
func (s *Store) SetLocale(ctx context.Context, agent uuid.UUID, locale string) error {
	return s.db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) error {
		return db.New(tx).SetAgentLocale(ctx, db.SetAgentLocaleParams{ID: agent, Locale: locale})
	})
}

// DeleteExpired forgets sessions and visitor tokens that have run out.
func (s *Store) DeleteExpired(ctx context.Context) error {
	return s.db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) error {
		return db.New(tx).DeleteExpired(ctx)
	})
}

// Seat is a session in use in one workspace.
type Seat struct {
	Token     string
	Workspace uuid.UUID
}

// StillValid says which seats are: one query for all sockets of a node. A seat
// is lost with its session, its membership or its agent's account.
func (s *Store) StillValid(ctx context.Context, seats []Seat) (map[Seat]bool, error) {
	type key struct {
		hash      string
		workspace uuid.UUID
	}
	byKey := make(map[key]Seat, len(seats))
	hashes := make([][]byte, len(seats))
	for i, seat := range seats {
		hashes[i] = hashToken(seat.Token)
		byKey[key{string(hashes[i]), seat.Workspace}] = seat
	}
	valid := make(map[Seat]bool, len(seats))
	err := s.db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) error {
		rows, err := db.New(tx).LiveSessions(ctx, hashes)
		if err != nil {
			return fmt.Errorf("check sessions: %w", err)
		}
		for _, r := range rows {
			if seat, ok := byKey[key{string(r.TokenHash), r.WorkspaceID}]; ok {
				valid[seat] = true
			}
		}
		return nil
	})
	return valid, err
}
