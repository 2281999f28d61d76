package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/config"
	"github.com/firstlinehq/firstline/internal/seal"
)

// masterKey is the operator's, or that of the data folder: with a database of
// their own, several nodes must be given the same one.
func masterKey(cfg config.Config) (seal.Key, error) {
	if cfg.SecretKey != "" {
		key, err := seal.Parse(cfg.SecretKey)
		if err != nil {
			return key, fmt.Errorf("FIRSTLINE_SECRET_KEY: %w", err)
		}
		return key, nil
	}
	dir, err := dataDir(cfg.Database)
	if err != nil {
		return seal.Key{}, err
	}
	return seal.FromFile(filepath.Join(dir, "secret.key"))
}

// keyMend says what to do about another node's master key.
const keyMend = "give every node the same FIRSTLINE_SECRET_KEY, or the secret.key of the data folder that the installation was made in;\n" +
	"if that key is lost: firstline adopt-key, then give model keys, signing secrets and secrets of actions anew"

// confirmKey refuses a master key that is not the installation's.
func confirmKey(ctx context.Context, cfg config.Config, accounts *account.Store) error {
	key, err := masterKey(cfg)
	if err != nil {
		return err
	}
	if err := accounts.ConfirmKey(ctx, key); errors.Is(err, account.ErrOtherKey) {
		return fmt.Errorf("%w: %s", account.ErrOtherKey, keyMend)
	} else if err != nil {
		return err
	}
	return nil
}

// adoptKeyCmd makes this node's master key the installation's.
type adoptKeyCmd struct {
	config.Config
}

// Run adopts the key.
func (c *adoptKeyCmd) Run() (err error) {
	ctx := context.Background()
	key, err := masterKey(c.Config)
	if err != nil {
		return err
	}
	db, err := openDatabase(ctx, c.Database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.shut(ctx)) }()
	if err := account.NewStore(db.DB).AdoptKey(ctx, key); err != nil {
		return err
	}
	fmt.Println("This master key is the installation's now. What another one sealed has to be given again.")
	return nil
}
