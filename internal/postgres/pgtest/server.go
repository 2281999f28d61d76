package pgtest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"sync"
	"syscall"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/cluster"
	"github.com/firstlinehq/firstline/internal/postgres/migrations"
)

// templateLock is the advisory lock of whoever makes or clears templates.
const templateLock = 0x666c7470

// keepTemplates is how many templates stay: people who test different
// migrations on one machine at a time must not drop each other's.
const keepTemplates = 6

// server is the shared Postgres, as this process uses it. It is never let go:
// other test processes, and the next run, find it warm.
type server struct {
	cluster  *cluster.Cluster
	admin    *pgxpool.Pool // the superuser, on the database postgres
	template string
}

// shared starts or adopts the server once a process.
var shared = sync.OnceValues(func() (*server, error) {
	ctx := context.Background()
	dir, err := Dir()
	if err != nil {
		return nil, err
	}
	c, err := cluster.Start(ctx, cluster.Config{DataDir: dir, Disposable: true, MaxConnections: 400})
	if err != nil {
		return nil, err
	}
	admin, err := pgxpool.New(ctx, c.AdminURL("postgres")+"&pool_max_conns=4")
	if err != nil {
		return nil, err
	}
	s := &server{cluster: c, admin: admin}
	return s, s.prepare(ctx)
})

// prepare clears what killed test processes left and makes the template.
func (s *server) prepare(ctx context.Context) error {
	conn, err := s.admin.Acquire(ctx)
	if err != nil {
		return fmt.Errorf("connect to the test server: %w", err)
	}
	defer conn.Release()
	if s.template, err = templateName(); err != nil {
		return err
	}
	if _, err := conn.Exec(ctx, "SELECT pg_advisory_lock($1)", templateLock); err != nil {
		return fmt.Errorf("lock templates: %w", err)
	}
	defer conn.Exec(ctx, "SELECT pg_advisory_unlock($1)", templateLock) //nolint:errcheck // the lock ends with the session anyway
	if err := s.clear(ctx, conn); err != nil {
		return fmt.Errorf("clear test databases: %w", err)
	}
	return s.makeTemplate(ctx, conn)
}

// templateName holds a hash over the names and texts of all migrations.
func templateName() (string, error) {
	hash := sha256.New()
	names, err := fs.Glob(migrations.Files, "*.sql")
	if err != nil {
		return "", fmt.Errorf("list migrations: %w", err)
	}
	for _, name := range names {
		text, err := migrations.Files.ReadFile(name)
		if err != nil {
			return "", fmt.Errorf("read migration: %w", err)
		}
		fmt.Fprintf(hash, "%s %d\n%s", name, len(text), text)
	}
	return "template_" + hex.EncodeToString(hash.Sum(nil))[:16], nil
}

func (s *server) makeTemplate(ctx context.Context, conn *pgxpool.Conn) error {
	var ready bool
	if err := conn.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1 AND datistemplate)", s.template).Scan(&ready); err != nil || ready {
		return err
	}
	// What is there and no template was interrupted while being made.
	if err := drop(ctx, conn, s.template); err != nil {
		return err
	}
	if err := s.cluster.CreateDatabase(ctx, s.template); err != nil {
		return err
	}
	if err := postgres.Migrate(ctx, s.cluster.URL(cluster.OwnerRole, s.template)); err != nil {
		return err
	}
	// Copying wants nobody connected.
	_, err := conn.Exec(ctx, "ALTER DATABASE "+s.template+" WITH is_template true allow_connections false")
	return err
}

// clear drops databases of test processes that are no more, and old templates.
func (s *server) clear(ctx context.Context, conn *pgxpool.Conn) error {
	rows, _ := conn.Query(ctx, "SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'") // CollectRows returns the error
	tests, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return err
	}
	for _, name := range tests {
		pid, err := strconv.Atoi(strings.Split(name, "_")[1])
		if err == nil && syscall.Kill(pid, 0) != syscall.ESRCH {
			continue
		}
		if err := drop(ctx, conn, name); err != nil {
			return err
		}
	}
	rows, _ = conn.Query(ctx, "SELECT datname FROM pg_database WHERE datname LIKE 'template\\_%' AND datname <> $1 ORDER BY oid DESC OFFSET $2", s.template, keepTemplates)
	old, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return err
	}
	for _, name := range old {
		if _, err := conn.Exec(ctx, "ALTER DATABASE "+name+" WITH is_template false"); err != nil {
			return err
		}
		if err := drop(ctx, conn, name); err != nil {
			return err
		}
	}
	return nil
}

// drop removes a database whoever is still connected. The names are our own
// and need no quotes.
func drop(ctx context.Context, conn *pgxpool.Conn, name string) error {
	_, err := conn.Exec(ctx, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)")
	return err
}
