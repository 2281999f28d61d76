package doctor

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/cluster"
)

// external looks at a database that somebody else runs.
func external(ctx context.Context, cfg Config) []Check {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	app, err := pgx.Connect(ctx, cfg.DatabaseURL)
	if err != nil {
		return []Check{{"database", Missing, "DATABASE_URL: " + reason(err), "check address, login and certificate"}}
	}
	defer app.Close(ctx)
	owner := app
	if cfg.OwnerURL != "" && cfg.OwnerURL != cfg.DatabaseURL {
		if owner, err = pgx.Connect(ctx, cfg.OwnerURL); err != nil {
			return []Check{{"database", Missing, "DATABASE_OWNER_URL: " + reason(err), "check address, login and certificate"}}
		}
		defer owner.Close(ctx)
	}
	return []Check{version(ctx, app), durability(ctx, app), pooler(ctx, app), ownership(ctx, owner), extension(ctx, owner), appRole(ctx, app, owner)}
}

// reason says why a connection failed, without the address: that may hold a
// password.
func reason(err error) string {
	var parse *pgconn.ParseConfigError
	if errors.As(err, &parse) {
		return "not a valid connection string"
	}
	var pgErr *pgconn.PgError
	if errors.As(err, &pgErr) {
		return pgErr.Message
	}
	if inner := errors.Unwrap(err); inner != nil {
		return reason(inner)
	}
	return err.Error()
}

// failed is the check whose own query did not work.
func failed(name string, err error) Check {
	return Check{name, Missing, "cannot be told: " + reason(err), ""}
}

func version(ctx context.Context, conn *pgx.Conn) Check {
	var major int
	if err := conn.QueryRow(ctx, `SELECT current_setting('server_version_num')::int / 10000`).Scan(&major); err != nil {
		return failed("postgres", err)
	}
	c := Check{Name: "postgres", Found: fmt.Sprint(major)}
	if major < cluster.MinPostgres {
		c.State, c.Mend = Missing, fmt.Sprintf("use Postgres %d or newer", cluster.MinPostgres)
	}
	return c
}

// durability: a message is acknowledged when it is committed, which must mean
// that it is on disk.
func durability(ctx context.Context, conn *pgx.Conn) Check {
	var fsync, commit string
	if err := conn.QueryRow(ctx, `SELECT current_setting('fsync'), current_setting('synchronous_commit')`).Scan(&fsync, &commit); err != nil {
		return failed("durability", err)
	}
	c := Check{Name: "durability", Found: fmt.Sprintf("fsync %s, synchronous_commit %s", fsync, commit)}
	if fsync != "on" || commit == "off" {
		c.State, c.Mend = Missing, "switch both on: acknowledged messages would be lost with the power"
	}
	return c
}

// pooler compares the process number that the connection was greeted with to
// the server's own: a pooler greets with numbers it invented.
func pooler(ctx context.Context, conn *pgx.Conn) Check {
	var pid uint32
	if err := conn.QueryRow(ctx, `SELECT pg_backend_pid()`).Scan(&pid); err != nil {
		return failed("pooler", err)
	}
	if pid == conn.PgConn().PID() {
		return Check{"pooler", OK, "none, the connection is direct", ""}
	}
	return Check{
		"pooler", Note, "the connection goes through a pooler",
		"use session mode: in transaction mode pgbouncer loses the role and the job queue's notifications",
	}
}

func ownership(ctx context.Context, conn *pgx.Conn) Check {
	var who string
	var may bool
	if err := conn.QueryRow(ctx, `SELECT current_user, has_database_privilege(current_database(), 'CREATE') AND has_schema_privilege('public', 'CREATE')`).Scan(&who, &may); err != nil {
		return failed("owner", err)
	}
	if !may {
		return Check{"owner", Missing, who + " may not create tables", "set DATABASE_OWNER_URL to a login that owns the database"}
	}
	return Check{"owner", OK, who + " may create tables", ""}
}

