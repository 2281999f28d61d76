//go:build unix

package format

import (
	"runtime"
	"runtime/debug"
	"syscall"
)

// confine gives up what a reader of one file does not need. On Linux the limit
// on data counts what is written to, which an address-space limit does not: Go
// reserves more addresses than it uses.
func confine() error {
	debug.SetMemoryLimit(childMemory * 3 / 4)
	limits := map[int]uint64{syscall.RLIMIT_CPU: childCPU, syscall.RLIMIT_FSIZE: 0, syscall.RLIMIT_CORE: 0}
	if runtime.GOOS == "linux" && !raceDetector {
		limits[syscall.RLIMIT_DATA] = childMemory
	}
	for what, most := range limits {
		if err := syscall.Setrlimit(what, &syscall.Rlimit{Cur: most, Max: most}); err != nil {
			return err
		}
	}
	return nil
}
