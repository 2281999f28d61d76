package doctor

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// ErrMissing means that Firstline cannot start as it is configured.
var ErrMissing = errors.New("something that is needed is missing")

// Config is what is to be looked at.
type Config struct {
	Listen      string // address of the server, "127.0.0.1:8080"
	DataDir     string
	DatabaseURL string // "" is the private Postgres
	OwnerURL    string // "" is DatabaseURL
	LLM         LLM
	Mail        Mail
	// Seen are checks that the caller has made itself; they come last.
	Seen []Check
}

// Mail is what is to be looked at of e-mail.
type Mail struct {
	Configured, Replies bool
	// Reach dials the server and signs in.
	Reach func(context.Context) error
}

// LLM is a model endpoint; an empty URL means none.
type LLM struct {
	URL, Key        string
	Chat, Embedding string   // model names
	Private         []string // host:port pairs that may be reached though they are not public
}

// State says how a check came out.
type State int

// The states. Only Missing keeps Firstline from starting.
const (
	OK State = iota
	Note
	Missing
)

func (s State) String() string { return [...]string{"ok", "note", "MISSING"}[s] }

// Check is one thing looked at.
type Check struct {
	Name  string
	State State
	Found string
	Mend  string // "" where there is nothing to do
}

// Examine looks at everything that the configuration calls for.
func Examine(ctx context.Context, cfg Config) []Check {
	var checks []Check
	if cfg.DatabaseURL == "" {
		checks = append(checks, private(ctx, cfg.DataDir)...)
	} else {
		checks = append(checks, external(ctx, cfg)...)
	}
	checks = append(checks, disk(cfg.DataDir), port(ctx, cfg.Listen), model(ctx, cfg.LLM), mail(ctx, cfg.Mail))
	return append(checks, cfg.Seen...)
}

// Run prints what Examine finds; [ErrMissing] if something needed is missing.
func Run(ctx context.Context, cfg Config, out io.Writer) error {
	checks := Examine(ctx, cfg)
	table := tabwriter.NewWriter(out, 0, 8, 2, ' ', 0)
	missing := false
	for _, c := range checks {
		fmt.Fprintf(table, "%s\t%s\t%s\n", c.State, c.Name, c.Found)
		if c.Mend != "" {
			fmt.Fprintf(table, "\t\t→ %s\n", strings.ReplaceAll(c.Mend, "\n", "\n\t\t  "))
		}
		missing = missing || c.State == Missing
	}
	if err := table.Flush(); err != nil {
		return fmt.Errorf("print the table: %w", err)
	}
	if missing {
		return ErrMissing
	}
	return nil
}
