package account

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/account/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// WorkspaceBySlug finds a workspace by its public name. It fails with ErrWorkspace.
func (s *Store) WorkspaceBySlug(ctx context.Context, slug string) (ws Workspace, err error) {
	err = s.db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) error {
		row, err := db.New(tx).WorkspaceBySlug(ctx, slug)
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrWorkspace
		}
		if err != nil {
			return fmt.Errorf("find workspace: %w", err)
		}
		ws = Workspace{ID: row.ID, Slug: row.Slug, Name: row.Name}
		return json.Unmarshal(row.Settings, &ws.Settings)
	})
	return ws, err
}

// HelpCentres gives the public names of the workspaces whose help centre is open, at
// most so many, by name.
func (s *Store) HelpCentres(ctx context.Context, most int32) (slugs []string, err error) {
	err = s.db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) error {
		slugs, err = db.New(tx).HelpCentres(ctx, most)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list help centres: %w", err)
	}
	return slugs, nil
}

// Workspace reads a workspace by id. It fails with ErrWorkspace.
func (s *Store) Workspace(ctx context.Context, id uuid.UUID) (ws Workspace, err error) {
	err = s.db.InWorkspace(ctx, id, func(tx *postgres.Tx) (err error) {
		ws, err = s.WorkspaceTx(ctx, tx)
		return err
	})
	return ws, err
}

// WorkspaceTx reads the transaction's workspace. It fails with ErrWorkspace.
func (s *Store) WorkspaceTx(ctx context.Context, tx *postgres.Tx) (ws Workspace, err error) {
	row, err := db.New(tx).WorkspaceByID(ctx, tx.Workspace())
	if errors.Is(err, pgx.ErrNoRows) {
		return ws, ErrWorkspace
	}
	if err != nil {
		return ws, fmt.Errorf("read workspace: %w", err)
	}
	ws = Workspace{ID: row.ID, Slug: row.Slug, Name: row.Name}
	return ws, json.Unmarshal(row.Settings, &ws.Settings)
}

// SaveWorkspace changes name and settings.
func (s *Store) SaveWorkspace(ctx context.Context, ws Workspace) error {
	settings, err := json.Marshal(ws.Settings)
	if err != nil {
		return fmt.Errorf("encode settings: %w", err)
	}
	return s.db.InWorkspace(ctx, ws.ID, func(tx *postgres.Tx) error {
		return db.New(tx).SetWorkspaceSettings(ctx, db.SetWorkspaceSettingsParams{ID: ws.ID, Name: ws.Name, Settings: settings})
	})
}

// MembersTx lists the active members of the transaction's workspace by name.
func (s *Store) MembersTx(ctx context.Context, tx *postgres.Tx) ([]Member, error) {
	rows, err := db.New(tx).Members(ctx, tx.Workspace())
	if err != nil {
		return nil, fmt.Errorf("list members: %w", err)
	}
	list := make([]Member, len(rows))
	for i, r := range rows {
		list[i] = Member{
			ID: r.AgentID, Name: r.Name, Email: r.Email, Color: r.Color, Role: Role(r.Role),
			Skills: r.Skills, Languages: r.Languages, Capacity: int(r.Capacity),
		}
	}
	return list, nil
}

// AgentNameTx gives the name of a member of the transaction's workspace; ""
// for somebody who is none any more.
func (s *Store) AgentNameTx(ctx context.Context, tx *postgres.Tx, agent uuid.UUID) (string, error) {
	name, err := db.New(tx).MemberName(ctx, agent)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read agent's name: %w", err)
	}
	return name, nil
}

// MayTx reports whether a member of the transaction's workspace has the right
// now. Sessions and sockets outlive a change of role; this reading does not.
func (s *Store) MayTx(ctx context.Context, tx *postgres.Tx, agent uuid.UUID, right Right) (bool, error) {
	role, err := db.New(tx).MemberRole(ctx, db.MemberRoleParams{WorkspaceID: tx.Workspace(), AgentID: agent})
	if errors.Is(err, pgx.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("read member's role: %w", err)
	}
	return Role(role).May(right), nil
}
