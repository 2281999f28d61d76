package main

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/config"
	"github.com/firstlinehq/firstline/internal/doctor"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/internal/seal"
)

// A node with another master key than the first one's does not start, and says
// what to do; the doctor says the same.
func TestNodeWithAnotherMasterKey(t *testing.T) {
	t.Parallel()

	accounts := account.NewStore(pgtest.New(t))
	first, other := config.Config{SecretKey: seal.Generate()}, config.Config{SecretKey: seal.Generate()}
	require.Equal(t, doctor.OK, keyCheck(t.Context(), other, accounts).State, "nothing is sealed yet")
	require.NoError(t, confirmKey(t.Context(), first, accounts))
	require.Equal(t, doctor.OK, keyCheck(t.Context(), first, accounts).State)

	err := confirmKey(t.Context(), other, accounts)
	require.ErrorIs(t, err, account.ErrOtherKey)
	require.ErrorContains(t, err, "FIRSTLINE_SECRET_KEY")
	require.ErrorContains(t, err, "adopt-key")
	require.NotContains(t, err.Error(), other.SecretKey)
	found := keyCheck(t.Context(), other, accounts)
	require.Equal(t, doctor.Missing, found.State)
	require.Contains(t, found.Mend, "FIRSTLINE_SECRET_KEY")
}
