package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"text/tabwriter"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/config"
	"github.com/firstlinehq/firstline/internal/demo"
)

// demoPassword is everybody's in the demo workspace and nowhere else: whoever
// starts the demo reads it on the terminal.
const demoPassword = "juniper-demo"

// demoCmd serves with the demo workspace.
type demoCmd struct {
	config.Config
}

// Run seeds the demo workspace once and serves.
func (c *demoCmd) Run() error {
	host := demoHost(c.Listen)
	c.ActionHosts = append(c.ActionHosts, host)
	return serve(c.Config, demo.Shop(), func(ctx context.Context, p *product) error {
		if err := seedDemo(ctx, p, host); err != nil {
			return fmt.Errorf("seed the demo workspace: %w", err)
		}
		return tellDemo(c.Config)
	})
}

// seedDemo makes the demo workspace if it is not there. host is where its shop
// answers.
func seedDemo(ctx context.Context, p *product, host string) error {
	_, err := p.accounts.WorkspaceBySlug(ctx, demo.Slug)
	if !errors.Is(err, account.ErrWorkspace) {
		return err
	}
	s := &seeder{product: p, host: host, teams: map[string]account.Team{}, agents: map[string]seededAgent{}}
	return s.run(ctx)
}

// tellDemo prints each address and how to sign in.
func tellDemo(cfg config.Config) error {
	agents, err := demo.Agents()
	if err != nil {
		return err
	}
	base := publicURL(cfg)
	out := tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintf(out, "\nThe demo shop, with the widget:\t%s/demo/\t(中文 %s/demo/zh/)\n", base, base)
	fmt.Fprintf(out, "The console:\t%s/\tpassword for everybody: %s\n", base, demoPassword)
	for _, a := range agents {
		fmt.Fprintf(out, "\t%s\t%s, %s\n", a.Email, a.Name, a.Role)
	}
	fmt.Fprintf(out, "The API:\t%s/docs\t\n\n", base)
	return out.Flush()
}
