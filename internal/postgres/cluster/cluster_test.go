package cluster_test

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres/cluster"
)

// dataDir is a folder that an unprivileged Postgres can reach too; t.TempDir
// is closed to it where the test runs as root.
func dataDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "firstline-cluster-") //nolint:usetesting // see above; and TMPDIR may be too long for a socket
	require.NoError(t, err)
	require.NoError(t, os.Chmod(dir, 0o755))
	t.Cleanup(func() { require.NoError(t, os.RemoveAll(dir)) })
	return dir
}

func start(t *testing.T, dir string) *cluster.Cluster {
	t.Helper()
	c, err := cluster.Start(t.Context(), cluster.Config{DataDir: dir})
	require.NoError(t, err)
	return c
}

func stop(t *testing.T, c *cluster.Cluster) {
	t.Helper()
	require.NoError(t, c.Stop(context.Background()))
}

func connect(t *testing.T, url string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}

func running(pid int) bool { return syscall.Kill(pid, 0) == nil }

// requireGone waits for the process itself: Postgres takes its files away a
// moment before it ends.
func requireGone(t *testing.T, pid int) {
	t.Helper()
	require.Eventually(t, func() bool { return !running(pid) }, 10*time.Second, 10*time.Millisecond, "Postgres ends with its last user")
}

// TestMain doubles as a process that uses a cluster until it is killed.
func TestMain(m *testing.M) {
	if n := len(os.Args); n > 2 && os.Args[n-2] == "use-cluster" {
		if _, err := cluster.Start(context.Background(), cluster.Config{DataDir: os.Args[n-1]}); err != nil {
			os.Exit(3)
		}
		_, _ = os.Stdout.WriteString("ready\n")
		select {}
	}
	os.Exit(m.Run())
}

// killUser starts a cluster from another process and kills that.
func killUser(t *testing.T, dir string) {
	t.Helper()
	user := exec.Command(os.Args[0], "use-cluster", dir)
	out, err := user.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, user.Start())
	_, err = out.Read(make([]byte, 6))
	require.NoError(t, err)
	require.NoError(t, user.Process.Kill())
	require.Error(t, user.Wait())
}