const extensionState = `
SELECT coalesce(installed_version, ''), default_version,
  (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
  OR coalesce((SELECT bool_or(trusted) FROM pg_available_extension_versions v WHERE v.name = 'vector' AND v.version = default_version), false)
  OR EXISTS (SELECT FROM pg_roles r WHERE r.rolname IN ('rds_superuser', 'cloudsqlsuperuser', 'azure_pg_admin') AND pg_has_role(r.oid, 'MEMBER'))
FROM pg_available_extensions WHERE name = 'vector'`

// extension: pgvector is no trusted extension, so it must be there already or
// the login be one that the provider lets create it.
func extension(ctx context.Context, conn *pgx.Conn) Check {
	c := Check{Name: "pgvector"}
	var installed, available string
	var may bool
	err := conn.QueryRow(ctx, extensionState).Scan(&installed, &available, &may)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return Check{"pgvector", Missing, "not on the server", "install pgvector " + cluster.MinVector + " or newer there"}
	case err != nil:
		return failed("pgvector", err)
	case installed != "" && cluster.AtLeast(installed, cluster.MinVector):
		c.Found = installed
	case installed != "":
		c = Check{"pgvector", Missing, installed, "ALTER EXTENSION vector UPDATE, as a superuser; the server has " + available}
	case !cluster.AtLeast(available, cluster.MinVector):
		c = Check{"pgvector", Missing, available + " on the server", "install pgvector " + cluster.MinVector + " or newer there"}
	case may:
		c.Found = available + " available, created by the first migration"
	default:
		c = Check{"pgvector", Missing, available + " available, but this login may not create it", "as a superuser, in this database: CREATE EXTENSION vector"}
	}
	return c
}

const roleState = `
SELECT current_user,
  (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user),
  coalesce((SELECT rolsuper OR rolbypassrls OR rolinherit FROM pg_roles WHERE rolname = $1), false),
  EXISTS (SELECT FROM pg_roles WHERE rolname = $1)`

// appRole: row-level security holds only for a role that cannot pass by it.
func appRole(ctx context.Context, app, owner *pgx.Conn) Check {
	var login string
	var above, roleAbove, exists bool
	if err := app.QueryRow(ctx, roleState, postgres.AppRole).Scan(&login, &above, &roleAbove, &exists); err != nil {
		return failed("app role", err)
	}
	switch {
	case !exists:
		var mayMake bool
		if err := owner.QueryRow(ctx, `SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user`).Scan(&mayMake); err != nil {
			return failed("app role", err)
		}
		if mayMake {
			return Check{"app role", OK, postgres.AppRole + " is created by the first migration", ""}
		}
		return Check{
			"app role", Missing, "the owner's login may not create " + postgres.AppRole,
			"as an administrator:\nCREATE ROLE " + postgres.AppRole + " NOINHERIT; CREATE ROLE " + postgres.ServiceRole + ";\nGRANT " +
				postgres.ServiceRole + " TO " + postgres.AppRole + "; GRANT " + postgres.AppRole + " TO " + login,
		}
	case roleAbove:
		return Check{"app role", Missing, postgres.AppRole + " passes by row-level security", "ALTER ROLE " + postgres.AppRole + " NOSUPERUSER NOBYPASSRLS NOINHERIT"}
	case login == postgres.AppRole:
		return Check{"app role", OK, "logs in as " + login, ""}
	case !mayTake(ctx, app, postgres.AppRole):
		return Check{"app role", Missing, login + " may not take the role " + postgres.AppRole, "GRANT " + postgres.AppRole + " TO " + login}
	case above:
		return Check{"app role", Note, login + " is privileged and takes the role " + postgres.AppRole, "log in as " + postgres.AppRole + " and keep the owner's login for DATABASE_OWNER_URL"}
	}
	return Check{"app role", OK, login + " takes the role " + postgres.AppRole, ""}
}

// mayTake tries it, because what membership allows differs between versions.
func mayTake(ctx context.Context, conn *pgx.Conn, role string) bool {
	tx, err := conn.Begin(ctx)
	if err != nil {
		return false
	}
	defer tx.Rollback(ctx) //nolint:errcheck // it changed nothing, and the connection is closed soon
	_, err = tx.Exec(ctx, "SET LOCAL ROLE "+pgx.Identifier{role}.Sanitize())
	return err == nil
}
