package cluster

import (
	"bytes"
	"os"
	"path"
	"strconv"
	"strings"
)

// Postgres keeps pages in an eighth of the memory: with the index of a large library
// there a search takes two thirds of the time that it takes from the system's cache.
// Memory that no page needs stays the system's.
const (
	sharedPart  = 8
	leastShared = 128 << 20 // bytes; what Postgres has by default
	mostShared  = 4 << 30
	// pinched is what Postgres starts with where a container or the system's
	// limits leave no room for more.
	pinched = 16 << 20
)

// SharedBuffers is how many bytes of a machine's memory Postgres keeps pages in; a
// memory of 0 is one that is not known.
func SharedBuffers(memory uint64) uint64 { return min(mostShared, max(leastShared, memory/sharedPart)) }

// memory is what the machine, or the container or service that this runs in, has of it
// in bytes; 0 where the system does not tell in the way of Linux.
func memory() uint64 {
	var most uint64
	if text, err := os.ReadFile("/proc/meminfo"); err == nil {
		if fields := bytes.Fields(text); len(fields) > 1 && string(fields[0]) == "MemTotal:" {
			kib, _ := strconv.ParseUint(string(fields[1]), 10, 64)
			most = kib << 10
		}
	}
	groups, _ := os.ReadFile("/proc/self/cgroup") // none: the container's own limit, if there is one
	for _, limit := range LimitFiles(string(groups)) {
		text, err := os.ReadFile(limit)
		if err != nil {
			continue
		}
		if n, err := strconv.ParseUint(string(bytes.TrimSpace(text)), 10, 64); err == nil && n < most { // else "max"
			most = n
		}
	}
	return most
}

// LimitFiles names the files that may bound the memory of a process: those of its
// control groups, as /proc/self/cgroup lists them, and of each group around these. A
// container sees its own limit at the top, a service of systemd below it.
func LimitFiles(groups string) []string {
	const first, second = "/sys/fs/cgroup/memory", "/sys/fs/cgroup" // the versions' roots
	files := []string{second + "/memory.max", first + "/memory.limit_in_bytes"}
	for line := range strings.Lines(groups) {
		part := strings.SplitN(strings.TrimSpace(line), ":", 3)
		if len(part) < 3 {
			continue
		}
		for at := path.Clean("/" + part[2]); at != "/"; at = path.Dir(at) {
			switch part[1] {
			case "":
				files = append(files, second+at+"/memory.max")
			case "memory":
				files = append(files, first+at+"/memory.limit_in_bytes")
			}
		}
	}
	return files
}
