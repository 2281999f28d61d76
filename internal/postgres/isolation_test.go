package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/internal/problem"
)

// Tables that belong to the installation and to no workspace.
var global = map[string]bool{
	"agents": true, "sessions": true, "installation": true, "workspaces": true, "goose_db_version": true, "model_endpoints": true,
}

func owner(t *testing.T) *pgxpool.Pool {
	t.Helper()
	pool, err := pgxpool.New(t.Context(), pgtest.NewURLs(t).Owner)
	require.NoError(t, err)
	t.Cleanup(pool.Close)
	return pool
}

// A new table that nobody isolated fails here, not at a customer's.
func TestEveryTableIsIsolated(t *testing.T) {
	t.Parallel()

	rows, err := owner(t).Query(t.Context(), `
		SELECT c.relname::text, c.relrowsecurity, c.relforcerowsecurity,
		  EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'workspace_id' AND a.attnotnull),
		  EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'in_workspace')
		FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')`)
	require.NoError(t, err)
	defer rows.Close()
	n := 0
	for rows.Next() {
		var name string
		var enabled, forced, hasWorkspace, hasPolicy bool
		require.NoError(t, rows.Scan(&name, &enabled, &forced, &hasWorkspace, &hasPolicy))
		if name == "goose_db_version" {
			continue // migrations only; the app role has no rights on it
		}
		n++
		require.True(t, enabled, "%s: row-level security is off", name)
		if global[name] {
			continue
		}
		require.True(t, hasWorkspace, "%s has no workspace_id", name)
		require.True(t, forced, "%s: the owner passes by", name)
		require.True(t, hasPolicy, "%s has no policy", name)
	}
	require.NoError(t, rows.Err())
	require.Greater(t, n, 15)
}

// A view runs with its owner's rights unless it says otherwise: then it would
// show every workspace's rows.
func TestEveryViewAsksAsItsReader(t *testing.T) {
	t.Parallel()

	rows, err := owner(t).Query(t.Context(), `
		SELECT relname::text, coalesce(reloptions::text LIKE '%security_invoker=true%' OR reloptions::text LIKE '%security_invoker=on%', false)
		FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'v'`)
	require.NoError(t, err)
	defer rows.Close()
	for rows.Next() {
		var name string
		var invoker bool
		require.NoError(t, rows.Scan(&name, &invoker))
		require.True(t, invoker, "view %s runs as its owner", name)
	}
	require.NoError(t, rows.Err())
}

// A query that forgot its workspace finds nothing, whatever the table.
func TestWithoutAWorkspaceThereIsNothing(t *testing.T) {
	t.Parallel()

	db := pgtest.New(t)
	mine := pgtest.Workspace(t, db)
	require.NoError(t, db.InWorkspace(t.Context(), mine, func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `INSERT INTO visitors (workspace_id, id) VALUES ($1, $1)`, mine)
		return err
	}))
	count := func(q interface {
		QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
	}, table string,
	) (n int) {
		require.NoError(t, q.QueryRow(t.Context(), "SELECT count(*) FROM "+table).Scan(&n))
		return n
	}

	require.Zero(t, count(db.Pool(), "visitors"), "no workspace set")
	require.Zero(t, count(db.Pool(), "workspaces"), "no workspace set")
	other := pgtest.Workspace(t, db)
	require.NoError(t, db.InWorkspace(t.Context(), other, func(tx *postgres.Tx) error {
		require.Zero(t, count(tx, "visitors"), "another workspace's rows")
		require.Equal(t, 1, count(tx, "workspaces"))
		return nil
	}))
	require.ErrorContains(t, db.InWorkspace(t.Context(), other, func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `INSERT INTO visitors (workspace_id, id) VALUES ($1, $2)`, mine, uuid.New())
		return err
	}), "row-level security", "writing into another workspace")
	require.NoError(t, db.InWorkspace(t.Context(), mine, func(tx *postgres.Tx) error {
		require.Equal(t, 1, count(tx, "visitors"))
		return nil
	}))
	require.Zero(t, count(db.Pool(), "visitors"), "the setting ended with its transaction")
}

func TestAppRoleCannotPassByPolicies(t *testing.T) {
	t.Parallel()

	db := pgtest.New(t)
	for _, sql := range []string{
		"SET row_security = off; SELECT * FROM visitors",
		"ALTER TABLE visitors DISABLE ROW LEVEL SECURITY",
		"ALTER ROLE " + postgres.AppRole + " BYPASSRLS",
		"SELECT password_hash FROM agents",
		"SELECT * FROM sessions",
		"SELECT * FROM installation",
		"DROP TABLE visitors",
	} {
		_, err := db.Pool().Exec(t.Context(), sql)
		require.Error(t, err, sql)
	}
}

func TestTransactions(t *testing.T) {
	t.Parallel()

	t.Run("TellOnlyAfterCommit", func(t *testing.T) {
		t.Parallel()

		db := pgtest.New(t)
		ws := pgtest.Workspace(t, db)
		var told []string
		err := db.InWorkspace(t.Context(), ws, func(tx *postgres.Tx) error {
			tx.AfterCommit(func(context.Context) { told = append(told, "rolled back") })
			return errors.New("no")
		})
		require.EqualError(t, err, "no")
		require.Empty(t, told)
		require.NoError(t, db.InWorkspace(t.Context(), ws, func(tx *postgres.Tx) error {
			tx.AfterCommit(func(context.Context) { told = append(told, "first") })
			tx.AfterCommit(func(context.Context) { told = append(told, "second") })
			require.Empty(t, told)
			return nil
		}))
		require.Equal(t, []string{"first", "second"}, told)
	})

	t.Run("ALostRaceIsRunAgain", func(t *testing.T) {
		t.Parallel()

		db := pgtest.New(t)
		ws := pgtest.Workspace(t, db)
		tries := 0
		require.NoError(t, db.InWorkspace(t.Context(), ws, func(tx *postgres.Tx) error {
			if tries++; tries < 3 {
				_, err := tx.Exec(t.Context(), `DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$`)
				return err
			}
			return nil
		}))
		require.Equal(t, 3, tries)
	})

	t.Run("ADatabaseThatIsGoneSaysSo", func(t *testing.T) {
		t.Parallel()

		db := pgtest.New(t)
		err := db.InWorkspace(t.Context(), uuid.New(), func(tx *postgres.Tx) error {
			_, err := tx.Exec(t.Context(), `SELECT pg_terminate_backend(pg_backend_pid())`)
			return err
		})
		require.Equal(t, problem.Unavailable, problem.KindOf(err), "%v", err)
	})

	t.Run("NoWorkspaceIsRefused", func(t *testing.T) {
		t.Parallel()

		require.Error(t, pgtest.New(t).InWorkspace(t.Context(), uuid.Nil, func(*postgres.Tx) error { return nil }))
	})
}

// The queue's tables are what the linked version of the queue expects.
func TestJobSchema(t *testing.T) {
	t.Parallel()

	pool := owner(t)
	migrator, err := rivermigrate.New(riverpgxv5.New(pool), &rivermigrate.Config{Schema: "river"})
	require.NoError(t, err)
	result, err := migrator.Validate(t.Context(), &rivermigrate.ValidateOpts{})
	require.NoError(t, err)
	require.True(t, result.OK, fmt.Sprint(result.Messages))
}
