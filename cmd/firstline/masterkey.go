package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/firstlinehq/firstline/bot/action"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/config"
	"github.com/firstlinehq/firstline/internal/endpoint"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/seal"
)

// masterKey is the operator's, or that of the data folder: with a database of
// their own, several nodes must be given the same one.
func masterKey(cfg config.Config) (seal.Key, error) { return keyOf(cfg, seal.FromFile) }

// presentKey is [masterKey] for who only looks: it makes no file, and fails with
// [fs.ErrNotExist] where there is no key.
func presentKey(cfg config.Config) (seal.Key, error) { return keyOf(cfg, seal.Read) }

func keyOf(cfg config.Config, file func(path string) (seal.Key, error)) (seal.Key, error) {
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
	return file(filepath.Join(dir, "secret.key"))
}

// anyKey is the present one or, where there is none, one that opens nothing.
func anyKey(cfg config.Config) (key seal.Key, present bool, err error) {
	key, err = presentKey(cfg)
	if errors.Is(err, fs.ErrNotExist) {
		key, err = seal.Parse(seal.Generate())
		return key, false, err
	}
	return key, err == nil, err
}

// keyMend says what to do about another node's master key.
const keyMend = "give every node the same FIRSTLINE_SECRET_KEY, or the secret.key of the data folder that the installation was made in;\n" +
	"if that key is lost: firstline adopt-key, then give model keys, signing secrets and secrets of actions anew"

// confirmKey refuses a master key that is not the installation's, and one that
// opens nothing of what an installation without a check value has sealed: the
// first start after an upgrade must not make a wrong key the right one. It makes
// a key, or the check value, only after that.
func confirmKey(ctx context.Context, cfg config.Config, db *postgres.DB) error {
	accounts := account.NewStore(db)
	key, present, err := anyKey(cfg)
	if err == nil {
		err = tryKey(ctx, db, accounts, key)
	}
	if err == nil && !present {
		key, err = masterKey(cfg)
	}
	if err == nil {
		err = accounts.ConfirmKey(ctx, key)
	}
	if errors.Is(err, account.ErrOtherKey) {
		return fmt.Errorf("%w: %s", account.ErrOtherKey, keyMend)
	}
	return err
}

// tryKey compares a key with what is stored and leaves nothing behind.
func tryKey(ctx context.Context, db *postgres.DB, accounts *account.Store, key seal.Key) error {
	if has, err := accounts.HasKey(ctx); err != nil || has {
		return errors.Join(err, accounts.CheckKey(ctx, key))
	}
	models, err := endpoint.New(endpoint.Parts{DB: db, Key: key})
	if err != nil {
		return err
	}
	refused := false
	for _, try := range []func(context.Context) (sealed, opens bool, err error){
		models.Opens, action.New(action.Parts{DB: db, Key: key}).Opens,
	} {
		sealed, opens, err := try(ctx)
		if err != nil || opens {
			return err
		}
		refused = refused || sealed
	}
	if refused {
		return account.ErrOtherKey
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
	key, err := presentKey(c.Config)
	if errors.Is(err, fs.ErrNotExist) {
		return errors.New("there is no master key here to adopt: set FIRSTLINE_SECRET_KEY (openssl rand -base64 32), the same on every node")
	}
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
