package account_test

import (
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/internal/seal"
)

func newKey(t *testing.T) seal.Key {
	t.Helper()
	k, err := seal.Parse(seal.Generate())
	require.NoError(t, err)
	return k
}

func TestOneMasterKeyOfAnInstallation(t *testing.T) {
	t.Parallel()

	s := account.NewStore(pgtest.New(t))
	first, other := newKey(t), newKey(t)
	require.NoError(t, s.CheckKey(t.Context(), other), "a fresh installation takes any")
	require.NoError(t, s.ConfirmKey(t.Context(), first))
	require.NoError(t, s.ConfirmKey(t.Context(), first), "the next start, the next node")
	require.ErrorIs(t, s.ConfirmKey(t.Context(), other), account.ErrOtherKey)
	require.ErrorIs(t, s.CheckKey(t.Context(), other), account.ErrOtherKey)
	require.NoError(t, s.CheckKey(t.Context(), first))

	require.NoError(t, s.AdoptKey(t.Context(), other))
	require.NoError(t, s.ConfirmKey(t.Context(), other))
	require.ErrorIs(t, s.ConfirmKey(t.Context(), first), account.ErrOtherKey)
	require.Error(t, s.ConfirmKey(t.Context(), seal.Key{}), "no key is none")
}

// Of nodes that make an installation at once, each with a key of its own, one may.
func TestNodesWithDifferentKeysStartAtOnce(t *testing.T) {
	t.Parallel()

	s := account.NewStore(pgtest.New(t))
	var confirmed atomic.Int32
	var wait sync.WaitGroup
	for range 6 {
		key := newKey(t)
		wait.Go(func() {
			if s.ConfirmKey(t.Context(), key) == nil {
				confirmed.Add(1)
			}
		})
	}
	wait.Wait()
	require.Equal(t, int32(1), confirmed.Load())
}
