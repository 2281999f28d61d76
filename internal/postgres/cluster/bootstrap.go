package cluster

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// roles are made by the superuser, so that the owner needs no right to make
// any. The service role is taken for one transaction at a time by SET ROLE.
const roles = `
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'firstline_owner') THEN
    CREATE ROLE firstline_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'firstline_app') THEN
    CREATE ROLE firstline_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'firstline_service') THEN
    CREATE ROLE firstline_service NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
  END IF;
END $$;
GRANT firstline_service TO firstline_app;
GRANT firstline_app TO firstline_owner;
`

const extensions = `
CREATE EXTENSION IF NOT EXISTS vector;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
`

// newerExtension finds an extension whose installed files are newer than the
// version in this database.
const newerExtension = `
SELECT name FROM pg_available_extensions
WHERE installed_version IS NOT NULL AND installed_version <> default_version AND name IN ('vector', 'pg_trgm')`

// bootstrap makes roles, database and extensions the first time; later it
// costs one connection and one query.
func (c *Cluster) bootstrap(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, c.AdminURL(Database))
	var missing *pgconn.PgError
	if errors.As(err, &missing) && missing.Code == "3D000" { // no such database
		return c.CreateDatabase(ctx, Database)
	}
	if err != nil {
		return fmt.Errorf("connect to the private Postgres: %w", err)
	}
	defer conn.Close(ctx)
	// A database made by CreateDatabase that was interrupted lacks its last part.
	var complete bool
	if err := conn.QueryRow(ctx, `SELECT count(*) = 2 FROM pg_extension WHERE extname IN ('vector', 'pg_trgm')`).Scan(&complete); err != nil {
		return fmt.Errorf("look at extensions: %w", err)
	}
	if !complete {
		if _, err := conn.Exec(ctx, extensions); err != nil {
			return fmt.Errorf("create extensions: %w", err)
		}
	}
	rows, _ := conn.Query(ctx, newerExtension) // CollectRows returns the error
	outdated, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return fmt.Errorf("look at extensions: %w", err)
	}
	for _, name := range outdated {
		if _, err := conn.Exec(ctx, "ALTER EXTENSION "+pgx.Identifier{name}.Sanitize()+" UPDATE"); err != nil {
			return fmt.Errorf("update extension %s: %w", name, err)
		}
	}
	return nil
}

// CreateDatabase makes a database of the owner role with the extensions in it,
// and the roles if they are not there.
func (c *Cluster) CreateDatabase(ctx context.Context, name string) error {
	err := c.asSuperuser(ctx, "postgres", func(conn *pgx.Conn) error {
		if _, err := conn.Exec(ctx, roles); err != nil {
			return fmt.Errorf("create roles: %w", err)
		}
		_, err := conn.Exec(ctx, "CREATE DATABASE "+pgx.Identifier{name}.Sanitize()+" OWNER "+OwnerRole)
		return err
	})
	if err == nil {
		err = c.asSuperuser(ctx, name, func(conn *pgx.Conn) error {
			_, err := conn.Exec(ctx, extensions)
			return err
		})
	}
	if err != nil {
		return fmt.Errorf("create database %s: %w", name, err)
	}
	return nil
}

func (c *Cluster) asSuperuser(ctx context.Context, database string, f func(*pgx.Conn) error) error {
	conn, err := pgx.Connect(ctx, c.AdminURL(database))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	return f(conn)
}
