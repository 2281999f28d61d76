package main

import (
	"context"

	"github.com/firstlinehq/firstline/bot/action"
	"github.com/firstlinehq/firstline/bot/guide"
	"github.com/firstlinehq/firstline/internal/config"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// newActions carries out what admins have described, on the public internet
// and at the operator's own hosts, and guides visitors through flows that call
// it.
func newActions(p *product, cfg config.Config, client *jobs.Client) (*action.Runner, error) {
	key, err := masterKey(cfg)
	if err != nil {
		return nil, err
	}
	runner := action.New(action.Parts{
		DB: p.db, Accounts: p.accounts, Conversations: p.conversations, Jobs: client, Key: key, Private: cfg.ActionHosts,
		Settled: func(ctx context.Context, tx *postgres.Tx, s action.Settlement) error {
			return p.flows.Settled(ctx, tx, s)
		},
	})
	p.flows = guide.New(guide.Parts{DB: p.db, Conversations: p.conversations, Queue: p.queue, Jobs: client, Actions: guide.Runner{Runner: runner}})
	return runner, nil
}
