package main

import (
	"fmt"
	"path/filepath"

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
