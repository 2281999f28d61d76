package cluster

import (
	"cmp"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// The oldest versions that Firstline works with.
const (
	MinPostgres = 15    // the first with security_invoker views
	MinVector   = "0.8" // the first whose index scans go on until enough rows pass a filter
)

// Binaries is one installed Postgres server.
type Binaries struct {
	Dir    string // the folder of initdb and postgres
	Major  int    // for example 15
	Vector string // version of the pgvector beside it; "" where there is none
}

// Usable says whether the server and its pgvector are new enough.
func (b Binaries) Usable() bool {
	return b.Major >= MinPostgres && AtLeast(b.Vector, MinVector)
}

var places = []string{
	"/usr/lib/postgresql/*/bin",          // Debian, Ubuntu
	"/usr/pgsql-*/bin",                   // the PostgreSQL project's RPMs
	"/opt/homebrew/opt/postgresql@*/bin", // Homebrew on Apple silicon
	"/usr/local/opt/postgresql@*/bin",    // Homebrew on Intel
	"/usr/local/pgsql/bin",               // built from source
	"/usr/libexec/postgresql*",           // Alpine
	"/opt/homebrew/bin", "/usr/local/bin", "/usr/bin",
}

// Find lists the servers on this machine, the best one first: usable before
// unusable, then by version.
func Find(ctx context.Context) []Binaries {
	var dirs []string
	for _, pattern := range places {
		found, _ := filepath.Glob(pattern) // the patterns are constant and well formed
		dirs = append(dirs, found...)
	}
	if path, err := exec.LookPath("initdb"); err == nil {
		dirs = append(dirs, filepath.Dir(path))
	}
	if out, err := exec.CommandContext(ctx, "pg_config", "--bindir").Output(); err == nil {
		dirs = append(dirs, strings.TrimSpace(string(out)))
	}
	var all []Binaries
	seen := map[string]bool{}
	for _, dir := range dirs {
		initdb, err := filepath.EvalSymlinks(filepath.Join(dir, "initdb"))
		if err != nil || seen[initdb] {
			continue
		}
		seen[initdb] = true
		if b, ok := inspect(ctx, dir); ok {
			all = append(all, b)
		}
	}
	slices.SortStableFunc(all, func(a, b Binaries) int {
		if a.Usable() != b.Usable() {
			if a.Usable() {
				return -1
			}
			return 1
		}
		return cmp.Compare(b.Major, a.Major)
	})
	return all
}

var firstNumber = regexp.MustCompile(`\d+`)

func inspect(ctx context.Context, dir string) (Binaries, bool) {
	out, err := exec.CommandContext(ctx, filepath.Join(dir, "postgres"), "--version").Output()
	if err != nil {
		return Binaries{}, false
	}
	major, err := strconv.Atoi(firstNumber.FindString(string(out)))
	if err != nil {
		return Binaries{}, false
	}
	return Binaries{Dir: dir, Major: major, Vector: vectorVersion(ctx, dir)}, true
}

var defaultVersion = regexp.MustCompile(`(?m)^default_version\s*=\s*'([^']+)'`)

func vectorVersion(ctx context.Context, dir string) string {
	shares := []string{
		strings.Replace(strings.TrimSuffix(dir, "/bin"), "/lib/", "/share/", 1), // Debian ships pg_config apart from the server
		filepath.Join(filepath.Dir(dir), "share"),
		filepath.Join(filepath.Dir(dir), "share", "postgresql"),
	}
	for _, share := range shares {
		if v := controlVersion(share); v != "" {
			return v
		}
	}
	out, err := exec.CommandContext(ctx, filepath.Join(dir, "pg_config"), "--sharedir").Output()
	if err != nil {
		return ""
	}
	return controlVersion(strings.TrimSpace(string(out)))
}

func controlVersion(share string) string {
	control, err := os.ReadFile(filepath.Join(share, "extension", "vector.control"))
	if err != nil {
		return ""
	}
	if m := defaultVersion.FindSubmatch(control); m != nil {
		return string(m[1])
	}
	return ""
}

// AtLeast compares dotted version numbers; an empty one is older than any.
func AtLeast(version, oldest string) bool {
	have, want := numbers(version), numbers(oldest)
	return len(have) > 0 && slices.Compare(have, want) >= 0
}

func numbers(version string) []int {
	var parts []int
	for _, s := range firstNumber.FindAllString(version, -1) {
		n, _ := strconv.Atoi(s) // only digits; an overflow stays at the largest int
		parts = append(parts, n)
	}
	return parts
}
