package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/config"
)

// migrateCmd migrates and ends.
type migrateCmd struct {
	config.Database
}

// Run migrates.
func (c *migrateCmd) Run() error {
	ctx := context.Background()
	db, err := openDatabase(ctx, c.Database)
	if err != nil {
		return err
	}
	fmt.Println("The database is up to date.")
	return db.shut(ctx)
}

// userCmd holds the commands about people.
type userCmd struct {
	Add addUserCmd `cmd:"" help:"Add an agent; the password is read from standard input."`
}

// addUserCmd adds an agent from the terminal, and the workspace if it is new.
type addUserCmd struct {
	Workspace string          `required:"" help:"Short name of the workspace; made if there is none."`
	Email     string          `required:"" help:"E-mail to sign in with."`
	Name      string          `required:"" help:"Name that visitors see."`
	Role      account.Role    `default:"agent" enum:"admin,supervisor,knowledge,agent" help:"admin, supervisor, knowledge or agent."`
	Database  config.Database `embed:""`
}

// Run adds the agent.
func (c *addUserCmd) Run() (err error) {
	ctx := context.Background()
	fmt.Fprint(os.Stderr, "Password (at least 10 characters): ")
	password, err := bufio.NewReader(os.Stdin).ReadString('\n')
	if err != nil && password == "" {
		return fmt.Errorf("read the password: %w", err)
	}
	db, err := openDatabase(ctx, c.Database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.shut(ctx)) }()
	accounts := account.NewStore(db.DB)
	ws, err := accounts.WorkspaceBySlug(ctx, c.Workspace)
	if errors.Is(err, account.ErrWorkspace) {
		ws, err = accounts.CreateWorkspace(ctx, account.Workspace{Slug: c.Workspace, Name: c.Workspace})
	}
	if err != nil {
		return explain(err)
	}
	_, err = accounts.CreateMember(ctx, ws.ID, account.NewAgent{
		Name: c.Name, Email: c.Email, Password: strings.TrimRight(password, "\r\n"),
	}, account.NewMember{Role: c.Role, Capacity: 4})
	if err != nil {
		return explain(err)
	}
	fmt.Printf("%s may now sign in to %s.\n", c.Email, c.Workspace)
	return nil
}
