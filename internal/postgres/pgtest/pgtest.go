package pgtest

import (
	"context"
	"fmt"
	"os"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/cluster"
)

var databases atomic.Int64

// URLs log in to one test's database.
type URLs struct {
	App   string // the role of the application
	Owner string // the role that owns the tables
	Admin string // the superuser
}

// NewURLs makes a migrated database for this test and says how to log in. It
// is for tests of whole programs; others take [New].
func NewURLs(t testing.TB) URLs {
	t.Helper()
	s, err := shared()
	require.NoError(t, err, "the test server")
	name := fmt.Sprintf("test_%d_%d", os.Getpid(), databases.Add(1))
	// Its files as they are: through the log, as is usual, costs twice the time.
	_, err = s.admin.Exec(t.Context(), "CREATE DATABASE "+name+" TEMPLATE "+s.template+" STRATEGY file_copy OWNER "+cluster.OwnerRole)
	require.NoError(t, err, "copy the template")
	t.Cleanup(func() {
		err := s.admin.AcquireFunc(context.Background(), func(conn *pgxpool.Conn) error {
			return drop(context.Background(), conn, name)
		})
		require.NoError(t, err, "drop the test's database")
	})
	return URLs{
		App:   s.cluster.URL(cluster.AppRole, name),
		Owner: s.cluster.URL(cluster.OwnerRole, name),
		Admin: s.cluster.AdminURL(name),
	}
}

// New opens a database of this test's own in the app role: migrated, empty,
// dropped when the test ends.
func New(t testing.TB) *postgres.DB {
	t.Helper()
	return NewWith(t, postgres.Config{})
}

// NewWith is New with a configuration, for example a shifted clock or a larger
// pool. The URL is filled in.
func NewWith(t testing.TB, cfg postgres.Config) *postgres.DB {
	t.Helper()
	urls := NewURLs(t)
	cfg.URL, cfg.OwnerURL = urls.App, urls.Owner
	if cfg.MaxConns == 0 {
		cfg.MaxConns = 8
	}
	db, err := postgres.Open(t.Context(), cfg)
	require.NoError(t, err)
	t.Cleanup(db.Close)
	return db
}

// Workspace adds a workspace and returns its id.
func Workspace(t testing.TB, db *postgres.DB) uuid.UUID {
	t.Helper()
	id, err := uuid.NewV7()
	require.NoError(t, err)
	err = db.AcrossWorkspaces(t.Context(), func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `INSERT INTO workspaces (id, slug, name) VALUES ($1, $2, 'Test')`, id, "test-"+id.String())
		return err
	})
	require.NoError(t, err, "add a workspace")
	return id
}

// AsOwner connects to the database of db as the role that owns the tables, to
// look at what the app role may not.
func AsOwner(t testing.TB, db *postgres.DB) *pgx.Conn {
	t.Helper()
	s, err := shared()
	require.NoError(t, err, "the test server")
	name := db.Pool().Config().ConnConfig.Database
	conn, err := pgx.Connect(t.Context(), s.cluster.URL(cluster.OwnerRole, name))
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}
