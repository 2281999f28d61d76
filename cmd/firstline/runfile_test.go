package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"sync"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/config"
)

// TestMain doubles as the server that the tests stop.
func TestMain(m *testing.M) {
	if dir := os.Args[len(os.Args)-1]; len(os.Args) > 2 && os.Args[len(os.Args)-2] == "hold-run-file" {
		holdUntilTold(dir)
		return
	}
	code := m.Run()
	if built != "" {
		_ = os.RemoveAll(built)
	}
	os.Exit(code)
}

// built is a folder with the binary of this run, which TestMain removes.
var built string

// buildOnce builds the binary for all tests that run it.
var buildOnce = sync.OnceValues(func() (string, error) {
	var err error
	if built, err = os.MkdirTemp("/tmp", "firstline-built-"); err != nil {
		return "", err
	}
	binary := filepath.Join(built, "firstline")
	out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return binary, nil
})

func holdUntilTold(dir string) {
	ctx, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	held, err := holdRunFile(dir)
	if err != nil {
		os.Exit(3)
	}
	_, _ = os.Stdout.WriteString("held\n")
	<-ctx.Done()
	cancel()
	held.Close()
}

func startHolder(t *testing.T, dir string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0], "hold-run-file", dir)
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	_, err = out.Read(make([]byte, 5))
	require.NoError(t, err)
	return cmd
}

func TestStopRunning(t *testing.T) {
	t.Parallel()

	t.Run("EndsTheServer", func(t *testing.T) {
		t.Parallel()

		dir := t.TempDir()
		server := startHolder(t, dir)
		_, err := holdRunFile(dir)
		require.ErrorContains(t, err, "another Firstline")
		var out bytes.Buffer
		require.NoError(t, stopRunning(t.Context(), config.Database{DataDir: dir}, &out))
		require.Equal(t, "Firstline has ended.\n", out.String())
		require.NoError(t, server.Wait(), "it was asked, not killed")
	})

	t.Run("KnowsThatAKilledOneIsGone", func(t *testing.T) {
		t.Parallel()

		dir := t.TempDir()
		server := startHolder(t, dir)
		require.NoError(t, server.Process.Kill())
		require.Error(t, server.Wait())
		var out bytes.Buffer
		require.NoError(t, stopRunning(t.Context(), config.Database{DataDir: dir}, &out))
		require.Equal(t, "Firstline was not running.\n", out.String())
		held, err := holdRunFile(dir)
		require.NoError(t, err)
		held.Close()
	})

	t.Run("NothingThere", func(t *testing.T) {
		t.Parallel()

		var out bytes.Buffer
		require.NoError(t, stopRunning(t.Context(), config.Database{DataDir: t.TempDir()}, &out))
		require.Equal(t, "Firstline was not running.\n", out.String())
	})
}
