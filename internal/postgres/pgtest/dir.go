package pgtest

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// inMemory is where Linux keeps files in memory, and roomInMemory what must be
// free there. A server that has made and dropped thousands of databases holds
// less than a quarter of it.
const (
	inMemory     = "/dev/shm"
	roomInMemory = 2 << 30 // bytes
)

// Dir is where the test server lives: in memory where there is room. A test's
// database is 800 files that live for seconds, and ext4 passes by each inode
// that was freed in the last minutes, one by one: making a database took four
// times as long once a few hundred had been dropped.
func Dir() (string, error) {
	if root, err := rootName(); err == nil {
		if dir := filepath.Join(inMemory, fmt.Sprintf("firstline-test-%d-%s", os.Getuid(), root)); ours(dir) {
			return dir, nil
		}
	}
	if os.Getuid() == 0 {
		return "/var/lib/firstline-test", nil // root's own folders are closed to the user Postgres runs as
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("find the cache folder: %w", err)
	}
	return filepath.Join(cache, "firstline-test"), nil
}

// rootName tells the machine's root from that of a chroot or container which shares
// its memory: the user that Postgres runs as has another number there.
func rootName() (string, error) {
	var root syscall.Stat_t
	if err := syscall.Stat("/", &root); err != nil {
		return "", fmt.Errorf("look at the root folder: %w", err)
	}
	return fmt.Sprintf("%d-%d", root.Dev, root.Ino), nil
}

// ours makes the folder if there is room for a server, and says whether it is
// there and nobody else can have put anything into it: everybody may write to
// the folder around it.
func ours(dir string) bool {
	var room syscall.Statfs_t
	if _, err := os.Lstat(dir); err != nil {
		if err := syscall.Statfs(inMemory, &room); err != nil || uint64(room.Bavail)*uint64(room.Bsize) < roomInMemory { //nolint:unconvert // the types differ between systems
			return false
		}
		if err := os.Mkdir(dir, 0o755); err != nil && !os.IsExist(err) {
			return false
		}
	}
	info, err := os.Lstat(dir)
	if err != nil || !info.IsDir() || info.Mode().Perm()&0o022 != 0 {
		return false
	}
	owner, known := info.Sys().(*syscall.Stat_t)
	return known && int(owner.Uid) == os.Getuid()
}
