package postgres_test

import (
	"context"
	"os"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/cluster"
)

// TestOneLogin is a managed Postgres as most people have it: one login that is
// no superuser, owns the database and may create roles.
func TestOneLogin(t *testing.T) {
	t.Parallel()

	// A server of its own: roles belong to the server, and here none exists yet.
	dir, err := os.MkdirTemp("/tmp", "firstline-managed-") //nolint:usetesting // Postgres, as another user, must get through
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, os.RemoveAll(dir)) })
	require.NoError(t, os.Chmod(dir, 0o755))
	server, err := cluster.Start(t.Context(), cluster.Config{DataDir: dir, Disposable: true})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, server.Stop(context.Background())) })

	super := func(database, sql string) {
		conn, err := pgx.Connect(t.Context(), server.AdminURL(database))
		require.NoError(t, err)
		defer conn.Close(t.Context())
		_, err = conn.Exec(t.Context(), sql, pgx.QueryExecModeSimpleProtocol)
		require.NoError(t, err, sql)
	}
	super("postgres", "DROP DATABASE firstline")
	super("postgres", "DROP ROLE firstline_app, firstline_owner, firstline_service")
	super("postgres", "CREATE ROLE cloud LOGIN CREATEROLE")
	super("postgres", "CREATE DATABASE shop OWNER cloud")
	super("shop", "CREATE EXTENSION vector") // the provider allows it, or has done it

	url := server.URL("cloud", "shop")
	require.NoError(t, postgres.Migrate(t.Context(), url))
	require.NoError(t, postgres.Migrate(t.Context(), url), "again is harmless")
	db, err := postgres.Open(t.Context(), postgres.Config{URL: url, AssumeRole: true})
	require.NoError(t, err)
	t.Cleanup(db.Close)
	var role string
	var workspaces int
	require.NoError(t, db.Pool().QueryRow(t.Context(), `SELECT current_user, (SELECT count(*) FROM workspaces)`).Scan(&role, &workspaces))
	require.Equal(t, postgres.AppRole, role)
	require.NoError(t, db.AcrossWorkspaces(t.Context(), func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `INSERT INTO workspaces (id, slug, name) VALUES (gen_random_uuid(), 'shop', 'Shop')`)
		return err
	}), "the service role can be taken")
	require.NoError(t, db.Pool().QueryRow(t.Context(), `SELECT count(*) FROM workspaces`).Scan(&workspaces))
	require.Zero(t, workspaces)
}
