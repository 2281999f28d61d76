package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/config"
	"github.com/firstlinehq/firstline/internal/doctor"
	"github.com/firstlinehq/firstline/internal/endpoint"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/internal/seal"
)

// A node with another master key than the first one's does not start, and says
// what to do; the doctor says the same.
func TestNodeWithAnotherMasterKey(t *testing.T) {
	t.Parallel()

	db := pgtest.New(t)
	first, other := config.Config{SecretKey: seal.Generate()}, config.Config{SecretKey: seal.Generate()}
	require.Equal(t, doctor.OK, keyCheck(t.Context(), other, db).State, "nothing is sealed yet")
	require.NoError(t, confirmKey(t.Context(), first, db))
	require.Equal(t, doctor.OK, keyCheck(t.Context(), first, db).State)

	err := confirmKey(t.Context(), other, db)
	require.ErrorIs(t, err, account.ErrOtherKey)
	require.ErrorContains(t, err, "FIRSTLINE_SECRET_KEY")
	require.ErrorContains(t, err, "adopt-key")
	require.NotContains(t, err.Error(), other.SecretKey)
	found := keyCheck(t.Context(), other, db)
	require.Equal(t, doctor.Missing, found.State)
	require.Contains(t, found.Mend, "FIRSTLINE_SECRET_KEY")
}

// An installation of before there was a check value has its secrets to compare
// with: the first start after the upgrade takes only a key that opens one.
func TestFirstStartAfterAnUpgradeTriesTheSecrets(t *testing.T) {
	t.Parallel()

	db := pgtest.New(t)
	right, wrong := config.Config{SecretKey: seal.Generate()}, config.Config{SecretKey: seal.Generate()}
	sealWith(t, db, right)
	require.ErrorIs(t, confirmKey(t.Context(), wrong, db), account.ErrOtherKey)
	has, err := account.NewStore(db).HasKey(t.Context())
	require.NoError(t, err)
	require.False(t, has, "nothing is written")
	require.Equal(t, doctor.Missing, keyCheck(t.Context(), wrong, db).State)
	require.NoError(t, confirmKey(t.Context(), right, db))
	require.ErrorIs(t, confirmKey(t.Context(), wrong, db), account.ErrOtherKey)
}

// A node without a key makes one only for an installation that has sealed
// nothing; who looks makes none.
func TestKeyIsMadeByTheFirstStartAlone(t *testing.T) {
	t.Parallel()

	db := pgtest.New(t)
	cfg := config.Config{Database: config.Database{DataDir: t.TempDir()}}
	file := filepath.Join(cfg.Database.DataDir, "secret.key")
	require.Equal(t, doctor.Note, keyCheck(t.Context(), cfg, db).State)
	require.ErrorContains(t, (&adoptKeyCmd{Config: cfg}).Run(), "FIRSTLINE_SECRET_KEY")
	require.NoFileExists(t, file)

	sealWith(t, db, config.Config{SecretKey: seal.Generate()})
	require.ErrorIs(t, confirmKey(t.Context(), cfg, db), account.ErrOtherKey)
	require.NoFileExists(t, file)

	fresh := pgtest.New(t)
	require.NoError(t, confirmKey(t.Context(), cfg, fresh))
	require.FileExists(t, file)
	require.NoError(t, confirmKey(t.Context(), cfg, fresh))
	require.NoError(t, os.Remove(file))
	require.ErrorIs(t, confirmKey(t.Context(), cfg, fresh), account.ErrOtherKey, "it is lost")
	require.NoFileExists(t, file)
}

// sealWith stores a model whose key is sealed with the node's master key.
func sealWith(t *testing.T, db *postgres.DB, cfg config.Config) {
	t.Helper()
	key, err := masterKey(cfg)
	require.NoError(t, err)
	models, err := endpoint.New(endpoint.Parts{DB: db, Key: key})
	require.NoError(t, err)
	secret := "sk-secret"
	_, err = models.Add(t.Context(), endpoint.Draft{Name: "One", BaseURL: "https://models.example/v1", Model: "m", Key: &secret, Enabled: true})
	require.NoError(t, err)
}
