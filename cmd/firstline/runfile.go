package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/firstlinehq/firstline/internal/config"
	"github.com/firstlinehq/firstline/internal/postgres/cluster"
)

// stopWithin bounds how long a server may take to leave: it lets sockets and
// jobs end first.
const stopWithin = 40 * time.Second

// stopCmd ends the server that serves the data folder.
type stopCmd struct {
	config.Database `embed:""`
}

// Run waits until the server, and Postgres under it, have ended.
func (c *stopCmd) Run() error { return stopRunning(context.Background(), c.Database, os.Stdout) }

// runFile marks the server of a data folder. The lock on it, not its presence,
// says that the server runs: the kernel drops the lock of a killed process.
type runFile struct{ file *os.File }

func runFilePath(dataDir string) string { return filepath.Join(dataDir, "firstline.pid") }

// holdRunFile marks this process as the server of the data folder, until Close.
func holdRunFile(dataDir string) (*runFile, error) {
	if err := os.MkdirAll(dataDir, 0o755); err != nil { //nolint:gosec // the user that runs Postgres must get through
		return nil, fmt.Errorf("make the data folder: %w", err)
	}
	file, err := os.OpenFile(runFilePath(dataDir), os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, fmt.Errorf("open the run file: %w", err)
	}
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		defer file.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, fmt.Errorf("another Firstline (process %s) serves %s: end it with `firstline stop`, or set FIRSTLINE_DATA", readPID(file), dataDir)
		}
		return nil, fmt.Errorf("lock the run file: %w", err)
	}
	err = errors.Join(file.Truncate(0), writeAt(file, strconv.Itoa(os.Getpid())+"\n"))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("write the run file: %w", err), file.Close())
	}
	return &runFile{file}, nil
}

// Close lets go of the data folder.
func (r *runFile) Close() { r.file.Close() }

func writeAt(file *os.File, text string) error {
	_, err := file.WriteAt([]byte(text), 0)
	return err
}

func readPID(file *os.File) string {
	raw, err := io.ReadAll(io.NewSectionReader(file, 0, 32))
	if err != nil {
		return "?"
	}
	return strings.TrimSpace(string(raw))
}

// stopRunning ends the server of the data folder and waits until it is gone,
// then the Postgres that a killed one may have left.
func stopRunning(ctx context.Context, cfg config.Database, out io.Writer) error {
	ctx, cancel := context.WithTimeout(ctx, stopWithin)
	defer cancel()
	dir, err := dataDir(cfg)
	if err != nil {
		return err
	}
	ended, err := endServer(ctx, dir)
	if err != nil {
		return err
	}
	word := "Firstline was not running."
	if ended {
		word = "Firstline has ended."
	}
	if _, err := fmt.Fprintln(out, word); err != nil {
		return err
	}
	inUse, err := cluster.Halt(ctx, cluster.Config{DataDir: dir})
	if err == nil && inUse {
		_, err = fmt.Fprintln(out, "Another command still uses the private Postgres; it ends with that.")
	}
	return err
}

// serverRuns reports whether a server holds the data folder.
func serverRuns(dataDir string) bool {
	file, err := os.Open(runFilePath(dataDir))
	if err != nil {
		return false
	}
	defer file.Close()
	return syscall.Flock(int(file.Fd()), syscall.LOCK_SH|syscall.LOCK_NB) != nil
}

func endServer(ctx context.Context, dataDir string) (ended bool, err error) {
	file, err := os.Open(runFilePath(dataDir))
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("open the run file: %w", err)
	}
	defer file.Close()
	free := func() bool { return syscall.Flock(int(file.Fd()), syscall.LOCK_SH|syscall.LOCK_NB) == nil }
	if free() {
		return false, nil
	}
	pid, err := strconv.Atoi(readPID(file))
	if err != nil {
		return false, fmt.Errorf("read the run file: %w", err)
	}
	if err := syscall.Kill(pid, syscall.SIGTERM); err != nil {
		return false, fmt.Errorf("end process %d: %w", pid, err)
	}
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for !free() {
		select {
		case <-ctx.Done():
			return false, fmt.Errorf("process %d does not end: %w", pid, ctx.Err())
		case <-tick.C:
		}
	}
	return true, nil
}
