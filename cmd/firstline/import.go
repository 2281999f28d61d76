package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/config"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/intake"
)

// importCmd takes a folder of articles into a workspace.
type importCmd struct {
	Dir       string          `name:"dir" required:"" type:"path" help:"Folder of Markdown files; en/ and zh/ below it are translations of each other."`
	Workspace string          `name:"workspace" required:"" help:"Short name of the workspace."`
	Name      string          `name:"name" help:"Name of the source, by which the next import knows its articles again. Default: the folder's name."`
	Database  config.Database `embed:""`
}

// Run imports and prints what changed. Files that could not be taken are named
// on standard error; they make it fail only if nothing else went in.
func (c *importCmd) Run() (err error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	db, err := openDatabase(ctx, c.Database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.shut(ctx)) }()
	ws, err := account.NewStore(db.DB).WorkspaceBySlug(ctx, c.Workspace)
	if err != nil {
		return explain(err)
	}
	if c.Name == "" {
		c.Name = filepath.Base(c.Dir)
	}
	articles, failed, err := intake.Folder(c.Dir, c.Name)
	if err != nil {
		return explain(err)
	}
	counts := map[string]int{}
	note := func(i knowledge.Imported) {
		counts[i.Change]++
		if i.Err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", i.Source, explain(i.Err))
		}
	}
	for _, f := range failed {
		note(f)
	}
	if err := newLibrary(db.DB).Import(ctx, ws.ID, articles, note); err != nil {
		return explain(err)
	}
	fmt.Printf("%d added, %d changed, %d unchanged, %d failed\n",
		counts[knowledge.Added], counts[knowledge.Changed], counts[knowledge.Unchanged], counts[knowledge.Failed])
	if n := counts[knowledge.Failed]; n > 0 && n == len(articles)+len(failed) {
		return errors.New("nothing could be imported")
	}
	return nil
}

// explain turns a problem into the text for people; other errors pass.
func explain(err error) error {
	var p *problem.Error
	if !errors.As(err, &p) || p.Kind == problem.Internal {
		return err
	}
	return errors.New(locale.Text(locale.English, "problem."+p.Code, p.Pairs()...))
}
