package frontdesk

import (
	"context"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/postgres"
)

// RemoveTeam ends a team. Whoever waits for it waits for anybody from then on,
// at the place that their time and priority give; what its agents hold stays
// with them. It fails with account.ErrTeam.
func (d *Desk) RemoveTeam(ctx context.Context, ws, team uuid.UUID) error {
	return d.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error { return d.Queue.EndTeamTx(ctx, tx, team) })
}
