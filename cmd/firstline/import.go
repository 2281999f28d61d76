package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/config"
	"github.com/firstlinehq/firstline/internal/egress"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/format"
	"github.com/firstlinehq/firstline/knowledge/intake"
)

// importCmd takes articles into a workspace: what the console's import does,
// from a terminal.
type importCmd struct {
	Dir       string          `name:"dir" xor:"from" required:"" type:"path" help:"Folder or file: Markdown, HTML, PDF, DOCX, CSV, ZIP. Folders en/ and zh/ below it are translations of each other."`
	URL       string          `name:"url" xor:"from" required:"" help:"Website: its sitemap (.xml), or the page below which links are followed."`
	Workspace string          `name:"workspace" required:"" help:"Short name of the workspace."`
	Name      string          `name:"name" help:"Name of the source, by which the next import knows its articles again. Default: the folder's name, or the site's."`
	Plan      bool            `name:"plan" help:"Show what would change and leave it at that."`
	Remove    bool            `name:"remove" help:"Archive articles that an earlier import brought and the source no longer has."`
	Drafts    bool            `name:"drafts" help:"Leave new articles unpublished."`
	MaxPages  int             `name:"max-pages" default:"500" help:"Most pages of a website to read."`
	Hosts     []string        `name:"import-host" env:"FIRSTLINE_IMPORT_HOSTS" help:"Hosts with ports that may be read though they are not on the public internet."`
	Database  config.Database `embed:""`
}

// Run imports and prints what changed. What could not be taken is named on
// standard error; it makes the command fail only if nothing else went in.
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
	importer, err := newImporter(intake.Parts{DB: db.DB, Library: newLibrary(db.DB)}, c.Hosts)
	if err != nil {
		return err
	}
	im, err := c.read(ctx, importer, ws.ID)
	if err != nil {
		return explain(err)
	}
	if c.Plan {
		return c.showPlan(ctx, importer, ws.ID, im)
	}
	if im.State == intake.StatePlanned {
		if _, err := importer.Apply(ctx, ws.ID, im.ID, c.Remove); err != nil {
			return explain(err)
		}
		if im, err = importer.Finish(ctx, ws.ID, im.ID, progress("Applied", func(i intake.Import) (int, int) { return i.Applied, i.Added + i.Changed + i.Removed })); err != nil {
			return explain(err)
		}
	}
	return c.report(ctx, importer, ws.ID, im)
}

// read uploads and reads the source until it is known what would change.
func (c *importCmd) read(ctx context.Context, importer *intake.Importer, ws uuid.UUID) (intake.Import, error) {
	n := intake.New{Kind: intake.Website, Name: c.Name, Address: c.URL, Settings: intake.Settings{Drafts: c.Drafts, MaxPages: c.MaxPages}}
	if c.Dir != "" {
		n.Kind = intake.Upload
		if n.Name == "" {
			n.Name = filepath.Base(c.Dir)
		}
	}
	im, err := importer.Begin(ctx, ws, nil, n)
	if err != nil {
		return im, err
	}
	if c.Dir != "" {
		skipped := func(file string, err error) { fmt.Fprintf(os.Stderr, "%s: %v\n", file, explain(err)) }
		if err := importer.AddFolder(ctx, ws, im.ID, c.Dir, skipped); err != nil {
			return im, err
		}
	}
	if _, err := importer.Start(ctx, ws, im.ID); err != nil {
		return im, err
	}
	return importer.Finish(ctx, ws, im.ID, progress("Read", func(i intake.Import) (int, int) { return i.FilesRead, i.Files }))
}

func (c *importCmd) showPlan(ctx context.Context, importer *intake.Importer, ws uuid.UUID, im intake.Import) error {
	for _, change := range []string{knowledge.Added, knowledge.Changed, knowledge.Removed} {
		err := eachItem(ctx, importer, ws, im.ID, change, func(i intake.Item) { fmt.Printf("%-8s %s (%s)\n", i.Change, i.Title, i.Source) })
		if err != nil {
			return err
		}
	}
	if err := c.report(ctx, importer, ws, im); err != nil {
		return err
	}
	_, err := importer.Cancel(ctx, ws, im.ID)
	return err
}

// report prints the counts, and every failure by name.
func (c *importCmd) report(ctx context.Context, importer *intake.Importer, ws uuid.UUID, im intake.Import) error {
	counts := map[string]int{}
	for _, change := range []string{knowledge.Added, knowledge.Changed, knowledge.Unchanged, knowledge.Removed, knowledge.Failed} {
		err := eachItem(ctx, importer, ws, im.ID, change, func(i intake.Item) {
			counts[change]++
			if i.Problem != nil {
				fmt.Fprintf(os.Stderr, "%s: %v\n", i.Source, explain(i.Problem))
			}
		})
		if err != nil {
			return err
		}
	}
	fmt.Printf("%d added, %d changed, %d unchanged, %d removed, %d failed\n", counts[knowledge.Added], counts[knowledge.Changed],
		counts[knowledge.Unchanged], counts[knowledge.Removed], counts[knowledge.Failed])
	if im.Problem != nil {
		return explain(im.Problem)
	}
	if n := counts[knowledge.Failed]; n > 0 && counts[knowledge.Added]+counts[knowledge.Changed]+counts[knowledge.Unchanged] == 0 {
		return errors.New("nothing could be imported")
	}
	return nil
}

func eachItem(ctx context.Context, importer *intake.Importer, ws, id uuid.UUID, change string, do func(intake.Item)) error {
	for after := 0; ; {
		items, err := importer.Items(ctx, ws, id, intake.ItemFilter{Change: change, After: after, Limit: 500})
		if err != nil || len(items) == 0 {
			return err
		}
		for _, i := range items {
			do(i)
			after = i.Number
		}
	}
}

// progress prints a line that counts, where somebody watches it.
func progress(word string, count func(intake.Import) (done, all int)) func(intake.Import) {
	info, err := os.Stderr.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return func(intake.Import) {}
	}
	return func(i intake.Import) {
		done, all := count(i)
		fmt.Fprintf(os.Stderr, "\r%s %d of %d ", word, done, all)
		if done >= all {
			fmt.Fprint(os.Stderr, "\r")
		}
	}
}

// redirects is how many a page may go through.
const redirects = 5

// newImporter makes an importer that reads hostile files by calling this binary.
// hosts are the operator's own, so exactly those may be private.
func newImporter(p intake.Parts, hosts []string) (*intake.Importer, error) {
	exe, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find this binary: %w", err)
	}
	p.Reader = format.Confined{Exe: exe}
	p.Fetch = egress.New(egress.Config{Private: hosts, Redirects: redirects})
	return intake.NewImporter(p), nil
}

// readFileCmd is the child process that reads one hostile file.
type readFileCmd struct {
	Request string `arg:"" help:"What to read, as JSON."`
}

// Run reads the file from standard input.
func (c *readFileCmd) Run() error {
	return format.Child(c.Request, os.Stdin, os.Stdout)
}

// explain turns a problem into the text for people; other errors pass.
func explain(err error) error {
	var p *problem.Error
	if !errors.As(err, &p) || p.Kind == problem.Internal {
		return err
	}
	return errors.New(locale.Text(locale.English, "problem."+p.Code, p.Pairs()...))
}
