package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/firstlinehq/firstline/cmd/firstline/internal/bench"
	"github.com/firstlinehq/firstline/cmd/firstline/internal/caller"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/config"
)

// benchCmds are the measurements.
type benchCmds struct {
	Messages benchMessagesCmd `cmd:"" default:"withargs" help:"Start a server of its own and measure messages, sockets, turns and start-up."`
	Search   benchSearchCmd   `cmd:"" help:"Search: latency and indexing pace over made-up articles, beside a raw pgvector query."`
}

// benchMessagesCmd measures a whole product in a process of its own.
type benchMessagesCmd struct {
	Span     time.Duration `default:"8s" help:"How long each measurement runs."`
	Visitors int           `default:"200" help:"Visitors who speak."`
	Agents   int           `default:"10" help:"Agents' sockets that look on."`
	Idle     int           `default:"5000" help:"Idle sockets to weigh."`
	JSON     bool          `name:"json" help:"Print one JSON array and nothing else."`
}

// Run starts a server on a fresh data folder, measures and removes both.
func (c *benchMessagesCmd) Run() (err error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	dir, err := os.MkdirTemp("/var/tmp", "firstline-bench-")
	if err != nil {
		return fmt.Errorf("make a folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	// Postgres, which does not run as root, must be able to pass.
	if err := os.Chmod(dir, 0o755); err != nil {
		return fmt.Errorf("open the folder: %w", err)
	}
	data := filepath.Join(dir, "data")
	note := func(s string) { fmt.Fprintln(os.Stderr, "measuring", s) }

	if err := makeFolder(ctx, data); err != nil {
		return err
	}
	note("start-up")
	cold, err := timeStart(ctx, data)
	if err != nil {
		return err
	}
	db, err := openDatabase(ctx, config.Database{DataDir: data, MaxConns: 12})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.shut(ctx)) }()
	warm, err := timeStart(ctx, data)
	if err != nil {
		return err
	}
	figures, err := c.measure(ctx, data, db, note)
	if err != nil {
		return err
	}
	figures = append([]bench.Figure{
		{Name: "start to ready, data folder exists, Postgres included", Value: cold.Seconds(), Unit: "s", Limit: 2},
		{Name: "start to ready, database up", Value: float64(warm.Milliseconds()), Unit: "ms", Limit: 300},
	}, figures...)
	if c.JSON {
		return json.NewEncoder(os.Stdout).Encode(figures)
	}
	return bench.Print(os.Stdout, figures)
}

const (
	benchWorkspace = "bench"
	benchEmail     = "bench@firstline.example"
	benchPassword  = "only for this measurement"
)

func (c *benchMessagesCmd) measure(ctx context.Context, data string, db *database, note func(string)) ([]bench.Figure, error) {
	accounts := account.NewStore(db.DB)
	ws, err := accounts.CreateWorkspace(ctx, account.Workspace{Slug: benchWorkspace, Name: "Bench"})
	if err != nil {
		return nil, err
	}
	if _, err := accounts.CreateMember(ctx, ws.ID, account.NewAgent{Name: "Bench", Email: benchEmail, Password: benchPassword},
		account.NewMember{Role: account.RoleAdmin, Capacity: 50}); err != nil {
		return nil, err
	}
	server, err := startChild(ctx, data)
	if err != nil {
		return nil, err
	}
	defer server.stop()
	seeder := &seeder{product: &product{db: db.DB, library: newLibrary(db.DB)}, workspace: ws.ID}
	if err := seeder.articles(ctx); err != nil {
		return nil, err
	}
	b := bench.Bench{
		Server: caller.New("http://" + server.address), DB: db.DB, Workspace: ws.ID, Slug: ws.Slug,
		Email: benchEmail, Password: benchPassword, RSS: server.rss,
		Visitors: c.Visitors, Agents: c.Agents, Span: c.Span, Idle: c.Idle,
	}
	return b.Run(ctx, note)
}

// makeFolder makes the data folder and its schema, so that what is timed is a
// start as of every day.
func makeFolder(ctx context.Context, data string) error {
	db, err := openDatabase(ctx, config.Database{DataDir: data})
	if err != nil {
		return err
	}
	return db.shut(ctx)
}

// timeStart is the median of three starts.
func timeStart(ctx context.Context, data string) (time.Duration, error) {
	var took [3]time.Duration
	for i := range took {
		began := time.Now()
		s, err := startChild(ctx, data)
		if err != nil {
			return 0, err
		}
		took[i] = time.Since(began)
		s.stop()
	}
	return took[0] + took[1] + took[2] - min(took[0], took[1], took[2]) - max(took[0], took[1], took[2]), nil
}

// child is this binary, serving.
type child struct {
	cmd     *exec.Cmd
	address string
}

var readyAt = regexp.MustCompile(`msg=ready address=(\S+)`)

func startChild(ctx context.Context, data string) (*child, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find this program: %w", err)
	}
	cmd := exec.CommandContext(ctx, self, "serve")
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.Env = append(os.Environ(), "FIRSTLINE_DATA="+data, "FIRSTLINE_LISTEN=127.0.0.1:0", "DATABASE_URL=", "FIRSTLINE_LLM_URL=",
		"FIRSTLINE_VISITOR_MESSAGES_PER_SECOND=100000", "FIRSTLINE_VISITOR_MESSAGE_BURST=100000", "FIRSTLINE_SOCKETS_PER_ADDRESS=100000")
	stderr, err := cmd.StderrPipe()
	if err != nil {
		return nil, fmt.Errorf("read the server's log: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start the server: %w", err)
	}
	var said []string
	lines := bufio.NewScanner(stderr)
	for lines.Scan() {
		said = append(said, lines.Text())
		if m := readyAt.FindStringSubmatch(lines.Text()); m != nil {
			go func() {
				for lines.Scan() {
				}
			}()
			return &child{cmd: cmd, address: m[1]}, nil
		}
	}
	return nil, fmt.Errorf("the server ended: %w\n%s", cmd.Wait(), strings.Join(said, "\n"))
}

func (c *child) stop() {
	_ = c.cmd.Process.Signal(syscall.SIGTERM)
	_ = c.cmd.Wait()
}

// rss asks ps, which every supported system has.
func (c *child) rss() (int64, error) {
	out, err := exec.Command("ps", "-o", "rss=", "-p", strconv.Itoa(c.cmd.Process.Pid)).Output() //nolint:noctx // a moment
	if err != nil {
		return 0, fmt.Errorf("read the server's memory: %w", err)
	}
	kib, err := strconv.ParseInt(strings.TrimSpace(string(out)), 10, 64)
	return kib << 10, err
}
