package cluster

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// account is who Postgres runs as. The zero value is ourselves.
type account struct {
	name       string
	credential *syscall.Credential
}

func accountFor(name string) (account, error) {
	if os.Getuid() != 0 {
		return account{}, nil
	}
	if name == "" {
		name = "postgres"
	}
	u, err := user.Lookup(name)
	if err != nil {
		return account{}, fmt.Errorf("the process is root, Postgres may not be, and there is no user %q to run it as: %w", name, err)
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return account{}, fmt.Errorf("user id of %s: %w", name, err)
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return account{}, fmt.Errorf("group id of %s: %w", name, err)
	}
	return account{name: name, credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, nil
}

// command is a child that runs as the account, in a session of its own: a
// Ctrl-C on the terminal must reach us and not the server under us.
func (a account) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Credential: a.credential}
	// Settings meant for other servers (PGDATA, PGHOST) must not reach ours.
	cmd.Env = []string{"PATH=" + filepath.Dir(name) + ":/usr/bin:/bin", "LC_MESSAGES=C", "TZ=UTC"}
	cmd.Dir = "/" // the present folder may be closed to the account
	return cmd
}

// own makes a folder that only the account may enter.
func (a account) own(dir string) error {
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !os.IsExist(err) {
		return fmt.Errorf("make folder: %w", err)
	}
	if a.credential == nil {
		return nil
	}
	if err := os.Chown(dir, int(a.credential.Uid), int(a.credential.Gid)); err != nil {
		return fmt.Errorf("give %s its folder: %w", a.name, err)
	}
	return nil
}

// reach checks that the account gets to dir at all: a folder inside root's
// home would fail later, with an error that says nothing.
func (a account) reach(ctx context.Context, dir string) error {
	if a.credential == nil {
		return nil
	}
	if err := a.command(ctx, "/bin/sh", "-c", `cd "$1" && test -w .`, "sh", dir).Run(); err != nil {
		return fmt.Errorf("user %s, who runs Postgres, cannot enter %s: choose a data folder outside closed homes, or open the way to it: %w", a.name, dir, err)
	}
	return nil
}
