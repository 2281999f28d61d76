package postgres_test

import (
	"errors"
	"fmt"
	"io"
	"net"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/internal/problem"
)

// TestUnavailable: what the database's absence looks like to a caller, however
// the driver puts it.
func TestUnavailable(t *testing.T) {
	t.Parallel()

	db := pgtest.New(t)
	ws := pgtest.Workspace(t, db)
	for _, c := range []struct {
		err  error
		code string // "" for an error that passes as it is
	}{
		{io.EOF, "database_unavailable"},
		{io.ErrUnexpectedEOF, "database_unavailable"},
		{net.ErrClosed, "database_unavailable"},
		{&net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}, "database_unavailable"},
		{syscall.EPIPE, "database_unavailable"},
		{&pgconn.PgError{Code: "08006"}, "database_unavailable"},
		{&pgconn.PgError{Code: "57P05"}, "database_unavailable"},
		{&pgconn.PgError{Code: "25P03"}, "database_unavailable"},
		{&pgconn.PgError{Code: "40001"}, "database_busy"},
		{&pgconn.PgError{Code: "40P01"}, "database_busy"},
		{&pgconn.PgError{Code: "23505"}, ""},
		{errors.New("a bug"), ""},
	} {
		err := db.InWorkspace(t.Context(), ws, func(*postgres.Tx) error { return fmt.Errorf("query: %w", c.err) })
		require.ErrorIs(t, err, c.err)
		var p *problem.Error
		if c.code == "" {
			require.NotErrorAs(t, err, &p, "%v", c.err)
			continue
		}
		require.ErrorAs(t, err, &p, "%v", c.err)
		require.Equal(t, problem.Unavailable, p.Kind)
		require.Equal(t, c.code, p.Code, "%v", c.err)
	}
}
