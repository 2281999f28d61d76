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

// reach checks that the account gets to dir at all and, if asked, may write
// there: a folder inside root's home would fail later, with an error that says
// nothing.
func (a account) reach(ctx context.Context, dir string, write bool) error {
	test := `cd "$1"`
	if write {
		test += " && test -w ."
	}
	if err := a.command(ctx, "/bin/sh", "-c", test, "sh", dir).Run(); err != nil {
		who := "this user"
		if a.name != "" {
			who = "user " + a.name + ", who runs Postgres,"
		}
		return fmt.Errorf("%s cannot use %s: choose a data folder outside closed homes, or open the way to it: %w", who, dir, err)
	}
	return nil
}

// CheckFolder says why a cluster could not live in the data folder; nil if it
// could. It makes nothing: of a folder that is not there it checks the first
// one above that is.
func CheckFolder(ctx context.Context, cfg Config) error {
	f, err := foldersOf(cfg.DataDir)
	if err != nil {
		return err
	}
	who, err := accountFor(cfg.User)
	if err != nil {
		return err
	}
	at := f.root
	for _, err := os.Stat(at); err != nil && at != filepath.Dir(at); _, err = os.Stat(at) {
		at = filepath.Dir(at)
	}
	// As root a missing folder is made for the account, which only has to get there.
	return who.reach(ctx, at, at == f.root || who.credential == nil)
}
