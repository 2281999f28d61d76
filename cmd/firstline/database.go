package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/firstlinehq/firstline/internal/config"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/cluster"
)

// database is the open database, and the private cluster under it if there is
// no external one.
type database struct {
	*postgres.DB
	cluster  *cluster.Cluster // nil with an external database
	ownerURL string
}

// openDatabase starts or attaches to what the configuration names, migrates it
// and opens a pool in the app role. A second command, beside a running server,
// attaches to the same private Postgres.
func openDatabase(ctx context.Context, cfg config.Database) (*database, error) {
	return open(ctx, cfg, postgres.Migrate)
}

// openAsItIs is openDatabase without migrating: for commands that only look.
func openAsItIs(ctx context.Context, cfg config.Database) (*database, error) {
	return open(ctx, cfg, func(context.Context, string) error { return nil })
}

func open(ctx context.Context, cfg config.Database, migrate func(context.Context, string) error) (*database, error) {
	d := &database{ownerURL: cfg.OwnerURL}
	pool := postgres.Config{URL: cfg.URL, MaxConns: cfg.MaxConns}
	if cfg.URL == "" {
		dir, err := dataDir(cfg)
		if err != nil {
			return nil, err
		}
		d.cluster, err = cluster.Start(ctx, cluster.Config{DataDir: dir, Log: slog.Default()})
		if err != nil {
			return nil, err
		}
		pool.URL, d.ownerURL = d.cluster.AppURL(), d.cluster.OwnerURL()
	} else if d.ownerURL == "" {
		d.ownerURL, pool.AssumeRole = cfg.URL, true
	}
	if err := migrate(ctx, d.ownerURL); err != nil {
		return nil, errors.Join(err, d.stopCluster(ctx))
	}
	pool.OwnerURL = d.ownerURL
	db, err := postgres.Open(ctx, pool)
	if err != nil {
		return nil, errors.Join(err, d.stopCluster(ctx))
	}
	d.DB = db
	return d, nil
}

// Run keeps a private Postgres running; with an external one it only waits.
func (d *database) Run(ctx context.Context) error {
	if d.cluster != nil {
		return d.cluster.Run(ctx)
	}
	<-ctx.Done()
	return nil
}

// shut closes the pool, then lets go of the cluster: Postgres ends with its
// last user.
func (d *database) shut(ctx context.Context) error {
	d.Close()
	return d.stopCluster(ctx)
}

func (d *database) stopCluster(ctx context.Context) error {
	if d.cluster == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
	defer cancel()
	return d.cluster.Stop(ctx)
}

func dataDir(cfg config.Database) (string, error) {
	if cfg.DataDir != "" {
		return cfg.DataDir, nil
	}
	dir, err := cluster.DefaultDataDir()
	if err != nil {
		return "", fmt.Errorf("data folder: %w", err)
	}
	return dir, nil
}
