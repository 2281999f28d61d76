package seal_test

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/seal"
)

func key(t *testing.T) seal.Key {
	t.Helper()
	k, err := seal.Parse(seal.Generate())
	require.NoError(t, err)
	return k
}

func TestSealAndOpen(t *testing.T) {
	t.Parallel()

	k := key(t)
	sealed, err := k.Seal("endpoint:1", []byte("sk-secret"))
	require.NoError(t, err)
	require.NotContains(t, string(sealed), "sk-secret")
	again, err := k.Seal("endpoint:1", []byte("sk-secret"))
	require.NoError(t, err)
	require.NotEqual(t, sealed, again, "equal secrets must not show that they are equal")

	secret, err := k.Open("endpoint:1", sealed)
	require.NoError(t, err)
	require.Equal(t, "sk-secret", string(secret))

	damaged := append([]byte(nil), sealed...)
	damaged[len(damaged)-1] ^= 1
	for name, open := range map[string]func() ([]byte, error){
		"for another purpose": func() ([]byte, error) { return k.Open("endpoint:2", sealed) },
		"with another key":    func() ([]byte, error) { return key(t).Open("endpoint:1", sealed) },
		"damaged":             func() ([]byte, error) { return k.Open("endpoint:1", damaged) },
		"cut":                 func() ([]byte, error) { return k.Open("endpoint:1", sealed[:5]) },
		"nothing":             func() ([]byte, error) { return k.Open("endpoint:1", nil) },
	} {
		_, err := open()
		require.ErrorIs(t, err, seal.ErrUnreadable, name)
	}
}

func TestWithoutAKeyNothingIsSealed(t *testing.T) {
	t.Parallel()

	var none seal.Key
	_, err := none.Seal("x", []byte("secret"))
	require.Error(t, err)
	_, err = none.Open("x", []byte("secret"))
	require.Error(t, err)
	_, err = none.Derive("x")
	require.Error(t, err)
}

func TestKeysAreNeverPrinted(t *testing.T) {
	t.Parallel()

	text := seal.Generate()
	k, err := seal.Parse(text)
	require.NoError(t, err)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		require.Equal(t, "[master key]", fmt.Sprintf(verb, k))
	}
	_, err = seal.Parse(text[:20])
	require.Error(t, err)
	require.NotContains(t, err.Error(), text[:20])
}

// Of many processes that find no file, all have the same key in the end.
func TestFileIsMadeOnce(t *testing.T) {
	t.Parallel()

	path := filepath.Join(t.TempDir(), "new", "secret.key")
	derived := make([][]byte, 16)
	var wait sync.WaitGroup
	for i := range derived {
		wait.Go(func() {
			k, err := seal.FromFile(path)
			if err == nil {
				derived[i], _ = k.Derive("x")
			}
		})
	}
	wait.Wait()
	for _, d := range derived {
		require.Len(t, d, 32)
		require.Equal(t, derived[0], d)
	}
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	left, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	require.Len(t, left, 1, "no temporary file stays")

	require.NoError(t, os.WriteFile(path, []byte("too short\n"), 0o600))
	_, err = seal.FromFile(path)
	require.ErrorContains(t, err, path)
}
