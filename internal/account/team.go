package account

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/account/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// Errors of teams and their members.
var (
	// ErrTeam: no such team in this workspace.
	ErrTeam = problem.New(problem.NotFound, "team_not_found")
	// ErrTeamName: another team has the name, or it is empty or longer than 80 characters.
	ErrTeamName = problem.New(problem.Conflict, "team_name")
	// ErrMember: an agent who is no member of this workspace.
	ErrMember = problem.New(problem.NotFound, "member_not_found")
)

// TeamsTx lists the teams of the transaction's workspace by name.
func (s *Store) TeamsTx(ctx context.Context, tx *postgres.Tx) ([]Team, error) {
	rows, err := db.New(tx).Teams(ctx, tx.Workspace())
	if err != nil {
		return nil, fmt.Errorf("list teams: %w", err)
	}
	list := make([]Team, len(rows))
	for i, r := range rows {
		list[i] = Team{ID: r.ID, Name: r.Name, Skills: r.Skills, Agents: r.Agents}
	}
	return list, nil
}

// CreateTeamTx adds a team with its agents. It fails with ErrTeamName or ErrMember.
func (s *Store) CreateTeamTx(ctx context.Context, tx *postgres.Tx, t Team) (uuid.UUID, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return id, fmt.Errorf("team id: %w", err)
	}
	err = db.New(tx).CreateTeam(ctx, db.CreateTeamParams{WorkspaceID: tx.Workspace(), ID: id, Name: strings.TrimSpace(t.Name), Skills: orEmpty(t.Skills)})
	if err != nil {
		return id, teamError(err)
	}
	t.ID = id
	return id, s.fillTeamTx(ctx, tx, t)
}

// SaveTeamTx changes name, skills and agents of a team. It fails with ErrTeam,
// ErrTeamName or ErrMember.
func (s *Store) SaveTeamTx(ctx context.Context, tx *postgres.Tx, t Team) error {
	q := db.New(tx)
	n, err := q.UpdateTeam(ctx, db.UpdateTeamParams{WorkspaceID: tx.Workspace(), ID: t.ID, Name: strings.TrimSpace(t.Name), Skills: orEmpty(t.Skills)})
	if err != nil {
		return teamError(err)
	}
	if n == 0 {
		return ErrTeam
	}
	if err := q.ClearTeam(ctx, db.ClearTeamParams{WorkspaceID: tx.Workspace(), TeamID: t.ID}); err != nil {
		return fmt.Errorf("clear team: %w", err)
	}
	return s.fillTeamTx(ctx, tx, t)
}

func (s *Store) fillTeamTx(ctx context.Context, tx *postgres.Tx, t Team) error {
	for _, a := range t.Agents {
		err := db.New(tx).AddToTeam(ctx, db.AddToTeamParams{WorkspaceID: tx.Workspace(), TeamID: t.ID, AgentID: a})
		if postgres.IsForeignKey(err) {
			return ErrMember
		}
		if err != nil {
			return fmt.Errorf("add to team: %w", err)
		}
	}
	return nil
}

// DeleteTeamTx removes a team and gives its name. What waits for it is the
// caller's to move first. It fails with ErrTeam.
func (s *Store) DeleteTeamTx(ctx context.Context, tx *postgres.Tx, team uuid.UUID) (name string, err error) {
	name, err = db.New(tx).DeleteTeam(ctx, db.DeleteTeamParams{WorkspaceID: tx.Workspace(), ID: team})
	if errors.Is(err, pgx.ErrNoRows) {
		return "", ErrTeam
	}
	if err != nil {
		return "", fmt.Errorf("delete team: %w", err)
	}
	return name, nil
}

// SaveMemberTx changes what a member may be offered: skills, languages and
// capacity. It fails with ErrMember.
func (s *Store) SaveMemberTx(ctx context.Context, tx *postgres.Tx, m Member) error {
	n, err := db.New(tx).UpdateMember(ctx, db.UpdateMemberParams{
		WorkspaceID: tx.Workspace(), AgentID: m.ID, Skills: orEmpty(m.Skills), Languages: orEmpty(m.Languages), Capacity: int32(m.Capacity),
	})
	if err != nil {
		return fmt.Errorf("save member: %w", err)
	}
	if n == 0 {
		return ErrMember
	}
	return nil
}

func teamError(err error) error {
	if postgres.IsUnique(err, "teams_workspace_id_name_key") || postgres.IsCheck(err) {
		return ErrTeamName
	}
	return fmt.Errorf("store team: %w", err)
}
