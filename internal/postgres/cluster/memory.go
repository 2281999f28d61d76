package cluster

import (
	"bytes"
	"os"
	"strconv"
)

// Postgres keeps pages in an eighth of the memory: with the index of a large library
// there a search takes two thirds of the time that it takes from the system's cache.
// Memory that no page needs stays the system's.
const (
	sharedPart  = 8
	leastShared = 128 << 20 // bytes; what Postgres has by default
	mostShared  = 4 << 30
)

// SharedBuffers is how many bytes of a machine's memory Postgres keeps pages in; a
// memory of 0 is one that is not known.
func SharedBuffers(memory uint64) uint64 { return min(mostShared, max(leastShared, memory/sharedPart)) }

// memory is what the machine, or the container that this runs in, has of it in bytes;
// 0 where the system does not tell in the way of Linux.
func memory() uint64 {
	var most uint64
	if text, err := os.ReadFile("/proc/meminfo"); err == nil {
		if fields := bytes.Fields(text); len(fields) > 1 && string(fields[0]) == "MemTotal:" {
			kib, _ := strconv.ParseUint(string(fields[1]), 10, 64)
			most = kib << 10
		}
	}
	for _, limit := range []string{"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"} {
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
