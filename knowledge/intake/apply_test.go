package intake_test

import (
	"testing"

	"github.com/riverqueue/river"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge/intake"
)

// While somebody else holds the index, no article is at fault: the import waits.
func TestLockedIndexCostsNoArticle(t *testing.T) {
	t.Parallel()

	b := setup(t)
	b.apply(t, b.read(t, intake.New{Kind: intake.Upload, Name: "first"}, map[string]string{"a.md": "# A\nOne."}))
	im := b.read(t, intake.New{Kind: intake.Upload, Name: "second"}, map[string]string{"b.md": "# B\nTwo.", "c.md": "# C\nThree."})
	_, err := b.importer.Apply(t.Context(), b.ws, im.ID, true)
	require.NoError(t, err)
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `SELECT FROM index_heads WHERE workspace_id = $1 FOR UPDATE`, b.ws)
		require.NoError(t, err)
		job := &river.Job[intake.WorkImport]{Args: intake.WorkImport{Workspace: b.ws, Import: im.ID}}
		require.NoError(t, b.importer.Worker().Work(t.Context(), job))
		return nil
	}))
	now, err := b.importer.Import(t.Context(), b.ws, im.ID)
	require.NoError(t, err)
	require.Equal(t, intake.StateApplying, now.State)
	require.Zero(t, now.Applied+now.Failed)
	now = b.finish(t, im.ID, intake.StateDone)
	require.Equal(t, 2, now.Applied)
	require.Zero(t, now.Failed)
}
