package cluster

import (
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// The roles and the database that the cluster is made with. The owner runs
// migrations and is no superuser, exactly as on a managed Postgres; the
// application logs in as the app role, which owns nothing.
const (
	Database    = "firstline"
	OwnerRole   = "firstline_owner"
	AppRole     = "firstline_app"
	ServiceRole = "firstline_service"
	superuser   = "postgres"
)

// Config says where the cluster lives and under whom it runs.
type Config struct {
	// DataDir holds everything: data, socket, log, locks. It is made if missing.
	// As root choose a folder that other users may pass through.
	DataDir string
	// User runs Postgres where the process is root; "" means postgres.
	User string
	// MaxConnections bounds the server's connections; 0 means 100.
	MaxConnections int
	// Pages is how many bytes Postgres keeps pages in; 0 means [SharedBuffers]
	// of what the machine has. Where so much cannot be mapped, it is less.
	Pages uint64
	// Disposable switches off every protection against a crash of the machine.
	// It is for tests, whose data nobody misses.
	Disposable bool
	// Log tells what happens to the server; nil is silent.
	Log *slog.Logger
}

// DefaultDataDir is where a cluster lives if nothing else is said: a system
// folder for root, the user's own data folder otherwise.
func DefaultDataDir() (string, error) {
	if os.Getuid() == 0 {
		// Not root's home: that is closed to the user Postgres runs as.
		return "/var/lib/firstline", nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("find the home folder: %w", err)
	}
	return filepath.Join(home, ".local", "share", "firstline"), nil
}

// maxSocketPath is what the smallest of the supported systems (macOS) takes
// for a socket's path, less the room for ".s.PGSQL.5432.lock".
const maxSocketPath = 103 - len("/.s.PGSQL.5432.lock")

// folders are the places of a cluster. Below root everything belongs to the
// account of Postgres; what we write ourselves lies beside it, because a root
// process must not write where another user can plant a link.
type folders struct {
	root, data, socket, log         string
	conf, startLog, starting, users string
}

func foldersOf(dataDir string) (folders, error) {
	if dataDir == "" {
		return folders{}, errors.New("the data folder is not named")
	}
	abs, err := filepath.Abs(dataDir)
	if err != nil {
		return folders{}, fmt.Errorf("data folder: %w", err)
	}
	root := filepath.Join(abs, "postgres")
	f := folders{
		root: root, data: filepath.Join(root, "data"), socket: filepath.Join(root, "run"), log: filepath.Join(root, "log"),
		conf: root + ".conf", startLog: root + ".start.log", starting: root + ".start.lock", users: root + ".users.lock",
	}
	if len(f.socket) > maxSocketPath {
		return folders{}, fmt.Errorf("data folder %s: %d characters too long for a Unix socket below it", abs, len(f.socket)-maxSocketPath)
	}
	return f, nil
}

func (f folders) url(role, database string) string {
	u := url.URL{Scheme: "postgres", Path: "/" + database, RawQuery: url.Values{
		"host": {f.socket}, "user": {role}, "sslmode": {"disable"},
	}.Encode()}
	return u.String()
}

// pages is how many bytes Postgres is to keep pages in.
func (cfg Config) pages() uint64 {
	switch {
	case cfg.Pages > 0:
		return cfg.Pages
	case cfg.Disposable:
		return leastShared
	}
	return SharedBuffers(memory())
}

// settings is the server's configuration file. Postgres reads what an operator
// sets with ALTER SYSTEM after it, so that wins.
func (cfg Config) settings(f folders, pages uint64) string {
	connections := cfg.MaxConnections
	if connections == 0 {
		connections = 100
	}
	durable := "on"
	if cfg.Disposable {
		durable = "off"
	}
	lines := []string{
		"# Written by Firstline at each start. Use ALTER SYSTEM to change a setting.",
		"listen_addresses = ''",
		"unix_socket_directories = '" + strings.ReplaceAll(f.socket, "'", "''") + "'",
		"unix_socket_permissions = 0700",
		"port = 5432",
		fmt.Sprintf("max_connections = %d", connections),
		"fsync = " + durable,
		"synchronous_commit = " + durable,
		"full_page_writes = " + durable,
		fmt.Sprintf("shared_buffers = %dMB", pages>>20),
		"maintenance_work_mem = 128MB", // an HNSW index is built in memory or slowly
		"work_mem = 8MB",
		"random_page_cost = 1.1",
		"jit = off", // compiling costs more than our longest interactive query
		"timezone = 'UTC'",
		"log_timezone = 'UTC'",
		// What visitors write stands in statements and error details: keep both out of the log.
		"log_error_verbosity = terse",
		"log_min_error_statement = panic",
		"log_min_duration_statement = -1",
		"logging_collector = on",
		"log_directory = '../log'",
		"log_filename = 'postgres-%a.log'", // one a weekday, so that a week is kept
		"log_truncate_on_rotation = on",
		"log_rotation_age = 1d",
		"cluster_name = 'firstline'",
	}
	if cfg.Disposable { // small enough to live in memory, and nothing is ever replayed elsewhere
		lines = append(lines, "wal_level = minimal", "max_wal_senders = 0", "max_wal_size = 128MB", "min_wal_size = 32MB")
	}
	return strings.Join(lines, "\n") + "\n"
}
