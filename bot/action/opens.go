package action

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/action/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Opens says whether secrets of actions and tokens of servers are stored in any
// workspace, and whether one of them opens with this master key.
func (r *Runner) Opens(ctx context.Context) (sealed, opens bool, err error) {
	var all []uuid.UUID
	err = r.DB.AcrossWorkspaces(ctx, func(tx *postgres.Tx) error {
		all, err = db.New(tx).Workspaces(ctx)
		return err
	})
	for _, ws := range all {
		if err != nil || opens {
			break
		}
		err = r.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
			some, one, err := r.opensTx(ctx, db.New(tx), ws)
			sealed, opens = sealed || some, one
			return err
		})
	}
	if err != nil {
		return false, false, fmt.Errorf("try the secrets of actions: %w", err)
	}
	return sealed, opens, nil
}

func (r *Runner) opensTx(ctx context.Context, q *db.Queries, ws uuid.UUID) (sealed, opens bool, err error) {
	try := func(purpose string, secret []byte) {
		if len(secret) == 0 || opens {
			return
		}
		sealed = true
		_, failed := r.Key.Open(purpose, secret)
		opens = failed == nil
	}
	actions, err := q.All(ctx, ws)
	if err != nil {
		return false, false, err
	}
	for _, a := range actions {
		try(purpose(ws, a.ID), a.SealedSecrets)
	}
	servers, err := q.Servers(ctx, ws)
	for _, s := range servers {
		try(serverPurpose(ws, s.ID), s.SealedToken)
	}
	return sealed, opens, err
}
