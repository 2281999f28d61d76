package account

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/account/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/seal"
)

// ErrOtherKey: what is sealed in this installation was sealed with another master
// key.
var ErrOtherKey = errors.New("this installation's secrets are sealed with another master key")

// keyCheck names the check value; its text says nothing, it only opens or not.
const keyCheck = "master_key_check"

// ConfirmKey compares a node's master key with the installation's. The first node's
// becomes that. It fails with [ErrOtherKey]: two nodes with different keys would
// each refuse what the other one sealed and the visitors whom it recognised.
func (s *Store) ConfirmKey(ctx context.Context, key seal.Key) error {
	sealed, err := sealCheck(key)
	if err != nil {
		return err
	}
	err = s.db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) error {
		// Of nodes that start at once, one is first and the others read its value.
		if err := db.New(tx).AddInstallation(ctx, db.AddInstallationParams{Key: keyCheck, Value: sealed}); err != nil {
			return err
		}
		return opensCheckTx(ctx, tx, key)
	})
	if err != nil {
		return fmt.Errorf("confirm master key: %w", err)
	}
	return nil
}

// CheckKey is [Store.ConfirmKey] without leaving anything behind: an installation
// that has no key yet takes any.
func (s *Store) CheckKey(ctx context.Context, key seal.Key) error {
	err := s.db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) error { return opensCheckTx(ctx, tx, key) })
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return fmt.Errorf("check master key: %w", err)
	}
	return nil
}

// HasKey says whether the installation has a key that [Store.ConfirmKey] compares
// with: one that was made before those were kept has none until the next start.
func (s *Store) HasKey(ctx context.Context) (has bool, err error) {
	err = s.db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) error {
		_, err := db.New(tx).GetInstallation(ctx, keyCheck)
		has = err == nil
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		return err
	})
	if err != nil {
		return false, fmt.Errorf("look for the check of the master key: %w", err)
	}
	return has, nil
}

// AdoptKey makes a key the installation's in the place of one that is lost. What
// that one sealed stays unreadable.
func (s *Store) AdoptKey(ctx context.Context, key seal.Key) error {
	sealed, err := sealCheck(key)
	if err != nil {
		return err
	}
	err = s.db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) error {
		return db.New(tx).PutInstallation(ctx, db.PutInstallationParams{Key: keyCheck, Value: sealed})
	})
	if err != nil {
		return fmt.Errorf("adopt master key: %w", err)
	}
	return nil
}

func sealCheck(key seal.Key) (string, error) {
	sealed, err := key.Seal(keyCheck, []byte(keyCheck))
	if err != nil {
		return "", fmt.Errorf("seal the check of the master key: %w", err)
	}
	return base64.StdEncoding.EncodeToString(sealed), nil
}

func opensCheckTx(ctx context.Context, tx *postgres.Tx, key seal.Key) error {
	text, err := db.New(tx).GetInstallation(ctx, keyCheck)
	if err != nil {
		return err
	}
	sealed, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return fmt.Errorf("read %s: %w", keyCheck, err)
	}
	if _, err := key.Open(keyCheck, sealed); err != nil {
		return ErrOtherKey
	}
	return nil
}