func TestStart(t *testing.T) {
	t.Parallel()

	t.Run("RolesAndExtensions", func(t *testing.T) {
		t.Parallel()

		c := start(t, dataDir(t))
		defer stop(t, c)
		for _, url := range []string{c.AppURL(), c.OwnerURL()} {
			var above bool
			conn := connect(t, url)
			require.NoError(t, conn.QueryRow(t.Context(), `SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = current_user`).Scan(&above))
			require.False(t, above, url)
		}
		conn := connect(t, c.OwnerURL())
		var fsync, commit, tcp string
		require.NoError(t, conn.QueryRow(t.Context(), `SELECT current_setting('fsync'), current_setting('synchronous_commit'), current_setting('listen_addresses')`).Scan(&fsync, &commit, &tcp))
		require.Equal(t, []string{"on", "on", ""}, []string{fsync, commit, tcp})
		_, err := conn.Exec(t.Context(), `CREATE TABLE v (e halfvec(3), t text); CREATE INDEX ON v USING gin (t gin_trgm_ops)`)
		require.NoError(t, err)
		// Trigrams must see Chinese letters, which they do not in the C locale.
		var trigrams int
		require.NoError(t, conn.QueryRow(t.Context(), `SELECT cardinality(show_trgm('退货政策'))`).Scan(&trigrams))
		require.Positive(t, trigrams)
	})

	t.Run("WithLittleWhereMuchCannotBeMapped", func(t *testing.T) {
		t.Parallel()

		if rule, err := os.ReadFile("/proc/sys/vm/overcommit_memory"); err != nil || strings.TrimSpace(string(rule)) == "1" {
			t.Skip("this system promises any amount")
		}
		var log bytes.Buffer
		c, err := cluster.Start(t.Context(), cluster.Config{DataDir: dataDir(t), Pages: 4 << 40, Log: slog.New(slog.NewTextHandler(&log, nil))})
		require.NoError(t, err)
		defer stop(t, c)
		require.Contains(t, log.String(), "wanted_mb=4194304 has_mb=16")
		var pages string
		require.NoError(t, connect(t, c.OwnerURL()).QueryRow(t.Context(), `SHOW shared_buffers`).Scan(&pages))
		require.Equal(t, "16MB", pages)
	})

	t.Run("DataSurvivesStop", func(t *testing.T) {
		t.Parallel()

		dir := dataDir(t)
		first := start(t, dir)
		pid := first.PID()
		write(t, first)
		stop(t, first)
		requireGone(t, pid)

		again := start(t, dir)
		defer stop(t, again)
		require.False(t, again.Adopted())
		require.Equal(t, "kept", read(t, again))
	})

	t.Run("SecondUserAttaches", func(t *testing.T) {
		t.Parallel()

		dir := dataDir(t)
		first := start(t, dir)
		second := start(t, dir)
		require.True(t, second.Adopted())
		require.Equal(t, first.PID(), second.PID())
		stop(t, first)
		require.True(t, running(second.PID()), "somebody still uses it")
		write(t, second)
		stop(t, second)
		requireGone(t, second.PID())
	})

	t.Run("AdoptsAfterKill", func(t *testing.T) {
		t.Parallel()

		dir := dataDir(t)
		killUser(t, dir)
		c := start(t, dir)
		require.True(t, c.Adopted(), "Postgres outlives the process that started it")
		pid := c.PID()
		stop(t, c)
		requireGone(t, pid)
	})

	t.Run("RunRestartsAdopted", func(t *testing.T) {
		t.Parallel()

		dir := dataDir(t)
		killUser(t, dir)
		c := start(t, dir)
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- c.Run(ctx) }()
		killed := c.PID()
		require.NoError(t, syscall.Kill(killed, syscall.SIGKILL))
		require.Eventually(t, func() bool { return c.PID() != killed }, 30*time.Second, 10*time.Millisecond)
		cancel()
		require.NoError(t, <-done)
		stop(t, c)
	})

	t.Run("RecoversKilledPostgres", func(t *testing.T) {
		t.Parallel()

		dir := dataDir(t)
		first := start(t, dir)
		write(t, first)
		require.NoError(t, syscall.Kill(first.PID(), syscall.SIGKILL))
		again := start(t, dir)
		require.NotEqual(t, first.PID(), again.PID())
		require.Equal(t, "kept", read(t, again))
		stop(t, first)
		stop(t, again)
	})

	t.Run("RunRestartsKilledPostgres", func(t *testing.T) {
		t.Parallel()

		c := start(t, dataDir(t))
		write(t, c)
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- c.Run(ctx) }()
		killed := c.PID()
		require.NoError(t, syscall.Kill(killed, syscall.SIGKILL))
		require.Eventually(t, func() bool { return c.PID() != killed }, 30*time.Second, 10*time.Millisecond)
		require.Equal(t, "kept", read(t, c))
		cancel()
		require.NoError(t, <-done)
		stop(t, c)
	})

	t.Run("ForgetsNumberOfAnotherProcess", func(t *testing.T) {
		t.Parallel()
		if _, err := os.Stat("/proc/self/cwd"); err != nil {
			t.Skip("needs /proc to tell whose a process is")
		}

		dir := dataDir(t)
		first := start(t, dir)
		write(t, first)
		stop(t, first)
		// After a restart of the machine the number may be anybody's.
		pidFile := filepath.Join(dir, "postgres", "data", "postmaster.pid")
		require.NoError(t, os.WriteFile(pidFile, []byte("1\n"), 0o600))
		again := start(t, dir)
		defer stop(t, again)
		require.Equal(t, "kept", read(t, again))
	})

	t.Run("TooLongForASocket", func(t *testing.T) {
		t.Parallel()

		dir := filepath.Join(dataDir(t), "a-name-that-goes-on-and-on-and-on", "for-longer-than-any-socket-may", "be")
		_, err := cluster.Start(t.Context(), cluster.Config{DataDir: dir})
		require.ErrorContains(t, err, "too long for a Unix socket")
	})
}

func write(t *testing.T, c *cluster.Cluster) {
	t.Helper()
	_, err := connect(t, c.OwnerURL()).Exec(t.Context(), `CREATE TABLE notes (note text); INSERT INTO notes VALUES ('kept')`)
	require.NoError(t, err)
}

func read(t *testing.T, c *cluster.Cluster) string {
	t.Helper()
	var note string
	require.NoError(t, connect(t, c.OwnerURL()).QueryRow(t.Context(), `SELECT note FROM notes`).Scan(&note))
	return note
}

func TestHalt(t *testing.T) {
	t.Parallel()

	dir := dataDir(t)
	cfg := cluster.Config{DataDir: dir}
	inUse, err := cluster.Halt(t.Context(), cfg)
	require.NoError(t, err)
	require.False(t, inUse, "there is no cluster")

	c := start(t, dir)
	inUse, err = cluster.Halt(t.Context(), cfg)
	require.NoError(t, err)
	require.True(t, inUse)
	require.True(t, running(c.PID()))
	stop(t, c)

	killUser(t, dir)
	inUse, err = cluster.Halt(t.Context(), cfg)
	require.NoError(t, err)
	require.False(t, inUse)
	_, err = os.Stat(filepath.Join(dir, "postgres", "data", "postmaster.pid"))
	require.ErrorIs(t, err, os.ErrNotExist)
}
