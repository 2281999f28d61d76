package main

import (
	"github.com/firstlinehq/firstline/bot/action"
	"github.com/firstlinehq/firstline/internal/config"
	"github.com/firstlinehq/firstline/internal/jobs"
)

// newActions carries out what admins have described, on the public internet
// and at the operator's own hosts.
func newActions(p *product, cfg config.Config, client *jobs.Client) (*action.Runner, error) {
	key, err := masterKey(cfg)
	if err != nil {
		return nil, err
	}
	return action.New(action.Parts{
		DB: p.db, Accounts: p.accounts, Conversations: p.conversations, Jobs: client, Key: key, Private: cfg.ActionHosts,
	}), nil
}
