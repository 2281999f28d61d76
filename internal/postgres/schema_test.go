package postgres_test

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres/cluster"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
)

var update = flag.Bool("update", false, "write schema.sql")

// writtenBy is the major version whose pg_dump writes schema.sql: the oldest
// that is supported.
const writtenBy = cluster.MinPostgres

// schema.sql is what all migrations add up to, so that the present shape can be
// read in one place. It is made, never edited.
func TestSchema(t *testing.T) {
	t.Parallel()

	found := cluster.Find(t.Context())
	require.NotEmpty(t, found)
	if found[0].Major != writtenBy && !*update {
		t.Skipf("Postgres %d dumps the same schema in other words than %d", found[0].Major, writtenBy)
	}
	dump := exec.CommandContext(t.Context(), filepath.Join(found[0].Dir, "pg_dump"), "--schema-only", "--no-owner", "--no-comments",
		"--schema=public", "--dbname="+pgtest.NewURLs(t).Admin)
	out, err := dump.Output()
	require.NoError(t, err)
	got := readable(string(out))
	if *update {
		require.NoError(t, os.WriteFile("schema.sql", []byte(got), 0o600))
		return
	}
	want, err := os.ReadFile("schema.sql")
	require.NoError(t, err)
	require.Equal(t, string(want), got, "run scripts/generate.sh")
}

// readable drops what differs between versions of pg_dump and says nothing.
func readable(dump string) string {
	noise := regexp.MustCompile(`(?m)^(--.*|SET .*|SELECT pg_catalog\.set_config.*|\\(un)?restrict.*|CREATE SCHEMA public;)$`)
	blank := regexp.MustCompile(`\n{3,}`)
	return "-- Made from the migrations by scripts/generate.sh; do not edit.\n\n" +
		strings.TrimSpace(blank.ReplaceAllString(noise.ReplaceAllString(dump, ""), "\n\n")) + "\n"
}
