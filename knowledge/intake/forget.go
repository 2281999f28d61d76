package intake

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/files"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge/intake/internal/db"
)

const (
	// forgetAtOnce is how many rows one transaction forgets: a workspace's imports
	// of years are tens of thousands of rows each.
	forgetAtOnce = 2000
	// forgottenAtOnce is how many imports of a workspace one sweep forgets.
	forgottenAtOnce = 20
)

// Forget drops imports of all workspaces that are over for 90 days, were begun two
// days ago and never started, or planned a month ago and never applied: what they
// planned no longer holds. A workspace that fails does not keep the others waiting.
func (m *Importer) Forget(ctx context.Context) error {
	ids, err := m.lib.Workspaces(ctx)
	for _, ws := range ids {
		err = errors.Join(err, m.forget(ctx, ws))
	}
	return wrap("forget imports", err)
}

func (m *Importer) forget(ctx context.Context, ws uuid.UUID) error {
	var old []db.OldImportsRow
	err := m.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) (err error) {
		old, err = db.New(tx).OldImports(ctx, db.OldImportsParams{WorkspaceID: ws, Most: forgottenAtOnce})
		return err
	})
	if err != nil {
		return err
	}
	for _, o := range old {
		// Nobody goes on with it from here on.
		if _, err := m.Cancel(ctx, ws, o.ID); err != nil {
			return err
		}
		if err := m.forgetOne(ctx, ws, o.ID); err != nil {
			return err
		}
	}
	return nil
}

// forgetOne drops an import's rows some at a time, and then the import.
func (m *Importer) forgetOne(ctx context.Context, ws, id uuid.UUID) error {
	for left := int64(forgetAtOnce); left > 0; {
		err := m.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
			q := db.New(tx)
			items, err := q.ForgetItems(ctx, db.ForgetItemsParams{WorkspaceID: ws, ImportID: id, Most: forgetAtOnce})
			if err != nil {
				return err
			}
			read, err := q.ForgetFiles(ctx, db.ForgetFilesParams{WorkspaceID: ws, ImportID: id, Most: forgetAtOnce})
			left = items + read
			return err
		})
		if err != nil {
			return err
		}
	}
	return m.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		if err := files.ReleaseTx(ctx, tx, files.Import, []uuid.UUID{id}); err != nil {
			return err
		}
		return db.New(tx).ForgetImport(ctx, db.ForgetImportParams{WorkspaceID: ws, ID: id})
	})
}
