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

// EndTeamTx ends a team and keeps its name. From then on it binds nobody; what
// still names it is the caller's to take off it. It fails with ErrTeam.
func (s *Store) EndTeamTx(ctx context.Context, tx *postgres.Tx, team uuid.UUID) error {
	_, err := db.New(tx).EndTeam(ctx, db.EndTeamParams{WorkspaceID: tx.Workspace(), ID: team})
	if errors.Is(err, pgx.ErrNoRows) {
		return ErrTeam
	}
	if err != nil {
		return fmt.Errorf("end team: %w", err)
	}
	return nil
}

// HoldTeamTx reports whether a team is there, and keeps it until the caller's
// transaction ends: whatever names it by then is seen by whoever ends it.
func (s *Store) HoldTeamTx(ctx context.Context, tx *postgres.Tx, team uuid.UUID) (bool, error) {
	_, err := db.New(tx).HoldTeam(ctx, db.HoldTeamParams{WorkspaceID: tx.Workspace(), ID: team})
	if errors.Is(err, pgx.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("hold team: %w", err)
	}
	return true, nil
}

// EndedTeam is a team that is no more.
type EndedTeam struct {
	ID      uuid.UUID
	Name    string
	EndedAt time.Time
	// Freeing: conversations still name it, and are being taken off it.
	Freeing bool
}

// EndedTeamsTx lists the teams that ended, the last first, at most 100.
func (s *Store) EndedTeamsTx(ctx context.Context, tx *postgres.Tx) ([]EndedTeam, error) {
	rows, err := db.New(tx).EndedTeams(ctx, tx.Workspace())
	if err != nil {
		return nil, fmt.Errorf("list ended teams: %w", err)
	}
	list := make([]EndedTeam, len(rows))
	for i, r := range rows {
		list[i] = EndedTeam(r)
	}
	return list, nil
}

// FreeingTx gives the name of an ended team whose conversations are still to be
// taken off it; "" where none are.
func (s *Store) FreeingTx(ctx context.Context, tx *postgres.Tx, team uuid.UUID) (name string, err error) {
	name, err = db.New(tx).EndedTeam(ctx, db.EndedTeamParams{WorkspaceID: tx.Workspace(), ID: team})
	if errors.Is(err, pgx.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read ended team: %w", err)
	}
	return name, nil
}

// FreedTx notes that nothing names an ended team any more.
func (s *Store) FreedTx(ctx context.Context, tx *postgres.Tx, team uuid.UUID) error {
	if err := db.New(tx).FreeTeam(ctx, db.FreeTeamParams{WorkspaceID: tx.Workspace(), ID: team}); err != nil {
		return fmt.Errorf("note freed team: %w", err)
	}
	return nil
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
