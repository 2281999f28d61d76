package postgres

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/firstlinehq/firstline/internal/problem"
)

// AppRole is the role that application code runs as.
const AppRole = "firstline_app"

// ServiceRole is the role of [DB.AcrossWorkspaces].
const ServiceRole = "firstline_service"

// The longest that one statement may run and may wait for a lock. Interactive
// work needs milliseconds; past these the caller gets a clear error instead of
// a queue that grows.
const (
	StatementTimeout = 5 * time.Second
	LockTimeout      = 3 * time.Second
	acquireTimeout   = 2 * time.Second
)

// Config says where the database is.
type Config struct {
	// URL logs in as the app role or, with AssumeRole, as another login that
	// is a member of it.
	URL string
	// OwnerURL logs in as the owner of the tables, for [DB.AsOwner]; empty for none.
	OwnerURL string
	// AssumeRole makes each connection SET ROLE to the app role. It needs
	// session pooling: a pooler in transaction mode would lose the role.
	AssumeRole bool
	// MaxConns bounds the pool; 0 means 16.
	MaxConns int32
	// Settings are set on each connection, for example app.clock_shift in tests.
	Settings map[string]string
}

// DB is a pool of connections in the app role.
type DB struct {
	pool     *pgxpool.Pool
	ownerURL string
}

// Open connects and checks that the connection cannot pass by row-level
// security; a login that can is refused.
func Open(ctx context.Context, cfg Config) (*DB, error) {
	pc, err := pgxpool.ParseConfig(cfg.URL)
	if err != nil {
		return nil, fmt.Errorf("parse database URL: %w", errWithoutURL(err))
	}
	pc.MaxConns = cfg.MaxConns
	if pc.MaxConns == 0 {
		pc.MaxConns = 16
	}
	pc.MinConns = 1
	set := pc.ConnConfig.RuntimeParams
	set["application_name"] = "firstline"
	set["timezone"] = "UTC"
	set["statement_timeout"] = fmt.Sprint(StatementTimeout.Milliseconds())
	set["lock_timeout"] = fmt.Sprint(LockTimeout.Milliseconds())
	set["idle_in_transaction_session_timeout"] = "30000"
	for k, v := range cfg.Settings {
		set[k] = v
	}
	if cfg.AssumeRole {
		pc.AfterConnect = func(ctx context.Context, c *pgx.Conn) error {
			_, err := c.Exec(ctx, "SET ROLE "+AppRole)
			return err
		}
	}
	pool, err := pgxpool.NewWithConfig(ctx, pc)
	if err != nil {
		return nil, fmt.Errorf("open pool: %w", err)
	}
	db := &DB{pool: pool, ownerURL: cfg.OwnerURL}
	if err := db.refusePrivileged(ctx); err != nil {
		pool.Close()
		return nil, err
	}
	return db, nil
}

func (db *DB) refusePrivileged(ctx context.Context) error {
	var who string
	var above bool
	err := db.pool.QueryRow(ctx, `SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user`).Scan(&who, &above)
	if err != nil {
		return fmt.Errorf("check role: %w", err)
	}
	if above {
		return fmt.Errorf("role %q passes by row-level security: use %s, or a login that may SET ROLE to it", who, AppRole)
	}
	return nil
}

// Close ends every connection.
func (db *DB) Close() { db.pool.Close() }

// Pool is for the job queue, whose tables belong to no workspace. Domain code
// has no use for it: outside a workspace its queries see nothing.
func (db *DB) Pool() *pgxpool.Pool { return db.pool }

// MaxConns is how many connections the pool may open.
func (db *DB) MaxConns() int { return int(db.pool.Stat().MaxConns()) }

// Ping asks the database for a sign of life.
func (db *DB) Ping(ctx context.Context) error { return db.pool.Ping(ctx) }

// unavailable makes "the database is not there" a problem that says so;
// other errors pass.
func unavailable(err error) error {
	var pgErr *pgconn.PgError
	var connErr *pgconn.ConnectError
	var netErr net.Error
	switch {
	case errors.As(err, &pgErr):
		switch pgErr.Code {
		case "57P01", "57P02", "57P03", "53300", // shutting down, crashed, starting, too many clients
			"57P05", "25P03": // the server ended a session that idled, alone or in a transaction
			return problem.Wrap(err, problem.Unavailable, "database_unavailable")
		case "55P03", "57014", // lock or statement timeout
			"40001", "40P01": // a race lost as often as it may be
			return problem.Wrap(err, problem.Unavailable, "database_busy")
		case "53100": // disk full
			return problem.Wrap(err, problem.Unavailable, "database_full")
		}
		if strings.HasPrefix(pgErr.Code, "08") { // the class of connection failures
			return problem.Wrap(err, problem.Unavailable, "database_unavailable")
		}
		return err
	case errors.As(err, &connErr), pgconn.Timeout(err), pgconn.SafeToRetry(err):
		return problem.Wrap(err, problem.Unavailable, "database_unavailable")
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err // the caller's own end, though it calls itself a net.Error
	case errors.As(err, &netErr), errors.Is(err, net.ErrClosed), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF),
		errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return problem.Wrap(err, problem.Unavailable, "database_unavailable") // lost in the middle of a query
	}
	return err
}

// errWithoutURL drops what may hold a password from a parse error.
func errWithoutURL(err error) error {
	var parse *pgconn.ParseConfigError
	if errors.As(err, &parse) {
		return errors.New("not a valid connection string")
	}
	return err
}

func errBusy(err error) error {
	return problem.Wrap(err, problem.Unavailable, "database_busy")
}
