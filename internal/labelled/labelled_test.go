package labelled_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/labelled"
)

type item struct{ Text string }

func put(t *testing.T, dir, name, content string) string {
	t.Helper()
	raw := []byte(content)
	if strings.HasSuffix(name, ".gz") {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, err := z.Write(raw)
		require.NoError(t, err)
		require.NoError(t, z.Close())
		raw = b.Bytes()
	}
	path := filepath.Join(dir, name)
	require.NoError(t, os.WriteFile(path, raw, 0o600))
	return path
}

func TestItems(t *testing.T) {
	t.Parallel()

	for _, name := range []string{"set.jsonl", "set.jsonl.gz"} {
		dir := t.TempDir()
		put(t, dir, name, "{\"text\":\"one\"}\r\n\n  {\"text\":\"two\"}")
		path, err := labelled.Find(dir, "set.jsonl")
		require.NoError(t, err)
		list, err := labelled.Items[item](t.Context(), path)
		require.NoError(t, err)
		require.Equal(t, []item{{"one"}, {"two"}}, list)
	}
	_, err := labelled.Find(t.TempDir(), "set.jsonl")
	require.ErrorIs(t, err, fs.ErrNotExist)
}

func TestErrorsNameFileAndLine(t *testing.T) {
	t.Parallel()

	dir := t.TempDir()
	for name, content := range map[string]string{
		"json.jsonl": "{\"text\":\"fine\"}\n\n{",
		"utf8.jsonl": "{\"text\":\"fine\"}\n\n{\"text\":\"\xff\"}",
	} {
		path := put(t, dir, name, content)
		_, err := labelled.Items[item](t.Context(), path)
		require.ErrorContains(t, err, path+":3: ")
	}
	path := put(t, dir, "refused.jsonl", "{}\n{}\n")
	refused := errors.New("label is missing")
	err := labelled.EachItem(t.Context(), path, func(item) error { return refused })
	require.ErrorIs(t, err, refused)
	require.ErrorContains(t, err, path+":1: ")

	_, err = labelled.Items[item](t.Context(), put(t, dir, "blank.jsonl", "\n \n"))
	require.ErrorIs(t, err, labelled.ErrEmpty)
	notZipped := filepath.Join(dir, "plain.jsonl.gz")
	require.NoError(t, os.WriteFile(notZipped, []byte("{}"), 0o600))
	_, err = labelled.Items[item](t.Context(), notZipped)
	require.ErrorContains(t, err, "unzip")

	ended, end := context.WithCancel(t.Context())
	end()
	_, err = labelled.Items[item](ended, path)
	require.ErrorIs(t, err, context.Canceled)
}
