package cluster

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"syscall"
	"time"
)

// stopWithin bounds an orderly stop; after it Postgres is told to leave at
// once and recovers at the next start.
const stopWithin = 15 * time.Second

// Cluster is a running private Postgres that this process uses.
type Cluster struct {
	server server
	log    *slog.Logger
	// starting is held by whoever starts or stops the server, users by whoever
	// uses it. Order: starting before users.
	starting, users *lockFile

	mu         sync.Mutex // protects postmaster
	postmaster postmaster
}

// Start makes the cluster if there is none, adopts the running one or starts
// it, and returns when it takes connections.
func Start(ctx context.Context, cfg Config) (*Cluster, error) {
	c, err := open(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("private Postgres: %w", err)
	}
	if err := c.starting.take(ctx, syscall.LOCK_EX); err != nil {
		return nil, errors.Join(fmt.Errorf("private Postgres: another start of it does not end: %w", err), c.closeLocks())
	}
	err = c.startLocked(ctx)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("private Postgres: %w", err), c.closeLocks())
	}
	return c, syscall.Flock(int(c.starting.file.Fd()), syscall.LOCK_UN)
}

func open(ctx context.Context, cfg Config) (*Cluster, error) {
	f, err := foldersOf(cfg.DataDir)
	if err != nil {
		return nil, err
	}
	who, err := accountFor(cfg.User)
	if err != nil {
		return nil, err
	}
	log := cfg.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	c := &Cluster{server: server{cfg: cfg, folders: f, account: who}, log: log}
	if err := c.server.prepare(ctx); err != nil {
		return nil, err
	}
	if c.starting, err = openLock(f.starting); err != nil {
		return nil, err
	}
	if c.users, err = openLock(f.users); err != nil {
		return nil, errors.Join(err, c.starting.close())
	}
	return c, nil
}

func (c *Cluster) startLocked(ctx context.Context) error {
	if err := c.users.take(ctx, syscall.LOCK_SH); err != nil {
		return err
	}
	p, err := c.server.run(ctx)
	if err != nil {
		return err
	}
	c.postmaster = p
	return c.bootstrap(ctx)
}

func (c *Cluster) closeLocks() error { return errors.Join(c.users.close(), c.starting.close()) }

// AppURL logs in as the role of the application.
func (c *Cluster) AppURL() string { return c.URL(AppRole, Database) }

// OwnerURL logs in as the role that owns the tables and migrates them.
func (c *Cluster) OwnerURL() string { return c.URL(OwnerRole, Database) }

// AdminURL logs in to a database as the superuser, for back-ups and tests.
func (c *Cluster) AdminURL(database string) string { return c.URL(superuser, database) }

// URL logs in to a database as a role.
func (c *Cluster) URL(role, database string) string { return c.server.folders.url(role, database) }

// Adopted says whether the server was running already.
func (c *Cluster) Adopted() bool { return c.current().exited == nil }

// PID is the process id of the server, which changes when Run restarts it.
func (c *Cluster) PID() int { return c.current().pid }

func (c *Cluster) current() postmaster {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.postmaster
}

// Run restarts a server that died, until ctx ends. Connections break when it
// dies; a pool makes new ones.
func (c *Cluster) Run(ctx context.Context) error {
	for {
		p := c.current()
		if err := p.gone(ctx); err != nil {
			return nil // ctx ended
		}
		c.log.Warn("Postgres ended, starting it again", "pid", p.pid)
		if err := c.restart(ctx); err != nil && ctx.Err() == nil {
			c.log.Error("Postgres does not start", "error", err)
			wait(ctx, time.Second)
		}
	}
}

func (c *Cluster) restart(ctx context.Context) error {
	if err := c.starting.take(ctx, syscall.LOCK_EX); err != nil {
		return err
	}
	p, err := c.server.run(ctx) // another process may have been quicker: then this adopts
	if err == nil {
		c.mu.Lock()
		c.postmaster = p
		c.mu.Unlock()
	}
	return errors.Join(err, syscall.Flock(int(c.starting.file.Fd()), syscall.LOCK_UN))
}

// Stop lets go of the cluster and stops Postgres if nobody else uses it. Run
// must have ended, and pools must be closed. When ctx ends before Postgres has,
// Postgres leaves without tidying up and recovers at the next start.
func (c *Cluster) Stop(ctx context.Context) (err error) {
	defer func() { err = errors.Join(err, c.closeLocks()) }()
	ctx, cancel := context.WithTimeout(ctx, stopWithin)
	defer cancel()
	if err := c.starting.take(ctx, syscall.LOCK_EX); err != nil {
		return fmt.Errorf("stop the private Postgres: %w", err)
	}
	last, err := c.users.try(syscall.LOCK_EX)
	if err != nil || !last {
		return err
	}
	if err := c.stopServer(ctx); err != nil {
		return fmt.Errorf("stop the private Postgres: %w", err)
	}
	return nil
}

// Halt stops a server that nobody uses any more: its users were killed. It
// leaves one alone that is in use, and says so by returning true.
func Halt(ctx context.Context, cfg Config) (inUse bool, err error) {
	f, err := foldersOf(cfg.DataDir)
	if err != nil {
		return false, err
	}
	if _, running := readPIDFile(f.data); !running {
		return false, nil
	}
	c, err := open(ctx, cfg)
	if err != nil {
		return false, fmt.Errorf("private Postgres: %w", err)
	}
	if err := c.Stop(ctx); err != nil {
		return false, err
	}
	file, running := readPIDFile(f.data)
	return running && alive(file.pid), nil
}

// stopServer ends the server: sessions are cut and everything is written out.
func (c *Cluster) stopServer(ctx context.Context) error {
	file, ok := readPIDFile(c.server.folders.data)
	if !ok || !alive(file.pid) {
		return nil
	}
	p := c.current()
	if p.pid != file.pid {
		p = postmaster{pid: file.pid} // another process restarted it
	}
	if err := syscall.Kill(p.pid, syscall.SIGINT); err != nil {
		return err
	}
	if p.exited != nil {
		if p.gone(ctx) == nil {
			return nil
		}
	} else if poll(ctx, func() (bool, error) { return !alive(p.pid), nil }) == nil {
		return nil
	}
	return errors.Join(context.Cause(ctx), syscall.Kill(p.pid, syscall.SIGQUIT))
}

func wait(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}
