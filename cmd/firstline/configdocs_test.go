package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWriteConfigDocs(t *testing.T) {
	t.Parallel()

	var page strings.Builder
	require.NoError(t, writeConfigDocs(&page))
	require.Contains(t, page.String(), "| `--listen` | `FIRSTLINE_LISTEN` | `127.0.0.1:8080` | Address and port to serve on. |")
	require.Contains(t, page.String(), "`DATABASE_URL`")
	require.NotContains(t, page.String(), "--help")
}
