package postgres_test

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres/cluster"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
)

var update = flag.Bool("update", false, "write schema.sql from the migrations")

// noise is what pg_dump prints that says nothing about the shape, much of it
// different from one version of Postgres to the next.
var noise = regexp.MustCompile(`(?m)^(--.*|SET .*|CREATE SCHEMA public;|SELECT pg_catalog\.set_config.*|\\(un)?restrict .*)\n`)

var blankLines = regexp.MustCompile(`\n{3,}`)

// TestSchema keeps schema.sql what the migrations make, so that the present
// shape can be read in one place. Run with -update after a new migration.
func TestSchema(t *testing.T) {
	t.Parallel()

	urls := pgtest.NewURLs(t)
	dump := exec.CommandContext(t.Context(), filepath.Join(cluster.Find(t.Context())[0].Dir, "pg_dump"),
		"--schema-only", "--schema=public", "--no-owner", "--no-comments", "--dbname", urls.Admin)
	out, err := dump.Output()
	require.NoError(t, err)
	shape := noise.ReplaceAll(out, nil)
	shape = append([]byte("-- The schema that the migrations make. Generated: make generate\n"), shape...)
	shape = append(bytes.TrimSpace(blankLines.ReplaceAll(shape, []byte("\n\n"))), '\n')
	if *update {
		require.NoError(t, os.WriteFile("schema.sql", shape, 0o644))
	}
	want, err := os.ReadFile("schema.sql")
	require.NoError(t, err)
	require.Equal(t, string(want), string(shape), "schema.sql is not what the migrations make: make generate")
}
