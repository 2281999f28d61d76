package pgtest_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
)

func TestNew(t *testing.T) {
	t.Parallel()

	a, b := pgtest.New(t), pgtest.New(t)
	ws := pgtest.Workspace(t, a)
	count := func(db *postgres.DB) (n int) {
		err := db.InWorkspace(t.Context(), ws, func(tx *postgres.Tx) error {
			return tx.QueryRow(t.Context(), `SELECT count(*) FROM workspaces`).Scan(&n)
		})
		require.NoError(t, err)
		return n
	}
	require.Equal(t, 1, count(a))
	require.Zero(t, count(b), "each test has its own database")

	var role string
	require.NoError(t, a.Pool().QueryRow(t.Context(), `SELECT current_user`).Scan(&role))
	require.Equal(t, postgres.AppRole, role)
	require.NoError(t, pgtest.AsOwner(t, a).QueryRow(t.Context(), `SELECT current_user`).Scan(&role))
	require.Equal(t, "firstline_owner", role)

	// A role that inherited the service role would see every workspace here.
	var seen int
	require.NoError(t, a.Pool().QueryRow(t.Context(), `SELECT count(*) FROM workspaces`).Scan(&seen))
	require.Zero(t, seen, "nothing is visible outside a workspace")
}
