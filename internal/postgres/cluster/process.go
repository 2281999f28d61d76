package cluster

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// adoptedLook is how often a postmaster that is not our child is looked at.
const adoptedLook = 300 * time.Millisecond

// postmaster is a running server.
type postmaster struct {
	pid    int
	exited chan struct{} // closed when our child has ended; nil for an adopted one
}

// gone waits until the server has ended, or ctx has.
func (p postmaster) gone(ctx context.Context) error {
	if p.exited != nil {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-p.exited:
			return nil
		}
	}
	tick := time.NewTicker(adoptedLook)
	defer tick.Stop()
	for alive(p.pid) {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-tick.C:
		}
	}
	return nil
}

// alive says whether a process runs. One that ended and that nobody has
// collected yet counts as ended: in a container nobody may ever do so.
func alive(pid int) bool {
	if err := syscall.Kill(pid, 0); err != nil && !errors.Is(err, syscall.EPERM) {
		return false
	}
	stat, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	if err != nil {
		return true // no /proc here
	}
	_, after, _ := bytes.Cut(stat, []byte(") ")) // the name before it may hold anything
	return !bytes.HasPrefix(after, []byte("Z"))
}

// pidFile is what a postmaster writes about itself.
type pidFile struct {
	pid    int
	status string // starting, ready, stopping, standby
}

func readPIDFile(data string) (pidFile, bool) {
	raw, err := os.ReadFile(filepath.Join(data, "postmaster.pid"))
	if err != nil {
		return pidFile{}, false
	}
	lines := strings.Split(string(raw), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(lines[0]))
	if err != nil {
		return pidFile{}, false
	}
	p := pidFile{pid: pid}
	if len(lines) > 7 {
		p.status = strings.TrimSpace(lines[7])
	}
	return p, true
}

// inFolder lists the processes that work in the data folder, as every Postgres
// process does. Without /proc it knows nothing and says so.
func inFolder(data string) (pids []int, known bool) {
	entries, err := filepath.Glob("/proc/[0-9]*/cwd")
	if err != nil || len(entries) == 0 {
		return nil, false
	}
	if data, err = filepath.EvalSymlinks(data); err != nil {
		return nil, false
	}
	for _, link := range entries {
		if cwd, err := os.Readlink(link); err == nil && cwd == data {
			pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(link))) // the pattern lets only digits through
			pids = append(pids, pid)
		}
	}
	return pids, true
}

// dropForeignPIDFile removes a pid file whose number now belongs to a process
// that is not of this cluster, as after a restart of the machine: Postgres
// would take that process for a running server and refuse to start. It keeps
// the file while any process works in the folder, or where that is not known.
func dropForeignPIDFile(data string) error {
	pids, known := inFolder(data)
	if !known || len(pids) > 0 {
		return nil
	}
	if err := os.Remove(filepath.Join(data, "postmaster.pid")); err != nil && !os.IsNotExist(err) {
		return fmt.Errorf("remove stale postmaster.pid: %w", err)
	}
	return nil
}

// lastLines is the end of a log, for an error that should say why.
func lastLines(path string) string {
	raw, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	const most = 1500
	if len(raw) > most {
		raw = raw[len(raw)-most:]
	}
	return strings.TrimSpace(string(raw))
}
