package cluster

import (
	"context"
	"errors"
	"fmt"
	"os"
	"syscall"
	"time"
)

// pollEvery is how often a state that nobody announces is looked at.
const pollEvery = 5 * time.Millisecond

// lockFile is a lock that the kernel drops when its process dies.
type lockFile struct{ file *os.File }

func openLock(path string) (*lockFile, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open lock: %w", err)
	}
	return &lockFile{file}, nil
}

// try takes the lock if it is free. mode is LOCK_SH or LOCK_EX.
func (l *lockFile) try(mode int) (bool, error) {
	for {
		err := syscall.Flock(int(l.file.Fd()), mode|syscall.LOCK_NB)
		switch {
		case err == nil:
			return true, nil
		case errors.Is(err, syscall.EINTR):
		case errors.Is(err, syscall.EWOULDBLOCK):
			return false, nil
		default:
			return false, fmt.Errorf("lock %s: %w", l.file.Name(), err)
		}
	}
}

// take waits for the lock. It looks again and again, because a blocking flock
// does not end with ctx.
func (l *lockFile) take(ctx context.Context, mode int) error {
	return poll(ctx, func() (bool, error) { return l.try(mode) })
}

// close lets go.
func (l *lockFile) close() error { return l.file.Close() }

// poll asks done until it says yes, fails, or ctx ends.
func poll(ctx context.Context, done func() (bool, error)) error {
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	for {
		if ok, err := done(); ok || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-tick.C:
		}
	}
}
