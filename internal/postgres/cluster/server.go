package cluster

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// startWithin bounds a start that has to wait: for the processes of a killed
// server to end, or for recovery to replay what was not yet written.
const startWithin = 60 * time.Second

// errNoRoom means that the memory for pages cannot be mapped.
var errNoRoom = errors.New("no room for shared memory")

// errStillThere means that processes of a killed server have not ended yet.
var errStillThere = errors.New("a former server's processes are still ending")

// server knows how to make, start and find the Postgres of one folder.
type server struct {
	cfg     Config
	folders folders
	account account
}

// prepare makes the folders and, the first time, the cluster in them.
func (s server) prepare(ctx context.Context) error {
	if err := s.account.own(s.folders.root); err != nil {
		return err
	}
	if s.account.credential != nil {
		if err := s.account.reach(ctx, s.folders.root, true); err != nil {
			return err
		}
	}
	for _, dir := range []string{s.folders.socket, s.folders.log} {
		if err := s.account.own(dir); err != nil {
			return err
		}
	}
	return nil
}

// binaries picks the server that can open the data: its own major version, or
// the best one where there is no data yet.
func (s server) binaries(ctx context.Context) (Binaries, error) {
	found := Find(ctx)
	major := 0
	if raw, err := os.ReadFile(filepath.Join(s.folders.data, "PG_VERSION")); err == nil {
		if major, err = strconv.Atoi(strings.TrimSpace(string(raw))); err != nil {
			return Binaries{}, fmt.Errorf("version of the data in %s: %w", s.folders.data, err)
		}
	}
	for _, b := range found {
		if b.Usable() && (major == 0 || b.Major == major) {
			return b, nil
		}
	}
	if major != 0 {
		return Binaries{}, fmt.Errorf("the data in %s is of Postgres %d, and no Postgres %d with pgvector %s or newer is installed", s.folders.data, major, major, MinVector)
	}
	return Binaries{}, fmt.Errorf("no Postgres %d or newer with pgvector %s or newer is installed: run scripts/setup.sh, or set DATABASE_URL", MinPostgres, MinVector)
}

// initialise makes the cluster aside and moves it into place when it is whole,
// so that a start that was interrupted leaves nothing half made.
func (s server) initialise(ctx context.Context, b Binaries) error {
	if _, err := os.Stat(filepath.Join(s.folders.data, "PG_VERSION")); err == nil {
		return nil
	}
	aside := s.folders.data + ".new"
	if err := os.RemoveAll(aside); err != nil {
		return fmt.Errorf("clear an unfinished cluster: %w", err)
	}
	args := []string{
		"--pgdata", aside, "--username", superuser, "--encoding", "UTF8",
		// Byte order keeps indexes valid when the system's collations change;
		// the character classes must know more than ASCII for trigrams.
		"--locale", "C", "--lc-ctype", "C.UTF-8",
		// The folder of the socket lets in its owner (and root) only.
		"--auth", "trust", "--no-instructions",
	}
	if s.cfg.Disposable {
		args = append(args, "--no-sync")
	} else {
		args = append(args, "--data-checksums")
	}
	if out, err := s.account.command(ctx, filepath.Join(b.Dir, "initdb"), args...).CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, strings.TrimSpace(string(out)))
	}
	if err := os.Rename(aside, s.folders.data); err != nil {
		return fmt.Errorf("put the cluster in place: %w", err)
	}
	return nil
}

// run finds the running server or starts one.
func (s server) run(ctx context.Context) (postmaster, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, startWithin, errors.New("Postgres did not get ready in time"))
	defer cancel()
	var found postmaster
	err := poll(ctx, func() (bool, error) {
		file, ok := readPIDFile(s.folders.data)
		if ok && alive(file.pid) {
			if file.status == "ready" && s.answers(ctx) {
				found = postmaster{pid: file.pid}
				return true, nil
			}
			return false, dropForeignPIDFile(s.folders.data)
		}
		var err error
		found, err = s.launch(ctx)
		if errors.Is(err, errStillThere) {
			return false, nil
		}
		return err == nil, err
	})
	return found, err
}

// answers says whether the server on the socket takes connections.
func (s server) answers(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, s.folders.url(superuser, "postgres"))
	if err != nil {
		return false
	}
	return conn.Close(ctx) == nil
}

// launch starts a server and waits until it is ready. The machine may have the
// memory and yet not give it: then it starts with little, rather than not at all.
func (s server) launch(ctx context.Context) (postmaster, error) {
	b, err := s.binaries(ctx)
	if err != nil {
		return postmaster{}, err
	}
	if err := s.initialise(ctx, b); err != nil {
		return postmaster{}, err
	}
	wanted := s.cfg.pages()
	p, err := s.begin(ctx, b, wanted)
	if errors.Is(err, errNoRoom) && wanted > pinched {
		if s.cfg.Log != nil {
			s.cfg.Log.Warn("Postgres cannot have the memory that it keeps pages in: searches in large libraries are slower; "+
				"raise the limit of the container or service (shm, memory), or use ALTER SYSTEM SET shared_buffers",
				"wanted_mb", wanted>>20, "has_mb", pinched>>20, "error", err)
		}
		return s.begin(ctx, b, pinched)
	}
	return p, err
}

// begin starts a server that keeps pages in that many bytes.
func (s server) begin(ctx context.Context, b Binaries, pages uint64) (postmaster, error) {
	if err := os.WriteFile(s.folders.conf, []byte(s.cfg.settings(s.folders, pages)), 0o644); err != nil {
		return postmaster{}, fmt.Errorf("write settings: %w", err)
	}
	log, err := os.Create(s.folders.startLog)
	if err != nil {
		return postmaster{}, fmt.Errorf("open start log: %w", err)
	}
	defer log.Close() // the child has its own copy
	// Not under ctx: the server must outlive the call that starts it.
	cmd := s.account.command(context.WithoutCancel(ctx), filepath.Join(b.Dir, "postgres"),
		"-D", s.folders.data, "-c", "config_file="+s.folders.conf)
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		return postmaster{}, fmt.Errorf("start postgres: %w", err)
	}
	p := postmaster{pid: cmd.Process.Pid, exited: make(chan struct{})}
	go func() {
		_ = cmd.Wait() // how it ended stands in its log
		close(p.exited)
	}()
	return p, s.awaitReady(ctx, p)
}

func (s server) awaitReady(ctx context.Context, p postmaster) error {
	return poll(ctx, func() (bool, error) {
		select {
		case <-p.exited:
			why := lastLines(s.folders.startLog)
			if strings.Contains(why, "pre-existing shared memory block") || strings.Contains(why, "postmaster.pid\" already exists") {
				return false, errStillThere
			}
			if strings.Contains(why, "shared memory") {
				return false, fmt.Errorf("%w: %s", errNoRoom, why)
			}
			return false, fmt.Errorf("postgres ended while starting: %s", why)
		default:
		}
		file, ok := readPIDFile(s.folders.data)
		return ok && file.pid == p.pid && file.status == "ready", nil
	})
}
