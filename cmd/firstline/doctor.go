package main

import (
	"context"
	"io"
	"net"
	"net/url"
	"os"

	"github.com/firstlinehq/firstline/internal/config"
	"github.com/firstlinehq/firstline/internal/doctor"
)

// doctorCmd says what this machine lacks. It fails if something needed does.
type doctorCmd struct {
	config.Config `embed:""`
}

// Run prints the table to standard output.
func (c *doctorCmd) Run() error { return examine(context.Background(), c.Config, os.Stdout) }

// examine prints what this machine lacks for the configuration.
func examine(ctx context.Context, cfg config.Config, out io.Writer) error {
	dir, err := dataDir(cfg.Database)
	if err != nil {
		return err
	}
	return doctor.Run(ctx, doctor.Config{
		Listen:      cfg.Listen,
		DataDir:     dir,
		DatabaseURL: cfg.Database.URL,
		OwnerURL:    cfg.Database.OwnerURL,
		Seen:        append(stored(ctx, cfg, dir), rerankCheck(ctx, cfg.Model)...),
		LLM: doctor.LLM{
			URL: cfg.Model.URL, Key: cfg.Model.Key, Chat: cfg.Model.ChatModel, Embedding: cfg.Model.EmbedModel,
			Private: hostPort(cfg.Model.URL),
		},
		Mail: mailCheck(cfg.Mail),
	}, out)
}

// hostPort is the one address that the operator's own configuration opens,
// though it may not be public.
func hostPort(address string) []string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return nil
	}
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return []string{net.JoinHostPort(u.Hostname(), port)}
}
