package profile

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/bot/profile/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// ErrChanged: somebody published since the settings were read.
var ErrChanged = problem.New(problem.Conflict, "settings_changed")

// ReadTx reads the settings in force.
func ReadTx(ctx context.Context, tx *postgres.Tx) (Profile, error) {
	row, err := db.New(tx).Settings(ctx, tx.Workspace())
	if errors.Is(err, pgx.ErrNoRows) {
		return Default(), nil
	}
	if err != nil {
		return Profile{}, fmt.Errorf("read bot settings: %w", err)
	}
	return Profile{
		Version: int(row.Version), Brand: row.Brand, Voice: row.Voice, Refuse: row.Refuse, Lang: row.Lang,
		UseModel: row.UseModel, Rewrite: row.Rewrite, MaskPersonal: row.MaskPersonal, LinkHosts: row.LinkHosts,
		CheckInMinutes: int(row.CheckInMinutes), SettleMinutes: int(row.SettleMinutes),
	}, nil
}

// PublishTx brings settings into force that were made from version s.Version,
// and gives them with their own version. It fails with [ErrChanged] if another
// one is in force by now. editor may be the zero id: nobody in particular.
func PublishTx(ctx context.Context, tx *postgres.Tx, editor uuid.UUID, s Profile) (Profile, error) {
	s, err := s.Checked()
	if err != nil {
		return Profile{}, err
	}
	q := db.New(tx)
	version, err := q.Publish(ctx, db.PublishParams{
		WorkspaceID: tx.Workspace(), Base: int32(s.Version), Brand: s.Brand, Voice: s.Voice, Refuse: s.Refuse, Lang: s.Lang,
		UseModel: s.UseModel, Rewrite: s.Rewrite, MaskPersonal: s.MaskPersonal, LinkHosts: s.LinkHosts,
		CheckInMinutes: int32(s.CheckInMinutes), SettleMinutes: int32(s.SettleMinutes),
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return Profile{}, ErrChanged
	}
	if err != nil {
		return Profile{}, fmt.Errorf("publish bot settings: %w", err)
	}
	s.Version = int(version)
	raw, err := json.Marshal(s)
	if err != nil {
		return Profile{}, fmt.Errorf("encode bot settings: %w", err)
	}
	kept := db.KeepVersionParams{WorkspaceID: tx.Workspace(), Version: version, Settings: raw}
	if editor != uuid.Nil {
		kept.Editor = &editor
	}
	if err := q.KeepVersion(ctx, kept); err != nil {
		return Profile{}, fmt.Errorf("keep bot settings: %w", err)
	}
	return s, nil
}

// Version is what was published once.
type Version struct {
	Profile
	// Editor is the agent's name; "" if the agent is gone or there was none.
	Editor string
	At     time.Time
}

// VersionsTx lists what was published, newest first, at most 50.
func VersionsTx(ctx context.Context, tx *postgres.Tx) ([]Version, error) {
	rows, err := db.New(tx).Versions(ctx, tx.Workspace())
	if err != nil {
		return nil, fmt.Errorf("read versions of bot settings: %w", err)
	}
	list := make([]Version, len(rows))
	for i, r := range rows {
		list[i] = Version{Editor: r.Editor, At: r.At}
		if err := json.Unmarshal(r.Settings, &list[i].Profile); err != nil {
			return nil, fmt.Errorf("decode version %d of bot settings: %w", r.Version, err)
		}
	}
	return list, nil
}
