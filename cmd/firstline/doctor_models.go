package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/config"
	"github.com/firstlinehq/firstline/internal/doctor"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/seal"
)

// stored looks at what the database holds: whose secrets, and the models that were
// connected in the console. Without a database that runs there is nothing to look
// at: looking must not start one.
func stored(ctx context.Context, cfg config.Config, dir string) []doctor.Check {
	if cfg.Database.URL == "" && !serverRuns(dir) {
		return nil
	}
	db, err := openAsItIs(ctx, cfg.Database)
	if err != nil {
		return nil // the check of the database itself says why
	}
	defer func() { _ = db.shut(ctx) }() // only looked
	checks := []doctor.Check{keyCheck(ctx, cfg, db.DB)}
	if _, present, err := anyKey(cfg); err == nil && !present {
		cfg.SecretKey = seal.Generate() // looking must not make one either
	}
	return append(checks, storedModels(ctx, cfg, db)...)
}

// keyCheck compares the configured master key with the installation's.
func keyCheck(ctx context.Context, cfg config.Config, db *postgres.DB) doctor.Check {
	key, present, err := anyKey(cfg)
	if err == nil {
		err = tryKey(ctx, db, account.NewStore(db), key)
	}
	switch {
	case err == nil && !present:
		return doctor.Check{Name: "master key", State: doctor.Note, Found: "none yet; the first start makes secret.key in the data folder"}
	case errors.Is(err, account.ErrOtherKey):
		return doctor.Check{Name: "master key", State: doctor.Missing, Found: account.ErrOtherKey.Error(), Mend: keyMend}
	case err != nil:
		return doctor.Check{Name: "master key", State: doctor.Note, Found: "cannot be told: " + err.Error()}
	}
	return doctor.Check{Name: "master key", Found: "the installation's"}
}

func storedModels(ctx context.Context, cfg config.Config, db *database) []doctor.Check {
	models, err := newModels(db.DB, cfg, nil)
	if err == nil {
		err = models.Load(ctx)
	}
	if err != nil {
		return []doctor.Check{{Name: "stored models", State: doctor.Note, Found: "cannot be read: " + err.Error()}}
	}
	reached := models.Reach(ctx)
	var checks []doctor.Check
	for _, s := range models.States() {
		err, asked := reached[s.ID]
		if !asked {
			continue
		}
		c := doctor.Check{Name: "model " + s.Name, Found: fmt.Sprintf("%s at %s answers", s.Model, s.Host())}
		switch {
		case s.KeyUnreadable:
			c.State, c.Found = doctor.Note, "its key cannot be read with this master key"
			c.Mend = "give the key again under Settings, Language models, or restore secret.key (FIRSTLINE_SECRET_KEY)"
		case err != nil:
			c.State, c.Found = doctor.Note, fmt.Sprintf("%s at %s: %v", s.Model, s.Host(), err)
			c.Mend = "look at the endpoint; until then the next model answers, or the articles are quoted"
		}
		checks = append(checks, c)
	}
	return checks
}
